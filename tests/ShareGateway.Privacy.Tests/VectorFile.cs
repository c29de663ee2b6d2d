using System.Text.Json;

namespace ShareGateway.Privacy.Tests;

/// <summary>Reads <c>tests/vectors</c>, which the build copies beside the tests.</summary>
internal static class VectorFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static T Read<T>(string name)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "vectors", name));
        return JsonSerializer.Deserialize<T>(stream, Options) ?? throw new InvalidDataException(name);
    }
}
