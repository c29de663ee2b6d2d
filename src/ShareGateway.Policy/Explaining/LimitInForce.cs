using System.Collections.Immutable;

namespace ShareGateway.Policy.Explaining;

/// <summary>A limit, and every file that states it.</summary>
/// <param name="Name">As guardrails write it: <c>recipientRetention</c>.</param>
/// <param name="Value">What holds: the meet of all that is stated.</param>
/// <param name="Stated">The statements, outermost guardrail first, the agreement last.</param>
public sealed record LimitInForce(string Name, string Value, ImmutableArray<StatedLimit> Stated);
