using System.Collections.Immutable;

namespace ShareGateway.Policy.Explaining;

/// <summary>A field that leaves: how, why, and under which rules.</summary>
/// <param name="Field">The field as planned.</param>
/// <param name="Place">The agreement's line on it.</param>
/// <param name="Rules">The guardrails' rules on its kind of data, outermost guardrail first; none when nothing limits it.</param>
public sealed record ExplainedField(PlannedField Field, PolicyPlace Place, ImmutableArray<BearingRule> Rules);
