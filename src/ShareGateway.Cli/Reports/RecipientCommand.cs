using System.CommandLine;
using ShareGateway.Reports;

namespace ShareGateway.Cli.Reports;

/// <summary><c>sharegateway report recipient</c>: one partner on one page.</summary>
internal static class RecipientCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new ReportOptions();
        var recipient = new Option<string>("--recipient") { Description = "Id of the recipient, as in the policies.", Required = true };
        var consents = ConsentLocation.Option();
        var command = options.Command("recipient", "One partner on one page: agreements, volumes, refusals, withdrawals, unused rights.");
        command.Add(recipient);
        command.Add(consents);
        command.SetAction(parsed => options.Run(terminal, parsed, source =>
            DisclosureReports.Recipient(source, parsed.GetRequiredValue(recipient), ConsentLocation.Of(parsed.GetValue(consents), source.Log))));
        return command;
    }
}
