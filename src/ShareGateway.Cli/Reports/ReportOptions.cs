using System.CommandLine;
using System.Globalization;
using ShareGateway.Cli.Audit;
using ShareGateway.Policy;
using ShareGateway.Policy.Loading;
using ShareGateway.Reports;
using ShareGateway.Reports.Reading;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Cli.Reports;

/// <summary>The argument and the options that all reports share, and what becomes of them.</summary>
internal sealed class ReportOptions
{
    private readonly Argument<string> _folder = new("DIR") { Description = "Folder of the log, or a data folder with one log below it." };
    private readonly Option<string?> _register = RegisterLocation.Option();
    private readonly Option<string> _policies = new("--policies") { Description = "The policies: names, contacts, and what was declared.", Required = true };
    private readonly Option<string> _language = new("--lang") { Description = "Language: fr or en.", DefaultValueFactory = _ => "en" };
    private readonly Option<string> _format = new("--format") { Description = "Form: html, pdf, xlsx, csv or json.", DefaultValueFactory = _ => "html" };
    private readonly Option<string?> _out = new("--out") { Description = "File to write. Without it, text forms go to the output." };
    private readonly Option<string?> _from = new("--from") { Description = "First day (UTC), such as 2026-11-01." };
    private readonly Option<string?> _until = new("--until") { Description = "Last day (UTC), included." };
    private readonly Option<ulong?> _cutOff = new("--cut-off") { Description = "Number of entries of an earlier report: gives that report again. Its checkpoint was kept beside the register." };
    private readonly Option<string?> _separator = new("--separator") { Description = "Between the values of CSV: comma or semicolon. Semicolon for French, as Excel wants it there." };

    public ReportOptions()
    {
        _language.AcceptOnlyFromAmong("fr", "en");
        _format.AcceptOnlyFromAmong("html", "pdf", "xlsx", "csv", "json");
        _separator.AcceptOnlyFromAmong("comma", "semicolon");
    }

    /// <summary>A command with these options.</summary>
    public Command Command(string name, string description) =>
        new(name, description) { _folder, _register, _policies, _language, _format, _out, _from, _until, _cutOff, _separator };

    /// <summary>Makes the report and writes it; exit code 0 written, 1 log and register contradict each other, 2 wrong use.</summary>
    public int Run(Terminal terminal, ParseResult parsed, Func<ReportSource, Report> make)
    {
        if (!TryReadSource(parsed, out var source, out string problem))
        {
            return terminal.Misused(problem);
        }

        var format = Enum.Parse<ReportFormat>(parsed.GetRequiredValue(_format), ignoreCase: true);
        string? target = parsed.GetValue(_out);
        if (target is null && format is ReportFormat.Pdf or ReportFormat.Xlsx)
        {
            return terminal.Misused($"expected `--out` with a file for the form {parsed.GetValue(_format)}");
        }

        try
        {
            KeptCheckpoints.Keep(source.Register, source.Log);
            char separator = parsed.GetValue(_separator) switch { "comma" => ',', "semicolon" => ';', _ => source.Language == Language.French ? ';' : ',' };
            Write(terminal, target, ReportRenderer.Render(make(source), format, separator));
            return ExitCodes.Good;
        }
        catch (InvalidDataException e)
        {
            terminal.Error.WriteLine(e.Message);
            return ExitCodes.Findings;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return terminal.Misused($"the report cannot be made: {e.Message}");
        }
    }

    private bool TryReadSource(ParseResult parsed, out ReportSource source, out string problem)
    {
        source = null!;
        if (!LogLocation.TryFind(parsed.GetRequiredValue(_folder), out string log, out problem) || !TryReadPolicies(parsed.GetRequiredValue(_policies), out var policies, out problem)
            || !TryReadDay(parsed.GetValue(_from), "--from", out var from, out problem) || !TryReadDay(parsed.GetValue(_until), "--until", out var until, out problem))
        {
            return false;
        }

        string register = RegisterLocation.Of(parsed.GetValue(_register), log);
        string? note = null;
        if (parsed.GetValue(_cutOff) is { } cutOff && (note = KeptCheckpoints.Find(register, cutOff)) is null)
        {
            problem = FormattableString.Invariant($"no checkpoint of {cutOff} entries was kept; known: {KeptCheckpoints.Known(register)}");
            return false;
        }

        source = new ReportSource
        {
            Log = log,
            Register = register,
            Policies = policies!,
            Language = parsed.GetValue(_language) == "fr" ? Language.French : Language.English,
            Period = new ReportPeriod(from, until),
            Checkpoint = note,
        };
        return true;
    }

    /// <summary>The policies of a folder, or what is wrong with it.</summary>
    public static bool TryReadPolicies(string folder, out PolicySet? policies, out string problem)
    {
        (policies, problem) = (null, $"there is no folder `{folder}`; expected a policy folder");
        if (!Directory.Exists(folder))
        {
            return false;
        }

        policies = PolicyLoader.LoadWithoutTests(folder).Set;
        problem = policies is null ? $"`{folder}` has findings: `sharegateway policy check` tells them" : "";
        return policies is not null;
    }

    private static bool TryReadDay(string? text, string option, out DateOnly? day, out string problem)
    {
        bool read = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value);
        day = read ? value : null;
        problem = text is null || read ? "" : $"expected `{option}` to be a day such as `2026-11-01`, got `{text}`";
        return problem.Length == 0;
    }

    private static void Write(Terminal terminal, string? target, byte[] bytes)
    {
        if (target is null)
        {
            terminal.Output.Write(System.Text.Encoding.UTF8.GetString(bytes));
            return;
        }

        using (var file = new FileStream(target, FileMode.Create, FileAccess.Write))
        {
            file.Write(bytes);
        }

        terminal.Output.WriteLine(target);
    }
}
