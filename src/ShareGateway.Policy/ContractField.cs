using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records;

namespace ShareGateway.Policy;

/// <summary>A field that a contract knows: one single value of a record, or one in each element of a list.</summary>
/// <param name="Path">Where it stands in a record.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Category">The kind of personal data, such as <c>pd:EmailAddress</c>.</param>
/// <param name="Form">How its values are written; for some transforms that matters.</param>
public sealed record ContractField(FieldPath Path, FieldType Type, string Category, CanonicalForm Form);
