using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records;

namespace ShareGateway.Policy;

/// <summary>One field that may leave, and what happens to its value.</summary>
/// <param name="Path">Where it stands in a record: always a leaf of the contract.</param>
/// <param name="Type">What the contract says it holds.</param>
/// <param name="Transform">The transform; the catalogue has found no fault in it for <paramref name="Type"/>.</param>
/// <param name="OnFailure">What to do when the transform cannot do its work on a value.</param>
/// <param name="DataCategory">The kind of personal data, such as <c>pd:EmailAddress</c>.</param>
/// <param name="KeyClass">
/// Which values share pseudonyms: the scheme of a subject field (so that one person has one pseudonym in every dataset of the scheme),
/// else the data category.
/// </param>
/// <param name="Form">How a value is brought to one form before it is pseudonymised.</param>
public sealed record PlannedField(
    FieldPath Path,
    FieldType Type,
    TransformSpec Transform,
    FailureMode OnFailure,
    string DataCategory,
    string KeyClass,
    CanonicalForm Form)
{
    /// <summary>Why, in the author's words; empty when none was given.</summary>
    public string Because { get; init; } = "";

    /// <summary>The line of the agreement's file, from 1.</summary>
    public int Line { get; init; } = 1;
}
