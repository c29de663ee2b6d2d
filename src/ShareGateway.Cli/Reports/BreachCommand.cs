using System.CommandLine;
using System.Globalization;
using ShareGateway.Reports;
using ShareGateway.Reports.Breaches;

namespace ShareGateway.Cli.Reports;

/// <summary><c>sharegateway report breach</c>: how far a breach reaches.</summary>
internal static class BreachCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new ReportOptions();
        var recipient = new Option<string>("--recipient") { Description = "Only this recipient.", DefaultValueFactory = _ => "" };
        var client = new Option<string>("--client") { Description = "Only this client id of a recipient.", DefaultValueFactory = _ => "" };
        var dataset = new Option<string>("--dataset") { Description = "Only this dataset, such as customers@1.", DefaultValueFactory = _ => "" };
        var agreement = new Option<string>("--agreement") { Description = "Only this agreement.", DefaultValueFactory = _ => "" };
        var policySet = new Option<string>("--policy-set") { Description = "Only what left under this policy set (its hash).", DefaultValueFactory = _ => "" };
        var epoch = new Option<int>("--key-epoch") { Description = "Only pseudonyms of this key epoch." };
        var aware = new Option<string?>("--aware-at") { Description = "When you became aware, such as 2026-11-26T09:00:00Z: the hours to notify count from then." };
        var command = options.Command("breach", "People, records, kinds of data and countries that a breach may concern, and a draft for the authority (GDPR, article 33).");
        foreach (var option in new Option[] { recipient, client, dataset, agreement, policySet, epoch, aware })
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var awareAt = DateTimeOffset.MinValue;
            if (parsed.GetValue(aware) is { } text && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out awareAt))
            {
                return terminal.Misused($"expected `--aware-at` to be a moment such as `2026-11-26T09:00:00Z`, got `{text}`");
            }

            var scope = new BreachScope
            {
                Recipient = parsed.GetRequiredValue(recipient),
                Client = parsed.GetRequiredValue(client),
                Dataset = parsed.GetRequiredValue(dataset),
                Agreement = parsed.GetRequiredValue(agreement),
                PolicySet = parsed.GetRequiredValue(policySet),
                KeyEpoch = parsed.GetValue(epoch),
                AwareAt = parsed.GetValue(aware) is null ? null : awareAt,
            };
            return options.Run(terminal, parsed, source => DisclosureReports.Breach(source, scope));
        });
        return command;
    }
}
