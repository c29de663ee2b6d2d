using System.Collections.Immutable;

namespace ShareGateway.Policy.Explaining;

/// <summary>A field of the contract that does not leave.</summary>
/// <param name="Field">The contract's field.</param>
/// <param name="Place">The agreement's line that leaves it out; null when the agreement does not name it.</param>
/// <param name="Rules">The guardrails' rules on its kind of data, outermost guardrail first.</param>
public sealed record WithheldField(ContractField Field, PolicyPlace? Place, ImmutableArray<BearingRule> Rules);
