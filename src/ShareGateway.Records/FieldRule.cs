using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records;

/// <summary>One field that an agreement names: where it stands, what it holds, what becomes of its values.</summary>
/// <param name="Path">The leaf field; its delivered name and place are the same.</param>
/// <param name="Type">What the contract says that it holds. A value of another kind follows <paramref name="OnFailure"/>.</param>
/// <param name="Transform">Bound to its keys; shared by all responses of the agreement.</param>
/// <param name="OnFailure">What is done when the transform cannot do its work, or the value is not of its type.</param>
public sealed record FieldRule(FieldPath Path, FieldType Type, FieldTransform Transform, FailureMode OnFailure);
