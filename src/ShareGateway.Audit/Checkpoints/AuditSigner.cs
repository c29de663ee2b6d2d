using NSec.Cryptography;

namespace ShareGateway.Audit.Checkpoints;

/// <summary>
/// Holds the private key that signs the checkpoints of one log. Whoever has it can forge the log's history up to what others have
/// seen of it, so the seed belongs wrapped at rest. Dispose of it to clear the key from memory.
/// </summary>
public sealed class AuditSigner : IDisposable
{
    /// <summary>Bytes of the seed.</summary>
    public const int SeedBytes = 32;

    private readonly Key _key;

    /// <summary>Makes the signer of the log called <paramref name="name"/>.</summary>
    /// <param name="name">Name of the gateway, and origin of its log: 1 to 128 visible ASCII characters without <c>+</c>; best like a URL without scheme.</param>
    /// <param name="seed32">32 secret random bytes (RFC 8032). Not kept; clear them.</param>
    /// <exception cref="ArgumentException">The name is malformed or the seed not 32 bytes.</exception>
    public AuditSigner(string name, ReadOnlySpan<byte> seed32)
    {
        if (seed32.Length != SeedBytes)
        {
            throw new ArgumentException($"expected a seed of {SeedBytes} bytes, got {seed32.Length}", nameof(seed32));
        }

        _key = Key.Import(SignatureAlgorithm.Ed25519, seed32, KeyBlobFormat.RawPrivateKey);
        VerifierKey = new VerifierKey(name, _key.PublicKey);
    }

    /// <summary>The public side: what an auditor needs to check this log.</summary>
    public VerifierKey VerifierKey { get; }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    /// <summary>Ed25519 over the bytes.</summary>
    internal byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(_key, message);
}
