using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using ShareGateway.Proxy.Settings;

namespace ShareGateway.Proxy.Keys;

/// <summary>The Data Protection ring: it wraps secrets and protects page tokens, and is itself wrapped by a certificate.</summary>
internal static class KeyRing
{
    // Fixed: the default is the content root's path, and a moved folder would orphan every secret.
    private const string ApplicationName = "ShareGateway";

    /// <exception cref="GatewayStartException">Production without a certificate, or one that cannot be read.</exception>
    public static IDataProtectionProvider Open(GatewayOptions options, IHostEnvironment environment) =>
        DataProtectionProvider.Create(FolderOf(options), ring => Configure(ring, options, environment));

    /// <summary>The container's own ring is this one too: ASP.NET Core would else keep another, unprotected, in the user's home.</summary>
    public static void Configure(IDataProtectionBuilder ring, GatewayOptions options, IHostEnvironment environment)
    {
        ring.SetApplicationName(ApplicationName).PersistKeysToFileSystem(FolderOf(options));
        if (options.KeyRingCertificate.Length > 0)
        {
            ring.ProtectKeysWithCertificate(Load(options));
        }
        else if (environment.IsProduction())
        {
            throw new GatewayStartException(
                "`Gateway:KeyRingCertificate` is not set: in Production the key ring is never stored unprotected; name a PKCS#12 file");
        }
    }

    private static DirectoryInfo FolderOf(GatewayOptions options) =>
        Directory.CreateDirectory(Path.Combine(options.DataDirectory, "keys", "ring"));

    private static X509Certificate2 Load(GatewayOptions options)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(options.KeyRingCertificate, options.KeyRingCertificatePassword);
            return certificate.HasPrivateKey
                ? certificate
                : throw new GatewayStartException($"`{options.KeyRingCertificate}` holds no private key");
        }
        catch (Exception exception) when (exception is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw new GatewayStartException($"`Gateway:KeyRingCertificate`: cannot read `{options.KeyRingCertificate}` as PKCS#12", exception);
        }
    }
}
