using System.Security.Claims;

namespace ShareGateway.Proxy.Identity;

/// <summary>What the gateway reads from an accepted token (RFC 9068).</summary>
internal static class RecipientClaims
{
    /// <summary>The OAuth client; empty when the token names none, or several.</summary>
    public static string ClientId(ClaimsPrincipal user)
    {
        var claims = user.FindAll("client_id").ToArray();
        return claims.Length == 1 ? claims[0].Value : "";
    }

    /// <summary>True when the token's <c>scope</c> holds this word.</summary>
    public static bool HasScope(ClaimsPrincipal user, string scope) =>
        user.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(scope, StringComparer.Ordinal));
}
