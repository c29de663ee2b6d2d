using System.Diagnostics.CodeAnalysis;

namespace ShareGateway.Cli;

/// <summary>The address of a gateway or of a published log, as it is typed.</summary>
internal static class ServerAddress
{
    /// <summary>False for everything that cannot be asked over HTTP: paths, and <c>localhost:8081</c>, whose host would be taken for a scheme.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address) && address.Scheme is "http" or "https";
}
