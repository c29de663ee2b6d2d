using System.Collections.Immutable;

namespace ShareGateway.Policy.Explaining;

/// <summary>A rule of a guardrail on a kind of data.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Category">The kind of data that the rule names: the field's own, or a broader one.</param>
/// <param name="Accepted">The transforms that an agreement may pick from, in ordinal order.</param>
public sealed record BearingRule(PolicyPlace Place, string Category, ImmutableArray<string> Accepted)
{
    /// <summary>As the guardrail writes it: <c>pd:Name: [drop, mask]</c>.</summary>
    public override string ToString() => $"{Category}: [{string.Join(", ", Accepted)}]";
}
