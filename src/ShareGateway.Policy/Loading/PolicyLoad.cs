using System.Collections.Immutable;

namespace ShareGateway.Policy.Loading;

/// <summary>What came of reading a policy folder: a set, or findings, never both.</summary>
/// <param name="Set">The set; null as soon as there is one finding.</param>
/// <param name="Findings">All findings, sorted by file, line, column and code; empty when the set may be used.</param>
public sealed record PolicyLoad(PolicySet? Set, ImmutableArray<Finding> Findings);
