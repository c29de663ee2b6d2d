using System.CommandLine;
using ShareGateway.Policy.Comparing;
using ShareGateway.Policy.Loading;

namespace ShareGateway.Cli.Policies;

/// <summary><c>sharegateway policy diff OLD NEW</c>: what an edit changes, in plain words, and whether it allows more.</summary>
internal static class PolicyDiffCommand
{
    public static Command Create(Terminal terminal)
    {
        var old = new Argument<string>("OLD") { Description = "The policies in force: a folder, or a git revision such as HEAD~1." };
        var next = new Argument<string>("NEW") { Description = "The policies that would follow: a folder, or a git revision." };
        var failOn = FailOnOption();
        var output = SharegatewayCommand.OutputOption("text", "json", "github");
        var language = LanguageOption();
        var command = new Command("diff", "Say what a change of the policies changes. Exit code 0, 1 as `--fail-on` says or when NEW has findings, 2 wrong use.")
        {
            old, next, failOn, output, language,
        };
        command.SetAction(parsed => Run(
            terminal,
            parsed.GetRequiredValue(old),
            parsed.GetRequiredValue(next),
            new ChangeOutput(terminal, parsed.GetRequiredValue(output), parsed.GetRequiredValue(language), parsed.GetRequiredValue(failOn))));
        return command;
    }

    /// <summary>In which language people read the answer.</summary>
    public static Option<string> LanguageOption()
    {
        var language = new Option<string>("--lang") { Description = "Language of the sentences: en or fr.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "fr");
        return language;
    }

    private static Option<string> FailOnOption()
    {
        var failOn = new Option<string>("--fail-on")
        {
            Description = "Exit with 1: on looser (also when a change has no order, as nothing proves it tighter), any change, or none.",
            DefaultValueFactory = _ => "none",
        };
        failOn.AcceptOnlyFromAmong("none", "looser", "any");
        return failOn;
    }

    private static int Run(Terminal terminal, string old, string next, ChangeOutput output)
    {
        string? folder = Directory.Exists(next) ? next : Directory.Exists(old) ? old : null;
        if (folder is null)
        {
            return terminal.Misused($"there is no folder `{old}` and none `{next}`; expected one policy folder at least");
        }

        using var before = new PolicySide(old, folder);
        using var after = new PolicySide(next, folder);
        string problem = before.Problem.Length > 0 ? before.Problem : after.Problem;
        return problem.Length > 0 ? terminal.Misused(problem) : Compare(terminal, before, after, output, folder);
    }

    private static int Compare(Terminal terminal, PolicySide before, PolicySide after, ChangeOutput output, string folder)
    {
        var old = PolicyLoader.Load(before.Folder);
        if (old.Set is null)
        {
            return terminal.Misused($"`{before.Name}` has {old.Findings.Length} finding(s) and cannot be compared with; the first: {old.Findings[0]}");
        }

        var next = PolicyLoader.Load(after.Folder);
        return next.Set is null
            ? FindingOutput.Write(terminal, next.Findings, output.Form, folder)
            : output.Write(PolicyDiff.Between(old.Set, next.Set), folder);
    }

    /// <summary>One of the two sides; a folder wins over a revision of the same name.</summary>
    private sealed class PolicySide : IDisposable
    {
        private readonly GitRevision? _revision;

        public PolicySide(string name, string folder)
        {
            Name = name;
            if (Directory.Exists(name))
            {
                Folder = name;
                return;
            }

            Problem = GitRevision.TryRead(name, folder, out _revision, out string problem) ? "" : problem;
            Folder = _revision?.Folder ?? "";
        }

        public string Name { get; }

        public string Folder { get; }

        public string Problem { get; } = "";

        public void Dispose() => _revision?.Dispose();
    }
}
