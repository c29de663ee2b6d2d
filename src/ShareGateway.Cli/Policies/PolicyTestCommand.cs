using System.CommandLine;
using System.Globalization;
using ShareGateway.Policy.Loading;
using ShareGateway.Sharing.Trials;

namespace ShareGateway.Cli.Policies;

/// <summary><c>sharegateway policy test [DIR]</c>: runs the tests of a policy folder through the gateway's own decision, person gate and rewriter.</summary>
internal static class PolicyTestCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = PolicyCommand.FolderArgument();
        var output = SharegatewayCommand.OutputOption("text", "json", "github");
        var coverage = new Option<int>("--min-coverage") { Description = "Fail when passing cases deliver fewer of the agreements' fields, in percent." };
        coverage.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int percent) || percent > 100))
            {
                result.AddError($"`--min-coverage {result.Tokens[0].Value}` cannot be; expected 0 to 100");
            }
        });
        var command = new Command("test", "Run the folder's tests. Exit code 0 all pass, 1 failures, findings or no test, 2 wrong use.") { folder, output, coverage };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(terminal, parsed.GetRequiredValue(folder), parsed.GetRequiredValue(output), parsed.GetValue(coverage), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string folder, string form, int minCoverage, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return terminal.Misused($"there is no folder `{folder}`; expected a policy folder");
        }

        var load = PolicyLoader.Load(folder);
        if (load.Set is not { } set)
        {
            return FindingOutput.Write(terminal, load.Findings, form, folder);
        }

        var report = await PolicyTrials.RunAsync(folder, set, cancellationToken);
        var outcome = new TrialOutcome(report, minCoverage);
        new TrialOutput(terminal, folder, outcome).Write(form);
        return outcome.IsGood ? ExitCodes.Good : ExitCodes.Findings;
    }
}
