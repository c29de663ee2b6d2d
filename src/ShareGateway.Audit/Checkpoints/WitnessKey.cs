using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using NSec.Cryptography;

namespace ShareGateway.Audit.Checkpoints;

/// <summary>The public key of a witness, in the text form <c>name+hex(key id)+base64(0x04 ‖ public key)</c>.</summary>
/// <remarks>Source: c2sp.org/tlog-cosignature, Ed25519.</remarks>
public sealed class WitnessKey
{
    private readonly PublicKey _key;

    internal WitnessKey(string name, PublicKey key)
    {
        KeyText.CheckName(name);
        (_key, Name) = (key, name);
        byte[] raw = key.Export(KeyBlobFormat.RawPublicKey);
        KeyId = KeyText.IdOf(name, KeyText.WitnessType, raw);
        Text = KeyText.Format(name, KeyText.WitnessType, raw);
    }

    /// <summary>Name of the witness.</summary>
    public string Name { get; }

    /// <summary>4 bytes.</summary>
    public ReadOnlyMemory<byte> KeyId { get; }

    /// <summary>The text form, without a line end.</summary>
    public string Text { get; }

    /// <summary>Reads the text form.</summary>
    /// <returns>False unless the text is exactly what <see cref="Text"/> gives.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out WitnessKey? key)
    {
        bool read = KeyText.TryParse(text, KeyText.WitnessType, out string name, out byte[] raw)
            & PublicKey.TryImport(SignatureAlgorithm.Ed25519, raw, KeyBlobFormat.RawPublicKey, out var publicKey);
        key = read ? new WitnessKey(name, publicKey!) : null;
        return read;
    }

    /// <summary>Tells whether this witness cosigned a note.</summary>
    /// <param name="note">A checkpoint with signature lines.</param>
    /// <param name="at">When it did, by its own clock, to the second.</param>
    public bool Cosigned(SignedNote note, out DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(note);
        at = default;
        foreach (byte[] signature in note.SignaturesOf(Name, KeyId.Span))
        {
            if (signature.Length == sizeof(ulong) + VerifierKey.SignatureBytes && BinaryPrimitives.ReadUInt64BigEndian(signature) is <= int.MaxValue * 16ul and var seconds
                && SignatureAlgorithm.Ed25519.Verify(_key, Message(seconds, note.Body), signature.AsSpan(sizeof(ulong))))
            {
                at = DateTimeOffset.FromUnixTimeSeconds((long)seconds);
                return true;
            }
        }

        return false;
    }

    /// <summary>What a cosignature is made over.</summary>
    internal static byte[] Message(ulong seconds, string body) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{body}"));
}
