using System.Collections.Immutable;

namespace ShareGateway.Policy.Vocabulary;

/// <summary>One line of the table.</summary>
/// <param name="Kind">What the term stands for.</param>
/// <param name="Name">The term with its prefix, such as <c>dpv:Marketing</c>.</param>
/// <param name="Broader">The terms right above it; may name terms that the table does not hold.</param>
internal sealed record Term(TermKind Kind, string Name, ImmutableArray<string> Broader);
