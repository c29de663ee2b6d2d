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

    private string? Known(string hash) =>
        _last is null || _named.Contains(hash) ? null : "expected a policy set that an earlier entry names";

    private string? FollowSet(PolicyEntry next)
    {
        var (last, live) = (_last, _live);
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
