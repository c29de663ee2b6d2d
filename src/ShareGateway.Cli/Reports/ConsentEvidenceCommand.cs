using System.CommandLine;
using ShareGateway.Cli.People;
using ShareGateway.Reports;
using ShareGateway.Reports.Persons;

namespace ShareGateway.Cli.Reports;

/// <summary><c>sharegateway report consent-evidence</c>: that a person had consented.</summary>
internal static class ConsentEvidenceCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new ReportOptions();
        var person = new PersonOptions();
        var consents = ConsentLocation.Option();
        var command = options.Command("consent-evidence", "What a person was shown and decided, beside each disclosure that rests on it (GDPR, article 7(1)).");
        person.AddTo(command);
        command.Add(consents);
        command.SetAction(async (parsed, stop) =>
        {
            var (keys, problem) = await person.FindAsync(parsed, stop);
            if (keys is null)
            {
                return terminal.Misused(problem);
            }

            var question = new PersonQuestion([.. keys.SelectMany(found => found.Audit)], person.Typed(parsed), "", "", null);
            byte[][] consentKeys = [.. keys.SelectMany(found => found.Consent)];
            return options.Run(terminal, parsed, source =>
                DisclosureReports.ConsentEvidence(source, question, consentKeys, ConsentLocation.Of(parsed.GetValue(consents), source.Log)));
        });
        return command;
    }
}
