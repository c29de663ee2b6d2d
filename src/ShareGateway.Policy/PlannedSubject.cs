using ShareGateway.Privacy.Canonical;
using ShareGateway.Records;

namespace ShareGateway.Policy;

/// <summary>A field that says which person a record is about (I4).</summary>
/// <param name="Path">Where the id stands; with <c>[]</c>, every element is a person.</param>
/// <param name="Form">How ids are brought to one form.</param>
/// <param name="Scheme">Which numbering the id belongs to, such as <c>customer-number</c>.</param>
/// <param name="Required">True when a record without a readable id here may never leave.</param>
public sealed record PlannedSubject(FieldPath Path, CanonicalForm Form, string Scheme, bool Required);
