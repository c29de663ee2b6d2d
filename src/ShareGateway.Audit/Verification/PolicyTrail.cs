using System.Text;
using ShareGateway.Audit.Entries;

namespace ShareGateway.Audit.Verification;

/// <summary>
/// Follows the policy sets through a log: once one is named, each further one names the one before it, and every request was decided by
/// one that was named (I7). A log that began before policy entries existed is checked from its first one on.
/// </summary>
internal sealed class PolicyTrail
{
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private PolicyEntry? _last;
    private string? _live; // the last set all of whose parts were seen; a crash may leave some of a set behind

    /// <summary>What is wrong with the next entry; null when nothing is.</summary>
    public string? Follow(AuditEntry entry) => entry switch
    {
        PolicyEntry policy => FollowSet(policy),
        DisclosureEntry disclosure => Known(disclosure.PolicyHash),
        RefusalEntry { PolicyHash.Length: > 0 } refusal => Known(refusal.PolicyHash),
        _ => null,
    };

    /// <summary>The same for an entry whose outline alone is known: a disclosure, a refusal or a closing.</summary>
    public string? Follow(AuditEntryKind kind, ReadOnlySpan<byte> policyHash)
    {
        bool names = kind == AuditEntryKind.Disclosure || (kind == AuditEntryKind.Refusal && policyHash.Length > 0);
        return !names || _last is null || Ascii.Equals(policyHash, _live ?? "") ? null : Known(Encoding.UTF8.GetString(policyHash));
    }

    private string? Known(string hash) =>
        _last is null || _named.Contains(hash) ? null : "expected a policy set that an earlier entry names";

    private string? FollowSet(PolicyEntry next)
    {
        var (last, live) = (_last, _live);
        if (last is null && next.Previous.Length > 0)
        {
            _named.Add(next.Previous); // the set before the first one that is told of may still decide requests on their way
        }

        _last = next;
        if (next.Part == next.Parts - 1)
        {
            _named.Add(next.PolicyHash);
            _live = next.PolicyHash;
        }

        if (next.Part > 0)
        {
            bool follows = last is not null && last.Part == next.Part - 1 && last with { Part = next.Part, Files = next.Files } == next;
            return follows && next.Part < next.Parts ? null : "expected a part of a policy set behind the part before it";
        }

        return live is null || live == next.Previous ? null : "expected a policy set that names the one before it";
    }
}
