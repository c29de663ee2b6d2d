using ShareGateway.Privacy.Canonical;

namespace ShareGateway.Policy;

/// <summary>One id of an invented person.</summary>
/// <param name="Scheme">The numbering, as a contract's <c>subjectKeys</c> calls it.</param>
/// <param name="Form">How ids of the scheme are brought to one form; <paramref name="Id"/> is readable in it.</param>
/// <param name="Id">The id as the test writes it.</param>
public sealed record PolicyTestId(string Scheme, CanonicalForm Form, string Id);
