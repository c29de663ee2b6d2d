using System.Collections.Immutable;
using DuckDB.NET.Data;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;
using ShareGateway.Policy;
using ShareGateway.Reports.Impact;
using ShareGateway.Reports.Reading;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Breaches;

/// <summary>What would not have left if the policies had been the mended ones all along: the breach's disclosures, decided again.</summary>
internal static class MendedPolicies
{
    /// <summary>A table of what would have become of the disclosures.</summary>
    /// <param name="mended">The policies.</param>
    /// <param name="where">The condition of SQL for the disclosures.</param>
    /// <param name="ground">What to read.</param>
    public static IEnumerable<ReportBlock> Blocks(PolicySet mended, string where, ReportGround ground)
    {
        var words = ground.Words;
        var impact = ImpactReplay.Run(Entries(ground.Reader, where), mended);
        yield return new TableBlock(
            "underMendedPolicies",
            words.Say("What would not have left under the mended policies", "Ce qui ne serait pas parti avec les politiques corrigées"),
            [
                new("agreement", words.Say("Agreement", "Accord"), 2), new("recipient", words.Say("Recipient", "Destinataire"), 1.4), new("outcome", words.Say("Outcome", "Résultat"), 2.4),
                new("people", words.Say("People", "Personnes"), 0.8), new("records", words.Say("Records", "Enreg."), 0.8), new("answers", words.Say("Answers", "Réponses"), 0.8),
            ],
            [
                .. impact.Shares.Select(share => ImmutableArray.Create<Cell>(
                    ground.Agreement(share.Agreement.Split('@')[0]), ground.NameOf(share.Recipient), Outcome(share, words),
                    share.IsAtLeast ? words.AtLeast(share.People) : words.Number(share.People), words.Number(share.Records), words.Number(share.Requests))),
            ],
            words.Say("No disclosure meets these conditions.", "Aucune transmission ne répond à ces conditions."));
        yield return new TextBlock(words.Say($"Mended policies: {mended.Hash}. Rows and consents are as they were; only the policies differ.", $"Politiques corrigées : {mended.Hash}. Lignes et consentements restent ce qu'ils étaient ; seules les politiques diffèrent."), IsNote: true);
    }

    private static Cell Outcome(ShareImpact share, ReportWords words)
    {
        if (share.RefusedNow.Length > 0)
        {
            return new Cell($"refused:{share.RefusedNow}", words.Say($"Nothing would have left: {RefusalWords.Of(share.RefusedNow, words).Shown}", $"Rien ne serait parti : {RefusalWords.Of(share.RefusedNow, words).Shown}"));
        }

        var changed = share.Fields.Where(field => field.Before.Length > 0).ToArray(); // what would have left in addition is no question of a breach
        string raw = string.Join(", ", changed.Select(field => $"{field.Field}: {(field.After.Length > 0 ? field.After : "withheld")}"));
        return changed.Length == 0
            ? new Cell("same", words.Say("The same would have left", "La même chose serait partie"))
            : new Cell(raw, string.Join('\n', changed.Select(field => $"{field.Field}{words.Colon} {(field.After.Length > 0 ? words.Form(field.After).Shown : words.Say("would not have left", "ne serait pas parti"))}")));
    }

    /// <summary>The disclosures with their people, from the register as well as from the log, which may have been pruned. One pass over each table.</summary>
    private static IEnumerable<LoggedEntry> Entries(RegisterReader reader, string where)
    {
        var disclosures = reader.DisclosuresAt(reader.Ask($"select entry from disclosures where {where} order by entry", row => row.GetFieldValue<ulong>(0)));
        using var people = reader.Stream(
            $"select entry, subject_key from subjects where entry in (select entry from disclosures where {where}) order by entry", row => (Entry: row.GetFieldValue<ulong>(0), Person: Person(row))).GetEnumerator();
        bool hasNext = people.MoveNext();
        foreach (var disclosure in disclosures)
        {
            var named = new List<SubjectReference>();
            for (; hasNext && people.Current.Entry == disclosure.Entry; hasNext = people.MoveNext())
            {
                named.Add(people.Current.Person);
            }

            yield return new LoggedEntry(new AuditEntryView(disclosure.Entry, disclosure.Time, "", EntryOf(disclosure), SubjectCommitment.None), named);
        }
    }

    private static SubjectReference Person(DuckDBDataReader row)
    {
        Span<byte> key = stackalloc byte[SubjectReference.Length];
        using var stream = row.GetStream(1);
        stream.ReadExactly(key);
        return new SubjectReference(key);
    }

    /// <summary>What a decision depends on; the rest is left empty.</summary>
    private static DisclosureEntry EntryOf(Disclosure disclosure) => new()
    {
        DisclosureId = disclosure.DisclosureId,
        Chunk = disclosure.Chunk,
        Recipient = disclosure.Recipient,
        ClientId = "",
        Dataset = disclosure.Dataset,
        Controller = disclosure.Controller,
        Format = "",
        Purpose = disclosure.Purpose,
        LegalBasis = disclosure.LegalBasis,
        Agreement = disclosure.AgreementVersion.Length > 0 ? $"{disclosure.Agreement}@{disclosure.AgreementVersion}" : disclosure.Agreement,
        PolicyHash = "",
        Fields = disclosure.Fields,
        Records = disclosure.Records,
        Bytes = 0,
    };
}
