using System.Collections.Immutable;
using ShareGateway.Audit.Entries;

namespace ShareGateway.Reports.Impact;

/// <summary>What requests have in common that are counted together.</summary>
internal sealed record ShareKey(string Agreement, string Recipient, string Dataset, string Purpose, string RefusedNow, string Fields);

/// <summary>Counts of requests with one outcome.</summary>
internal sealed class ShareGroup(ImmutableArray<FieldChange> fields)
{
    public long Requests { get; set; }

    public long Records { get; set; }

    public HashSet<SubjectReference> People { get; } = [];

    public bool IsAtLeast { get; set; }

    public ShareImpact ToImpact(ShareKey key) => new()
    {
        Agreement = key.Agreement,
        Recipient = key.Recipient,
        Dataset = key.Dataset,
        Purpose = key.Purpose,
        RefusedNow = key.RefusedNow,
        Fields = fields,
        Requests = Requests,
        Records = Records,
        People = People.Count,
        IsAtLeast = IsAtLeast,
    };
}
