using System.Text.Json.Serialization;

namespace ShareGateway.Proxy.People;

/// <summary>Whom a data protection officer asks about. The id is turned into keys at once and kept nowhere.</summary>
/// <param name="Scheme">Scheme of the id, as in the contracts, such as <c>customer-number</c>.</param>
/// <param name="Id">The person's id in that scheme.</param>
/// <param name="Controller">Scope that owns the person's data; absent asks for every controller that has the scheme.</param>
internal sealed record SubjectKeysForm(string? Scheme, string? Id, string? Controller);

/// <summary>Rows that were erased from the disclosure register for a person's request.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Before">Entries of the log from this one on were not touched.</param>
internal sealed record RegisterErasureForm(long? Rows, long? Before);

/// <summary>Segments of the log that are about to be removed after their time.</summary>
/// <param name="Below">Entries before this one go; their hashes stay.</param>
internal sealed record LogPruningForm(long? Below);

[JsonSerializable(typeof(SubjectKeysForm))]
[JsonSerializable(typeof(LogPruningForm))]
[JsonSerializable(typeof(RegisterErasureForm))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
internal sealed partial class PeopleJson : JsonSerializerContext;
