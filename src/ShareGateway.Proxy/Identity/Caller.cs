using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using ShareGateway.Policy;
using ShareGateway.Proxy.Policies;
using ShareGateway.Proxy.Refusals;

namespace ShareGateway.Proxy.Identity;

/// <summary>Who speaks: the client that the token names, and the recipient that the request's policies know it as.</summary>
/// <param name="ClientId">The OAuth client; empty when the token names none.</param>
/// <param name="Recipient">Null for an unknown client.</param>
internal sealed record Caller(string ClientId, Recipient? Recipient)
{
    /// <summary>The recipient's id; empty for an unknown client.</summary>
    public string RecipientId => Recipient?.Id ?? "";

    /// <summary>
    /// Reads who speaks. Refused when the token or the recipient is bound to a certificate and the connection does not show it; a caller
    /// who is refused for the recipient's list reads the same as an unknown client.
    /// </summary>
    /// <remarks>Source: RFC 8705, section 3: <c>cnf</c> with <c>x5t#S256</c>.</remarks>
    public static (Caller Caller, Refusal? Refusal) Of(HttpContext context)
    {
        var clientId = RecipientClaims.ClientId(context.User);
        var caller = new Caller(clientId, context.Policies().Set.FindClient(clientId));
        var shown = ShownBy(context);
        if (RecipientClaims.Confirmations(context.User).Any(confirmation => !Confirms(confirmation, shown)))
        {
            return (caller, caller.Refused("token-invalid", StatusCodes.Status401Unauthorized, "certificate-not-of-token"));
        }

        var listed = caller.Recipient?.Certificates ?? [];
        return listed.IsEmpty || (shown is not null && listed.Contains(Convert.ToHexStringLower(shown), StringComparer.Ordinal))
            ? (caller, null)
            : (caller, caller.Refused("unknown-recipient", StatusCodes.Status403Forbidden, "certificate-not-listed"));
    }

    private Refusal Refused(string reason, int status, string internalReason) =>
        new(reason, status) { InternalReason = internalReason, Recipient = RecipientId, ClientId = ClientId };

    /// <summary>SHA-256 of the connection's client certificate; null when it has none, or one that is not valid now.</summary>
    private static byte[]? ShownBy(HttpContext context)
    {
        if (context.Connection.ClientCertificate is not { } certificate)
        {
            return null;
        }

        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        return now >= certificate.NotBefore.ToUniversalTime() && now <= certificate.NotAfter.ToUniversalTime()
            ? certificate.GetCertHash(HashAlgorithmName.SHA256)
            : null;
    }

    /// <summary>A confirmation of another kind (DPoP, say) cannot be checked here, and so does not hold.</summary>
    private static bool Confirms(string confirmation, byte[]? shown)
    {
        try
        {
            using var json = JsonDocument.Parse(confirmation);
            return shown is not null && json.RootElement.EnumerateObject().Count() == 1
                && json.RootElement.TryGetProperty("x5t#S256", out var thumbprint)
                && WebEncoders.Base64UrlDecode(thumbprint.GetString() ?? "").AsSpan().SequenceEqual(shown);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }
}
