using System.Diagnostics.CodeAnalysis;
using NSec.Cryptography;

namespace ShareGateway.Audit.Checkpoints;

/// <summary>
/// The public key of a log, in the text form <c>name+hex(key id)+base64(0x01 ‖ public key)</c>. Publish it where the log's operator
/// cannot change it unseen: a report, a contract, a partner's configuration.
/// </summary>
/// <remarks>Source: c2sp.org/signed-note, Ed25519 signatures (type 0x01).</remarks>
public sealed class VerifierKey
{
    internal const int SignatureBytes = 64;

    private readonly PublicKey _key;

    internal VerifierKey(string name, PublicKey key)
    {
        KeyText.CheckName(name);
        _key = key;
        Name = name;
        byte[] raw = key.Export(KeyBlobFormat.RawPublicKey);
        KeyId = KeyText.IdOf(name, KeyText.LogType, raw);
        Text = KeyText.Format(name, KeyText.LogType, raw);
    }

    /// <summary>Name of the key: the log's origin.</summary>
    public string Name { get; }

    /// <summary>4 bytes: SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), cut.</summary>
    public ReadOnlyMemory<byte> KeyId { get; }

    /// <summary>The text form, without a line end.</summary>
    public string Text { get; }

    /// <summary>Reads the text form.</summary>
    /// <param name="text">One line without its line end.</param>
    /// <param name="key">The key, when the text is one.</param>
    /// <returns>False unless the text is exactly what <see cref="Text"/> gives: a key id that does not fit the key is refused.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out VerifierKey? key)
    {
        bool read = KeyText.TryParse(text, KeyText.LogType, out string name, out byte[] raw)
            & PublicKey.TryImport(SignatureAlgorithm.Ed25519, raw, KeyBlobFormat.RawPublicKey, out var publicKey);
        key = read ? new VerifierKey(name, publicKey!) : null;
        return read;
    }

    /// <summary>The text form.</summary>
    public override string ToString() => Text;

    /// <summary>Tells whether this key's owner signed the bytes. A wrong signature is an answer, not an error.</summary>
    internal bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureBytes && SignatureAlgorithm.Ed25519.Verify(_key, message, signature);
}
