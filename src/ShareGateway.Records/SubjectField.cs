using ShareGateway.Privacy.Canonical;

namespace ShareGateway.Records;

/// <summary>A field that says whose record this is. It is read for the person gate, and leaves only if a <see cref="FieldRule"/> names it too.</summary>
/// <param name="Path">A text or number field; through an array, each element is a person.</param>
/// <param name="Form">How ids are brought into one spelling.</param>
/// <param name="Scheme">Which kind of id it is, for the consent look-up; given back by <see cref="RecordPeople.Scheme"/>.</param>
/// <param name="Required">
/// True: at least one readable id stands there, and every array element on the way has one. False: it may be absent or null (a gift
/// recipient). Either way an id that is present and not readable withholds the record (I4).
/// </param>
public sealed record SubjectField(FieldPath Path, CanonicalForm Form, string Scheme, bool Required);
