using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
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
    private const int MaxName = 128;
    private const byte Ed25519Type = 0x01;

    private readonly PublicKey _key;

    internal VerifierKey(string name, PublicKey key)
    {
        if (!IsName(name))
        {
            throw new ArgumentException($"expected a name of 1 to {MaxName} visible ASCII characters without `+`", nameof(name));
        }

        _key = key;
        Name = name;
        byte[] typed = [Ed25519Type, .. key.Export(KeyBlobFormat.RawPublicKey)];
        KeyId = SHA256.HashData([.. Encoding.UTF8.GetBytes(name), 0x0A, .. typed]).AsMemory(0, 4);
        Text = $"{name}+{Convert.ToHexStringLower(KeyId.Span)}+{Convert.ToBase64String(typed)}";
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
        key = null;
        string[] parts = text.Split('+', 3);
        if (parts.Length != 3 || !IsName(parts[0]) || !StrictBase64.TryDecode(parts[2], out byte[] typed)
            || typed.Length != 33 || typed[0] != Ed25519Type
            || !PublicKey.TryImport(SignatureAlgorithm.Ed25519, typed.AsSpan(1), KeyBlobFormat.RawPublicKey, out var publicKey))
        {
            return false;
        }

        var read = new VerifierKey(parts[0], publicKey!);
        key = string.Equals(read.Text, text, StringComparison.Ordinal) ? read : null;
        return key is not null;
    }

    /// <summary>The text form.</summary>
    public override string ToString() => Text;

    /// <summary>Tells whether this key's owner signed the bytes. A wrong signature is an answer, not an error.</summary>
    internal bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureBytes && SignatureAlgorithm.Ed25519.Verify(_key, message, signature);

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxName && !name.Contains('+', StringComparison.Ordinal) && name.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
}
