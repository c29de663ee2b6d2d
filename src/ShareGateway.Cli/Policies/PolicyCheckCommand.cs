using System.CommandLine;
using System.Globalization;
using ShareGateway.Policy;
using ShareGateway.Policy.Loading;

namespace ShareGateway.Cli.Policies;

/// <summary><c>sharegateway policy check [DIR]</c>: everything that is wrong in a policy folder, at once.</summary>
internal static class PolicyCheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = PolicyCommand.FolderArgument();
        var output = SharegatewayCommand.OutputOption("text", "json", "github");
        var command = new Command("check", "Find everything that is wrong. Exit code 0 nothing, 1 findings, 2 wrong use.") { folder, output };
        command.SetAction(parsed => Run(terminal, parsed.GetRequiredValue(folder), parsed.GetRequiredValue(output)));
        return command;
    }

    private static int Run(Terminal terminal, string folder, string form)
    {
        if (!Directory.Exists(folder))
        {
            return terminal.Misused($"there is no folder `{folder}`; expected a policy folder");
        }

        var load = PolicyLoader.Load(folder);
        int code = FindingOutput.Write(terminal, load.Findings, form, folder);
        if (form == "text")
        {
            terminal.Output.WriteLine(load.Set is { } set ? Good(folder, set) : string.Create(CultureInfo.InvariantCulture, $"{folder}: {load.Findings.Length} finding(s)"));
        }

        return code;
    }

    private static string Good(string folder, PolicySet set) => string.Create(
        CultureInfo.InvariantCulture,
        $"{folder}: no findings; {set.Plans.Length} agreements, {set.Contracts.Length} contracts, {set.Recipients.Length} recipients, {set.Guardrails.Length} guardrails; {set.Hash}");
}
