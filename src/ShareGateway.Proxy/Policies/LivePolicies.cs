using System.Collections.Immutable;
using ShareGateway.Policy;

namespace ShareGateway.Proxy.Policies;

/// <summary>A policy set that may decide requests: its keys exist, and the audit log names it.</summary>
/// <param name="Set">The set.</param>
/// <param name="Since">When it went live here.</param>
internal sealed record LivePolicies(PolicySet Set, DateTimeOffset Since)
{
    /// <summary>The names that the set knows.</summary>
    public PolicyNames Names { get; } = new(Set);

    /// <summary>What each plan's answers have in common, worked out before the first asks for it.</summary>
    public ImmutableArray<PlanWords> Words { get; } = [.. Set.Plans.Select(PlanWords.Of)];
}
