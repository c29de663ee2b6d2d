using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using ShareGateway.Keys.Storage;
using ShareGateway.Proxy.Settings;

namespace ShareGateway.Proxy.Keys;

/// <summary>The Data Protection ring as the gateway's settings name it.</summary>
internal static class KeyRing
{
    /// <exception cref="GatewayStartException">Production without a certificate, or one that cannot be read.</exception>
    public static IDataProtectionProvider Open(GatewayOptions options, IHostEnvironment environment) =>
        ProtectionRing.Open(options.DataDirectory, CertificateOf(options, environment));

    /// <summary>The container's own ring is this one too.</summary>
    public static void Configure(IDataProtectionBuilder ring, GatewayOptions options, IHostEnvironment environment) =>
        ProtectionRing.Configure(ring, options.DataDirectory, CertificateOf(options, environment));

    private static X509Certificate2? CertificateOf(GatewayOptions options, IHostEnvironment environment)
    {
        if (options.KeyRingCertificate.Length == 0)
        {
            return environment.IsProduction()
                ? throw new GatewayStartException("`Gateway:KeyRingCertificate` is not set: in Production the key ring is never stored unprotected; name a PKCS#12 file")
                : null;
        }

        try
        {
            return ProtectionRing.LoadCertificate(options.KeyRingCertificate, options.KeyRingCertificatePassword);
        }
        catch (KeyUnavailableException exception)
        {
            throw new GatewayStartException($"`Gateway:KeyRingCertificate`: cannot read `{options.KeyRingCertificate}` as PKCS#12 with a private key", exception);
        }
    }
}
