using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Transforms;

/// <summary>What a transform is built for: a field, and what the host adds to it.</summary>
/// <param name="Type">The field's type by its contract.</param>
/// <param name="Form">The canonical form of the field's class.</param>
/// <param name="Key">A key of the definition's use; null when it has none.</param>
/// <param name="Day">The day of the request, in UTC; only for definitions that ask for it.</param>
internal readonly record struct FieldBinding(FieldType Type, CanonicalForm Form, FieldKey? Key, DateOnly Day);
