using System.Collections.Immutable;
using ShareGateway.Records;

namespace ShareGateway.Policy;

/// <summary>A condition on one field that a record must meet to leave.</summary>
/// <param name="Path">A leaf outside any array.</param>
/// <param name="Accepted">The values that pass, compared ordinally; never empty.</param>
public sealed record PlannedRow(FieldPath Path, ImmutableHashSet<string> Accepted);
