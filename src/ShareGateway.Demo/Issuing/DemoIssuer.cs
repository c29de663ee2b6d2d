using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ShareGateway.Demo.Issuing;

/// <summary>The demo's authorisation server, shrunk to what it leaves behind: a key pair, its public JWK set, and access tokens.</summary>
internal sealed class DemoIssuer : IDisposable
{
    public const string Name = "https://issuer.demo.example";
    public const string Audience = "sharegateway";
    public const string ManagementAudience = "sharegateway-management";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7); // a demo's day off; a real issuer gives minutes
    private readonly ECDsa _key;
    private readonly TimeProvider _clock;

    private DemoIssuer(ECDsa key, string keysFile, TimeProvider clock) => (_key, KeysFile, _clock) = (key, keysFile, clock);

    /// <summary>The public keys, as the gateway reads them.</summary>
    public string KeysFile { get; }

    /// <summary>Opens the issuer of a folder, made at the first start.</summary>
    public static DemoIssuer Open(string folder, TimeProvider clock)
    {
        PrivateFiles.CreateFolder(folder);
        var privateFile = Path.Combine(folder, "issuer-key.pem");
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(privateFile))
        {
            key.ImportFromPem(File.ReadAllText(privateFile));
        }
        else
        {
            PrivateFiles.Write(privateFile, System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        }

        var keysFile = Path.Combine(folder, "issuer-keys.json");
        PrivateFiles.Write(keysFile, PublicKeys(key));
        return new(key, keysFile, clock);
    }

    /// <summary>An access token (RFC 9068) for a client.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="audience">Whom it is for.</param>
    /// <param name="scope">What it allows.</param>
    /// <param name="confirmation">What the token is bound to (RFC 7800), such as <c>x5t#S256</c> and a thumbprint; nothing unless given.</param>
    public string Issue(string clientId, string audience, string scope, (string Kind, string Value)? confirmation = null)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["client_id"] = clientId, ["sub"] = clientId, ["scope"] = scope };
        return Sign(audience, claims, confirmation);
    }

    /// <summary>A person's access token for the management listener.</summary>
    /// <param name="person">The person's id at the issuer.</param>
    /// <param name="roles">What the person may do, such as <c>dpo</c>.</param>
    /// <param name="acr">How the person signed in.</param>
    /// <param name="confirmation">As for a client.</param>
    public string IssueToStaff(string person, IReadOnlyList<string> roles, string acr = "phr", (string Kind, string Value)? confirmation = null) => Sign(
        ManagementAudience,
        new(StringComparer.Ordinal) { ["client_id"] = "demo-console", ["sub"] = person, ["roles"] = roles, ["acr"] = acr },
        confirmation);

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private string Sign(string audience, Dictionary<string, object> claims, (string Kind, string Value)? confirmation)
    {
        if (confirmation is { } bound)
        {
            claims["cnf"] = new Dictionary<string, object>(StringComparer.Ordinal) { [bound.Kind] = bound.Value };
        }

        var now = _clock.GetUtcNow().UtcDateTime;
        claims["jti"] = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = audience,
            TokenType = "at+jwt",
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Claims = claims,
            SigningCredentials = new(new ECDsaSecurityKey(_key) { KeyId = KeyId(_key) }, SecurityAlgorithms.EcdsaSha256)
            {
                // The library's cache goes by key id: an issuer reopened on its folder would get the closed one's key.
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            },
        });
    }

    private static byte[] PublicKeys(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartArray("keys");
            json.WriteStartObject();
            json.WriteString("kty", "EC");
            json.WriteString("crv", "P-256");
            json.WriteString("use", "sig");
            json.WriteString("alg", SecurityAlgorithms.EcdsaSha256);
            json.WriteString("kid", KeyId(key));
            json.WriteString("x", Base64UrlEncoder.Encode(point.X));
            json.WriteString("y", Base64UrlEncoder.Encode(point.Y));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static string KeyId(ECDsa key) => Base64UrlEncoder.Encode(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
}
