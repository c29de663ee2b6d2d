using System.CommandLine;

namespace ShareGateway.Cli.Reports;

/// <summary><c>sharegateway report …</c>: what a data protection officer needs, in French and English.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("report", "Reports for the data protection officer, as HTML, PDF, XLSX, CSV or JSON.")
        {
            PersonCommand.Create(terminal),
            NotifyCommand.Create(terminal),
            BreachCommand.Create(terminal),
            RecipientCommand.Create(terminal),
            ConsentEvidenceCommand.Create(terminal),
        };
        PeriodReportCommands.Create(terminal).ToList().ForEach(command.Add);
        return command;
    }
}
