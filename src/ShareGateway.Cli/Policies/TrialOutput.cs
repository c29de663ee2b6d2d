using System.Globalization;
using ShareGateway.Sharing.Trials;
using Spectre.Console;

namespace ShareGateway.Cli.Policies;

/// <summary>What came of policy tests, in each form of <c>--output</c>.</summary>
internal sealed class TrialOutput(Terminal terminal, string folder, TrialOutcome outcome)
{
    private TrialCoverage Coverage => outcome.Report.Coverage;

    public void Write(string form)
    {
        switch (form)
        {
            case "json":
                WriteJson();
                break;
            case "github":
                WriteAnnotations();
                break;
            default:
                WriteText();
                break;
        }
    }

    private void WriteText()
    {
        foreach (var test in outcome.Report.Results.GroupBy(result => result.File, StringComparer.Ordinal))
        {
            terminal.Output.WriteLine($"{test.Key}: {test.First().Title}");
            foreach (var result in test)
            {
                WriteResult(result);
            }
        }

        if (!outcome.Report.Results.IsEmpty)
        {
            WriteCoverage();
        }

        terminal.Output.WriteLine(outcome.Verdict);
    }

    private void WriteResult(TrialResult result)
    {
        string mark = (terminal.IsInteractive, result.Passed) switch
        {
            (true, true) => Green("✓"),
            (true, false) => Red("✗"),
            (false, true) => "ok",
            (false, false) => "FAILED",
        };
        terminal.Output.WriteLine($"  {mark} {result.Name}");
        foreach (var difference in result.Differences)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {result.File}:{difference.Line}: {difference.What}"));
            terminal.Output.WriteLine($"      expected {difference.Expected}");
            terminal.Output.WriteLine($"      actual   {difference.Actual}");
        }
    }

    private void WriteCoverage()
    {
        terminal.Output.WriteLine();
        if (terminal.IsInteractive)
        {
            var table = new Table().AddColumns("agreement", "fields delivered", "never delivered", "refused for");
            foreach (var agreement in Coverage.Agreements)
            {
                table.AddRow([.. Row(agreement).Select(Markup.Escape)]);
            }

            Console().Write(table);
        }
        else
        {
            foreach (var agreement in Coverage.Agreements)
            {
                terminal.Output.WriteLine(Line(agreement));
            }
        }

        terminal.Output.WriteLine($"reasons seen: {(Coverage.Reasons.IsEmpty ? "none" : string.Join(", ", Coverage.Reasons))}");
    }

    private static string[] Row(AgreementCoverage agreement) =>
    [
        agreement.AgreementId, agreement.CanDeliver ? agreement.Share : "refused for its country", Missing(agreement), string.Join(", ", agreement.RefusedFor),
    ];

    private static string Line(AgreementCoverage agreement)
    {
        string[] row = Row(agreement);
        return $"{row[0]}: {row[1]}{(row[2].Length > 0 ? $"; never delivered: {row[2]}" : "")}{(row[3].Length > 0 ? $"; refused for {row[3]}" : "")}";
    }

    private static string Missing(AgreementCoverage agreement) => agreement.CanDeliver ? string.Join(", ", agreement.Missing) : "";

    private void WriteJson() => terminal.WriteJson(new
    {
        passed = outcome.IsGood,
        verdict = outcome.Verdict,
        cases = outcome.Report.Results.Select(result => new
        {
            file = result.File,
            line = result.Line,
            title = result.Title,
            name = result.Name,
            passed = result.Passed,
            differences = result.Differences.Select(d => new { what = d.What, expected = d.Expected, actual = d.Actual, line = d.Line }),
        }),
        coverage = new
        {
            percent = Coverage.Percent,
            agreements = Coverage.Agreements.Select(a => new { agreement = a.AgreementId, file = a.File, delivered = a.Delivered, missing = a.Missing, refusedFor = a.RefusedFor, counted = a.CanDeliver }),
            reasons = Coverage.Reasons,
        },
    });

    private void WriteAnnotations()
    {
        foreach (var result in outcome.Report.Results)
        {
            foreach (var difference in result.Differences)
            {
                string text = $"{result.Name}: {difference.What}: expected {difference.Expected}, actual {difference.Actual}";
                terminal.Output.WriteLine(GithubAnnotation.Error($"{folder.TrimEnd('/')}/{result.File}", difference.Line, 1, "policy test", text));
            }
        }

        if (outcome.Failed == 0 && !outcome.IsGood)
        {
            terminal.Output.WriteLine(GithubAnnotation.Error(folder, 1, 1, "policy test", outcome.Verdict));
        }
    }

    // ECMA-48; a case's name may be longer than the terminal is wide, and must not be broken into lines.
    private static string Green(string text) => $"\u001b[32m{text}\u001b[0m";

    private static string Red(string text) => $"\u001b[31m{text}\u001b[0m";

    private IAnsiConsole Console() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Output) });
}
