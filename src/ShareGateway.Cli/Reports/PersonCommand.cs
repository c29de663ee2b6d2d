using System.CommandLine;
using System.Globalization;
using ShareGateway.Cli.People;
using ShareGateway.Reports;
using ShareGateway.Reports.Persons;

namespace ShareGateway.Cli.Reports;

/// <summary><c>sharegateway report person</c>: who received one person's data.</summary>
internal static class PersonCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new ReportOptions();
        var person = new PersonOptions();
        var addressee = new Option<string>("--to") { Description = "Name and address for the letter; \\n begins a line.", DefaultValueFactory = _ => "" };
        var reference = new Option<string>("--reference") { Description = "Your reference of the case.", DefaultValueFactory = _ => "" };
        var date = new Option<string?>("--date") { Description = "Date of the letter, such as 2026-11-26." };
        var proofs = new Option<bool>("--no-proofs") { Description = "Leave out the proofs of the JSON form." };
        var command = options.Command("person", "Who received this person's data, which fields, in what form, why, when: with a letter (GDPR, article 15(1)(c)).");
        person.AddTo(command);
        command.Add(addressee);
        command.Add(reference);
        command.Add(date);
        command.Add(proofs);
        command.SetAction(async (parsed, stop) =>
        {
            if (!DateOnly.TryParseExact(parsed.GetValue(date) ?? "2000-01-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return terminal.Misused($"expected `--date` to be a day such as `2026-11-26`, got `{parsed.GetValue(date)}`");
            }

            var (keys, problem) = await person.FindAsync(parsed, stop);
            if (keys is null)
            {
                return terminal.Misused(problem);
            }

            string to = parsed.GetRequiredValue(addressee).Replace("\\n", "\n", StringComparison.Ordinal);
            var question = new PersonQuestion([.. keys.SelectMany(found => found.Audit)], person.Typed(parsed), to, parsed.GetRequiredValue(reference), parsed.GetValue(date) is null ? null : day);
            return options.Run(terminal, parsed, source => DisclosureReports.Person(source, question, withProofs: !parsed.GetValue(proofs)));
        });
        return command;
    }
}
