using System.Collections.Immutable;
using ShareGateway.Reports.Reading;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Transfers;

/// <summary>Where data went and what permitted it: GDPR chapter V.</summary>
internal static class TransfersReport
{
    private const string Adequacy = "eu-gdpr:A45-3";

    public static Report Of(ReportGround ground)
    {
        var words = ground.Words;
        var rows = ground.Reader.Ask(
            $"""
            select country, transfer_tool, recipient, count(distinct disclosure_id), sum(records)::bigint, min(time_utc), max(time_utc)
            from disclosures where {ground.InPeriod} group by all order by country, recipient, transfer_tool
            """,
            row => (Country: row.GetString(0), Tool: row.GetString(1), Recipient: row.GetString(2), Answers: row.GetInt64(3), Records: row.GetInt64(4), First: Observed.Utc(row.GetDateTime(5)), Last: Observed.Utc(row.GetDateTime(6))));
        return new Report
        {
            Kind = "transfers",
            Language = words.Language,
            Title = words.Say("Transfers", "Transferts"),
            Subtitle = words.Say("Chapter V GDPR · where data went, and on what ground", "Chapitre V du RGPD · où les données sont allées, et sur quel fondement"),
            Blocks =
            [
                new BarsBlock(words.Say("Records by country", "Enregistrements par pays"), [.. rows.GroupBy(row => row.Country, StringComparer.Ordinal).Select(group => (words.Label(group.Key).Shown, group.Sum(row => row.Records))).OrderByDescending(bar => bar.Item2)]),
                new TableBlock(
                    "observed",
                    words.Say("Observed", "Observé"),
                    [
                        new("country", words.Say("Country", "Pays"), 1), new("recipient", words.Say("Recipient", "Destinataire"), 1.5), new("ground", words.Say("Ground", "Fondement"), 2),
                        new("answers", words.Say("Answers", "Réponses"), 0.8), new("records", words.Say("Records", "Enreg."), 0.8), new("first", words.Say("First", "Premier"), 0.9), new("last", words.Say("Last", "Dernier"), 0.9),
                    ],
                    [
                        .. rows.Select(row => ImmutableArray.Create<Cell>(
                            words.Label(row.Country), ground.NameOf(row.Recipient), Ground(row.Country, row.Tool, row.Recipient, ground),
                            words.Number(row.Answers), words.Number(row.Records), words.ShortDay(DateOnly.FromDateTime(row.First.UtcDateTime)), words.ShortDay(DateOnly.FromDateTime(row.Last.UtcDateTime)))),
                    ],
                    words.Say("Nothing was disclosed.", "Rien n'a été transmis.")),
                Declared(ground), Decisions(ground),
            ],
            Provenance = ground.Provenance(),
            Verification = ground.Verification(),
        };
    }

    /// <summary>The tool that the log names; with an adequacy decision, which one.</summary>
    private static Cell Ground(string country, string tool, string recipient, ReportGround ground)
    {
        var words = ground.Words;
        if (tool.Length == 0)
        {
            return new Cell("", words.Say("Free: no tool needed", "Libre : aucun instrument requis"));
        }

        var decision = tool == Adequacy
            ? ground.Policies.TransferDecisions.FirstOrDefault(known => known.Country == country && (known.OnlyFor.IsEmpty || known.OnlyFor.Contains(recipient, StringComparer.Ordinal)))
            : null;
        var law = words.Law(tool);
        return decision is null ? law : law with { Shown = $"{law.Shown}\n{decision.Reference}" };
    }

    private static TableBlock Declared(ReportGround ground)
    {
        var words = ground.Words;
        return new TableBlock(
            "declared",
            words.Say("Declared by recipient", "Déclaré par destinataire"),
            [new("recipient", words.Say("Recipient", "Destinataire"), 1.5), new("seat", words.Say("Seat", "Siège")), new("processing", words.Say("Processes in", "Traite dans"), 1.5), new("tool", words.Say("Transfer tool", "Garantie"), 2)],
            [
                .. ground.Policies.Recipients.Select(recipient => ImmutableArray.Create<Cell>(
                    ground.NameOf(recipient.Id), words.Label(recipient.Country), words.Labels(recipient.ProcessingCountries),
                    recipient.TransferTool.Length > 0 ? words.Law(recipient.TransferTool) : new Cell("", words.Say("none", "aucune")))),
            ],
            words.Say("No recipient.", "Aucun destinataire."));
    }

    private static TableBlock Decisions(ReportGround ground)
    {
        var words = ground.Words;
        return new TableBlock(
            "adequacy",
            words.Say("Adequacy decisions in the policies (Art. 45)", "Décisions d'adéquation dans les politiques (art. 45)"),
            [new("country", words.Say("Country", "Pays")), new("from", words.Say("From", "Depuis"), 0.8), new("until", words.Say("Until", "Jusqu'au"), 0.8), new("onlyFor", words.Say("Only for", "Seulement pour"), 1.2), new("reference", words.Say("Reference", "Référence"), 2.4)],
            [
                .. ground.Policies.TransferDecisions.Select(decision => ImmutableArray.Create<Cell>(
                    words.Label(decision.Country), words.ShortDay(decision.From), decision.Until is { } day ? words.ShortDay(day) : new Cell("", words.Say("open", "sans terme")),
                    string.Join(", ", decision.OnlyFor.Select(id => ground.NameOf(id).Shown)), decision.Reference)),
            ],
            words.Say("None.", "Aucune."));
    }
}
