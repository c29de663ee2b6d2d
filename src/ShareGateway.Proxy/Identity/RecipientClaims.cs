using System.Collections.Immutable;
using System.Security.Claims;

namespace ShareGateway.Proxy.Identity;

/// <summary>What the gateway reads from an accepted token (RFC 9068).</summary>
internal static class RecipientClaims
{
    /// <summary>The OAuth client; empty when the token names none, or several.</summary>
    public static string ClientId(ClaimsPrincipal user) => user is RecalledPartner partner
        ? partner.ClientId
        : user.FindAll("client_id").ToArray() is [var only] ? only.Value : "";

    /// <summary>What the token is bound to (<c>cnf</c>, RFC 8705 section 3.1), as it was written; empty when to nothing.</summary>
    public static ImmutableArray<string> Confirmations(ClaimsPrincipal user) => user is RecalledPartner partner
        ? partner.Confirmations
        : [.. user.FindAll("cnf").Select(claim => claim.Value)];

    /// <summary>True when the token's <c>scope</c> holds this word.</summary>
    public static bool HasScope(ClaimsPrincipal user, string scope) =>
        user.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(scope, StringComparer.Ordinal));
}

/// <summary>A partner whose token was checked a moment ago: what each of its requests is asked was read once. Nobody adds identities to it.</summary>
internal sealed class RecalledPartner : ClaimsPrincipal
{
    /// <param name="identity">The token's claims.</param>
    public RecalledPartner(ClaimsIdentity identity)
        : base(identity)
    {
        var read = new ClaimsPrincipal(identity);
        (ClientId, Confirmations) = (RecipientClaims.ClientId(read), RecipientClaims.Confirmations(read));
    }

    /// <summary>As <see cref="RecipientClaims.ClientId"/>.</summary>
    public string ClientId { get; }

    /// <summary>As <see cref="RecipientClaims.Confirmations"/>.</summary>
    public ImmutableArray<string> Confirmations { get; }
}
