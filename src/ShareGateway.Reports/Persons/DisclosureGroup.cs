using System.Collections.Immutable;
using ShareGateway.Audit.Entries;
using ShareGateway.Reports.Reading;

namespace ShareGateway.Reports.Persons;

/// <summary>Disclosures of one person's data that differ only in time: one recipient, dataset, purpose, agreement and list of fields.</summary>
internal sealed record DisclosureGroup(ImmutableArray<Disclosure> Entries)
{
    public Disclosure First => Entries[0];

    public Disclosure Last => Entries[^1];

    /// <summary>Answers, each of which may have taken several entries.</summary>
    public int Answers => Entries.Select(entry => entry.DisclosureId).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The fields that left; one that was left out did not.</summary>
    public IEnumerable<DisclosedField> Fields => First.Fields.Where(left => left.Transform != "drop");

    /// <summary>The groups, by recipient, then by their first entry.</summary>
    public static ImmutableArray<DisclosureGroup> Of(IEnumerable<Disclosure> disclosures) =>
    [
        .. disclosures
            .GroupBy(entry => (entry.Recipient, entry.Dataset, entry.Controller, entry.Purpose, entry.LegalBasis, entry.Agreement, entry.Country, entry.TransferTool, Fields: string.Join('\n', entry.Fields)))
            .Select(group => new DisclosureGroup([.. group]))
            .OrderBy(group => group.First.Recipient, StringComparer.Ordinal).ThenBy(group => group.First.Entry),
    ];
}
