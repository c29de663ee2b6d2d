using System.CommandLine;
using ShareGateway.Reports;

namespace ShareGateway.Cli.Reports;

/// <summary>The reports that ask for nothing but a period: <c>register</c>, <c>transfers</c>, <c>overview</c>.</summary>
internal static class PeriodReportCommands
{
    public static IEnumerable<Command> Create(Terminal terminal) =>
    [
        Of(terminal, "register", "Records of processing activities, declared against observed (GDPR, article 30).", DisclosureReports.Register),
        Of(terminal, "transfers", "Where data went, and on what ground (GDPR, chapter V).", DisclosureReports.Transfers),
        Of(terminal, "overview", "The period at a glance; give a month with --from and --until.", DisclosureReports.Overview),
    ];

    private static Command Of(Terminal terminal, string name, string description, Func<ReportSource, ShareGateway.Reports.Rendering.Report> make)
    {
        var options = new ReportOptions();
        var command = options.Command(name, description);
        command.SetAction(parsed => options.Run(terminal, parsed, make));
        return command;
    }
}
