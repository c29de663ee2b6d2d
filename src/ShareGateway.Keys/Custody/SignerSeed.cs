using System.Security.Cryptography;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Keys.Storage;

namespace ShareGateway.Keys.Custody;

/// <summary>The key that signs the audit log's checkpoints: one of the folder's secrets, made at the first start.</summary>
public static class SignerSeed
{
    private const string Name = "audit-signer";

    /// <summary>Opens the signer of a folder.</summary>
    /// <param name="folder">The wrapped secrets.</param>
    /// <param name="origin">The log's name.</param>
    /// <exception cref="KeyUnavailableException">The seed cannot be unwrapped.</exception>
    public static AuditSigner Open(KeyFolder folder, string origin)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!folder.Contains(Name))
        {
            folder.Create(Name, RandomNumberGenerator.GetBytes(AuditSigner.SeedBytes));
        }

        var seed = folder.Read(Name);
        try
        {
            return new AuditSigner(origin, seed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }
}
