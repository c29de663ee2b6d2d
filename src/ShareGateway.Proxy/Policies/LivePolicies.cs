using ShareGateway.Policy;

namespace ShareGateway.Proxy.Policies;

/// <summary>A policy set that may decide requests: its keys exist, and the audit log names it.</summary>
/// <param name="Set">The set.</param>
/// <param name="Since">When it went live here.</param>
internal sealed record LivePolicies(PolicySet Set, DateTimeOffset Since)
{
    /// <summary>The names that the set knows.</summary>
    public PolicyNames Names { get; } = new(Set);
}
