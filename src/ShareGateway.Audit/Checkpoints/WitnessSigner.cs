using System.Buffers.Binary;
using NSec.Cryptography;

namespace ShareGateway.Audit.Checkpoints;

/// <summary>Holds the private key of a witness. Use it for nothing else: what it signs does not name the witness.</summary>
public sealed class WitnessSigner : IDisposable
{
    private readonly Key _key;

    /// <summary>Makes the signer.</summary>
    /// <param name="name">Name of the witness: 1 to 128 visible ASCII characters without <c>+</c>; best like a URL without scheme.</param>
    /// <param name="seed32">32 secret random bytes (RFC 8032). Not kept; clear them.</param>
    /// <exception cref="ArgumentException">The name is malformed or the seed not 32 bytes.</exception>
    public WitnessSigner(string name, ReadOnlySpan<byte> seed32)
    {
        if (seed32.Length != AuditSigner.SeedBytes)
        {
            throw new ArgumentException($"expected a seed of {AuditSigner.SeedBytes} bytes, got {seed32.Length}", nameof(seed32));
        }

        _key = Key.Import(SignatureAlgorithm.Ed25519, seed32, KeyBlobFormat.RawPrivateKey);
        WitnessKey = new WitnessKey(name, _key.PublicKey);
    }

    /// <summary>The public side.</summary>
    public WitnessKey WitnessKey { get; }

    /// <summary>A signature line over a checkpoint's body, with its line end.</summary>
    /// <param name="body">The checkpoint's lines, with their line ends.</param>
    /// <param name="now">The moment that the signature states; from 1970 on.</param>
    public string Cosign(string body, DateTimeOffset now)
    {
        ulong seconds = checked((ulong)now.ToUnixTimeSeconds());
        byte[] line = new byte[KeyText.IdBytes + sizeof(ulong) + VerifierKey.SignatureBytes];
        WitnessKey.KeyId.Span.CopyTo(line);
        BinaryPrimitives.WriteUInt64BigEndian(line.AsSpan(KeyText.IdBytes), seconds);
        SignatureAlgorithm.Ed25519.Sign(_key, WitnessKey.Message(seconds, body)).CopyTo(line, KeyText.IdBytes + sizeof(ulong));
        return SignedNote.Line(WitnessKey.Name, line);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
