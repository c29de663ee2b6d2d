using System.CommandLine;
using System.CommandLine.Invocation;
using ShareGateway.Cli.Audit;
using ShareGateway.Cli.Keys;
using ShareGateway.Cli.Policies;
using ShareGateway.Cli.Reports;

namespace ShareGateway.Cli;

/// <summary>The tree of commands under <c>sharegateway</c>.</summary>
internal static class SharegatewayCommand
{
    /// <summary>Runs one command line and gives its exit code: 0 good, 1 findings, 2 wrong use.</summary>
    public static int Run(IReadOnlyList<string> args, Terminal terminal)
    {
        var audit = new Command("audit", "Look at an audit log, and check it.")
        {
            AuditVerifyCommand.Create(terminal),
            AuditShowCommand.Create(terminal),
            AuditProveCommand.Create(terminal),
            AuditCheckProofCommand.Create(terminal),
            AuditCompactCommand.Create(terminal),
            AuditPruneCommand.Create(terminal),
            AuditEraseCommand.Create(terminal),
            AuditHoldCommand.Create(terminal),
        };
        var root = new RootCommand("ShareGateway from the command line.")
        {
            audit,
            PolicyCommand.Create(terminal),
            ReportCommand.Create(terminal),
            WitnessCommand.Create(terminal),
            KeysCommand.Create(terminal),
            ReidentifyCommand.Create(terminal),
        };
        var parsed = root.Parse(args);
        int code = parsed.Invoke(new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error });
        return parsed.Action is ParseErrorAction || parsed.Errors.Count > 0 && code != ExitCodes.Good ? ExitCodes.WrongUse : code;
    }

    /// <summary>The option that every command has.</summary>
    /// <param name="forms">What it takes; the first is the default. None: <c>text</c> and <c>json</c>.</param>
    public static Option<string> OutputOption(params string[] forms)
    {
        string[] known = forms.Length > 0 ? forms : ["text", "json"];
        var option = new Option<string>("--output")
        {
            Description = known.Contains("github") ? "Form of the answer: text for people, json for programs, github for annotations in a workflow." : "Form of the answer: text for people, json for programs.",
            DefaultValueFactory = _ => known[0],
        };
        option.AcceptOnlyFromAmong(known);
        return option;
    }
}
