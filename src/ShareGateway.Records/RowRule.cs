using System.Collections.Immutable;

namespace ShareGateway.Records;

/// <summary>Keeps only records whose field has one of some values. All rules of a program must hold.</summary>
/// <param name="Path">A leaf field outside arrays; it leaves only if a <see cref="FieldRule"/> names it too.</param>
/// <param name="Accepted">
/// Compared ordinally with text (escapes undone) or with a number's exact text. Absent, null or anything else withholds the record.
/// </param>
public sealed record RowRule(FieldPath Path, ImmutableHashSet<string> Accepted);
