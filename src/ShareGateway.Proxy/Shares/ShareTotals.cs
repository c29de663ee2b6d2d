using ShareGateway.Audit.Entries;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Shares;

/// <summary>What happened to the records of one share, summed over its upstream bodies.</summary>
internal sealed class ShareTotals
{
    private readonly HashSet<string> _unknownFields = new(StringComparer.Ordinal);

    public long Read { get; private set; }

    public long WithheldByConsent { get; private set; }

    public long WithheldByRule { get; private set; }

    public long WithheldUnreadable { get; private set; }

    public void Add(RecordCounts counts, IReadOnlyCollection<string> unknownFields)
    {
        Read += counts.Read;
        WithheldByConsent += counts.WithheldByGate;
        WithheldByRule += counts.WithheldByRule;
        WithheldUnreadable += counts.WithheldUnreadable;
        _unknownFields.UnionWith(unknownFields);
    }

    public ClosingEntry Closing(string disclosureId, ClosingOutcome outcome, int status, ShareOutput output) => new()
    {
        DisclosureId = disclosureId,
        Outcome = outcome,
        Status = status,
        Read = Read,
        Delivered = output.RecordsSent,
        WithheldByConsent = WithheldByConsent,
        WithheldByRule = WithheldByRule,
        WithheldUnreadable = WithheldUnreadable,
        Bytes = output.Bytes,
        Chunks = output.Chunks,
        UnknownFields = _unknownFields.Count,
    };
}
