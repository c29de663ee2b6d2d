using System.Text.Json.Serialization;

namespace ShareGateway.Keys.Storage;

/// <summary>A wrapped secret at rest.</summary>
/// <param name="V">Version of this form: 1.</param>
/// <param name="Name">The secret's name; also bound into the wrapping.</param>
/// <param name="Wrapped">Data Protection payload, base64.</param>
internal sealed record KeyFile(int V, string Name, string Wrapped);

[JsonSerializable(typeof(KeyFile))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class KeyFileJson : JsonSerializerContext;
