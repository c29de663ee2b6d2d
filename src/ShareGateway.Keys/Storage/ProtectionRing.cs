using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace ShareGateway.Keys.Storage;

/// <summary>The Data Protection ring of a data folder: it wraps every secret, and is itself wrapped by a certificate.</summary>
public static class ProtectionRing
{
    // Fixed: the default is the content root's path, and a moved folder would orphan every secret.
    private const string ApplicationName = "ShareGateway";

    /// <summary>Opens the ring; makes its first key when it has none.</summary>
    /// <param name="dataDirectory">The gateway's data folder; the ring lies in <c>keys/ring</c> below it.</param>
    /// <param name="certificate">Wraps the ring at rest; null leaves it in clear, which Production refuses before it comes here.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static IDataProtectionProvider Open(string dataDirectory, X509Certificate2? certificate) =>
        DataProtectionProvider.Create(FolderOf(dataDirectory), ring => Configure(ring, dataDirectory, certificate));

    /// <summary>Makes another ring of the process this one: ASP.NET Core would else keep its own, unprotected, in the user's home.</summary>
    /// <param name="ring">What is configured.</param>
    /// <param name="dataDirectory">As for <see cref="Open"/>.</param>
    /// <param name="certificate">As for <see cref="Open"/>.</param>
    public static void Configure(IDataProtectionBuilder ring, string dataDirectory, X509Certificate2? certificate)
    {
        ArgumentNullException.ThrowIfNull(ring);
        ring.SetApplicationName(ApplicationName).PersistKeysToFileSystem(FolderOf(dataDirectory));
        if (certificate is not null)
        {
            ring.ProtectKeysWithCertificate(certificate);
        }
    }

    /// <summary>Reads the certificate that wraps the ring.</summary>
    /// <param name="file">PKCS#12 with a private key.</param>
    /// <param name="password">Empty for none.</param>
    /// <exception cref="KeyUnavailableException">It cannot be read, or has no private key.</exception>
    public static X509Certificate2 LoadCertificate(string file, string password)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            return certificate.HasPrivateKey ? certificate : throw new KeyUnavailableException(file, "holds no private key");
        }
        catch (Exception exception) when (exception is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw new KeyUnavailableException(file, "cannot be read as PKCS#12", exception);
        }
    }

    private static DirectoryInfo FolderOf(string dataDirectory) => Directory.CreateDirectory(Path.Combine(dataDirectory, "keys", "ring"));
}
