using System.CommandLine;
using System.Globalization;
using ShareGateway.Policy;
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
        var certificate = new Option<string>("--certificate") { Description = "Only the recipient whose policy file lists this certificate (SHA-256, 64 hex digits). The log does not name certificates.", DefaultValueFactory = _ => "" };
        var dataset = new Option<string>("--dataset") { Description = "Only this dataset, such as customers@1.", DefaultValueFactory = _ => "" };
        var agreement = new Option<string>("--agreement") { Description = "Only this agreement.", DefaultValueFactory = _ => "" };
        var policySet = new Option<string>("--policy-set") { Description = "Only what left under this policy set (its hash).", DefaultValueFactory = _ => "" };
        var epoch = new Option<int>("--key-epoch") { Description = "Only pseudonyms of this key epoch." };
        var since = new Option<string?>("--since") { Description = "Only from this moment on, such as 2026-11-26T09:00:00Z." };
        var before = new Option<string?>("--before") { Description = "Only before this moment." };
        var mended = new Option<string?>("--mended-policies") { Description = "Policies without the mistake: tells what would not have left under them." };
        var aware = new Option<string?>("--aware-at") { Description = "When you became aware, such as 2026-11-26T09:00:00Z: the hours to notify count from then." };
        var command = options.Command("breach", "People, records, kinds of data and countries that a breach may concern, and a draft for the authority (GDPR, article 33).");
        foreach (var option in new Option[] { recipient, client, certificate, dataset, agreement, policySet, epoch, since, before, mended, aware })
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            string thumbprint = parsed.GetRequiredValue(certificate).Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
            if (thumbprint.Length > 0 && (thumbprint.Length != 64 || !thumbprint.All(char.IsAsciiHexDigitLower)))
            {
                return terminal.Misused("expected `--certificate` to be a SHA-256 thumbprint of 64 hex digits");
            }

            PolicySet? policies = null;
            if (!TryReadMoment(parsed, since, out var from, out string problem) || !TryReadMoment(parsed, before, out var until, out problem) || !TryReadMoment(parsed, aware, out var awareAt, out problem)
                || (parsed.GetValue(mended) is { } folder && !ReportOptions.TryReadPolicies(folder, out policies, out problem)))
            {
                return terminal.Misused(problem);
            }

            var scope = new BreachScope
            {
                Recipient = parsed.GetRequiredValue(recipient),
                Client = parsed.GetRequiredValue(client),
                Certificate = thumbprint,
                Dataset = parsed.GetRequiredValue(dataset),
                Agreement = parsed.GetRequiredValue(agreement),
                PolicySet = parsed.GetRequiredValue(policySet),
                KeyEpoch = parsed.GetValue(epoch),
                Since = from,
                Before = until,
                Mended = policies,
                AwareAt = awareAt,
            };
            return options.Run(terminal, parsed, source => DisclosureReports.Breach(source, scope));
        });
        return command;
    }

    private static bool TryReadMoment(ParseResult parsed, Option<string?> option, out DateTimeOffset? moment, out string problem)
    {
        string? text = parsed.GetValue(option);
        bool read = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value);
        moment = read ? value : null;
        problem = text is null || read ? "" : $"expected `{option.Name}` to be a moment such as `2026-11-26T09:00:00Z`, got `{text}`";
        return problem.Length == 0;
    }
}
