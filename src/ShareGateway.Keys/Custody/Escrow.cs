using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ShareGateway.Keys.Storage;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Keys.Custody;

/// <summary>Seals secrets for a certificate whose private key lies elsewhere, and opens them again.</summary>
public static class Escrow
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int LeastRsaBits = 2048;

    /// <summary>Seals every secret of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="certificate">Has an RSA key of 2,048 bits or more.</param>
    /// <exception cref="CryptographicException">The certificate has no such key.</exception>
    /// <exception cref="KeyUnavailableException">A secret cannot be unwrapped.</exception>
    public static EscrowFile Seal(KeyFolder folder, X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(certificate);
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is null || rsa.KeySize < LeastRsaBits)
        {
            throw new CryptographicException($"expected a certificate with an RSA key of at least {LeastRsaBits} bits");
        }

        var key = RandomNumberGenerator.GetBytes(KeyFolder.SecretBytes);
        try
        {
            using var cipher = new AesGcm(key, TagBytes);
            return new EscrowFile(
                1,
                Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)),
                Convert.ToBase64String(rsa.Encrypt(key, RSAEncryptionPadding.OaepSHA256)),
                [.. folder.Names().Select(name => Seal(folder, cipher, name))]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Puts the secrets of a file back into a folder that lacks them; those that are there stay as they are.</summary>
    /// <param name="file">From <see cref="Seal(KeyFolder, X509Certificate2)"/>.</param>
    /// <param name="privateKey">The certificate's key.</param>
    /// <param name="folder">Where the secrets go.</param>
    /// <param name="wanted">Names that are taken; a destroyed key must not come back.</param>
    /// <returns>Names of the secrets that were put back.</returns>
    /// <exception cref="CryptographicException">The file is altered, or made for another certificate.</exception>
    public static IReadOnlyList<string> Restore(EscrowFile file, RSA privateKey, KeyFolder folder, Func<string, bool> wanted)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(privateKey);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(wanted);
        var key = privateKey.Decrypt(Convert.FromBase64String(file.Key), RSAEncryptionPadding.OaepSHA256);
        var back = new List<string>();
        try
        {
            using var cipher = new AesGcm(key, TagBytes);
            foreach (var secret in file.Secrets.Where(secret => wanted(secret.Name) && !folder.Contains(secret.Name)))
            {
                PutBack(secret, cipher, folder);
                back.Add(secret.Name);
            }

            return back;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static EscrowedSecret Seal(KeyFolder folder, AesGcm cipher, string name)
    {
        var secret = folder.Read(name);
        try
        {
            using var root = KeyRoot.FromBytes(1, secret);
            var bytes = new byte[NonceBytes + secret.Length + TagBytes];
            RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceBytes));
            cipher.Encrypt(
                bytes.AsSpan(0, NonceBytes), secret, bytes.AsSpan(NonceBytes, secret.Length), bytes.AsSpan(NonceBytes + secret.Length), Encoding.UTF8.GetBytes(name));
            return new EscrowedSecret(name, root.CheckValue, Convert.ToBase64String(bytes));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static void PutBack(EscrowedSecret sealedSecret, AesGcm cipher, KeyFolder folder)
    {
        var bytes = Convert.FromBase64String(sealedSecret.Sealed);
        if (bytes.Length != NonceBytes + KeyFolder.SecretBytes + TagBytes)
        {
            throw new CryptographicException("a sealed secret has another length");
        }

        var secret = new byte[KeyFolder.SecretBytes];
        try
        {
            cipher.Decrypt(
                bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, secret.Length), bytes.AsSpan(NonceBytes + secret.Length), secret, Encoding.UTF8.GetBytes(sealedSecret.Name));
            folder.Create(sealedSecret.Name, secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
