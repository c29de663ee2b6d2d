using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ShareGateway.Demo.Issuing;

/// <summary>A certificate of the demo's own that wraps the gateway's key ring, so that the demo runs as Production does.</summary>
internal static class DemoCertificate
{
    private const int KeyBits = 2048;

    /// <summary>The PKCS#12 file of a folder, made at the first start.</summary>
    public static string Open(string folder, TimeProvider clock)
    {
        var file = Path.Combine(folder, "key-ring.p12");
        if (!File.Exists(file))
        {
            using var key = RSA.Create(KeyBits);
            var request = new CertificateRequest("CN=ShareGateway demo key ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var now = clock.GetUtcNow();
            using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
            PrivateFiles.Write(file, certificate.Export(X509ContentType.Pkcs12));
        }

        return file;
    }
}
