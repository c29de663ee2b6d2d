using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ShareGateway.Proxy.Identity;

namespace ShareGateway.Proxy.Rehearsals;

/// <summary>An issuer who lives for one rehearsal only; no other gateway takes its tokens, as the key never leaves this object.</summary>
internal sealed class MadeUpIssuer : IDisposable
{
    public const string Name = "https://issuer.rehearsal.example";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly ECDsa _secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SigningCredentials _credentials;

    public MadeUpIssuer() => _credentials = new(
        new ECDsaSecurityKey(_secret) { KeyId = "rehearsal", CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
        SecurityAlgorithms.EcdsaSha256);

    /// <summary>The public key as a JWK set (RFC 7517).</summary>
    public string PublicKeys()
    {
        var point = _secret.ExportParameters(includePrivateParameters: false).Q;
        var key = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["use"] = "sig",
            ["alg"] = SecurityAlgorithms.EcdsaSha256,
            ["kid"] = "rehearsal",
            ["x"] = Base64UrlEncoder.Encode(point.X),
            ["y"] = Base64UrlEncoder.Encode(point.Y),
        };
        return JsonSerializer.Serialize(new { keys = new[] { key } });
    }

    /// <summary>A token of the client that the made-up recipient has; another text each time.</summary>
    public string Token() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Name,
        Audience = "sharegateway",
        TokenType = RecipientAuthentication.TokenType,
        Expires = (TimeProvider.System.GetUtcNow() + Lifetime).UtcDateTime,
        Claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["client_id"] = $"{MadeUpPolicies.Recipient}-client",
            ["sub"] = $"{MadeUpPolicies.Recipient}-client",
            ["scope"] = "datasets:read",
            ["jti"] = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16)),
        },
        SigningCredentials = _credentials,
    });

    /// <inheritdoc/>
    public void Dispose() => _secret.Dispose();
}
