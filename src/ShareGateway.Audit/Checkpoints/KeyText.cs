using System.Security.Cryptography;
using System.Text;

namespace ShareGateway.Audit.Checkpoints;

/// <summary>
/// The text form of public keys of notes: <c>name+hex(key id)+base64(type ‖ key)</c>, key id = the first 4 bytes of
/// SHA-256(name ‖ 0x0A ‖ type ‖ key). Source: c2sp.org/signed-note.
/// </summary>
internal static class KeyText
{
    public const byte LogType = 0x01;
    public const byte WitnessType = 0x04;
    public const int IdBytes = 4;
    private const int MaxName = 128;
    private const int KeyBytes = 32;

    public static ReadOnlyMemory<byte> IdOf(string name, byte type, ReadOnlySpan<byte> key) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(name), 0x0A, type, .. key]).AsMemory(0, IdBytes);

    public static string Format(string name, byte type, ReadOnlySpan<byte> key)
    {
        byte[] typed = [type, .. key];
        return $"{name}+{Convert.ToHexStringLower(IdOf(name, type, key).Span)}+{Convert.ToBase64String(typed)}";
    }

    /// <summary>Reads the text form; false unless it is exactly what <see cref="Format"/> gives.</summary>
    public static bool TryParse(string text, byte type, out string name, out byte[] key)
    {
        key = [];
        string[] parts = text.Split('+', 3);
        name = parts[0];
        if (parts.Length != 3 || !IsName(name) || !StrictBase64.TryDecode(parts[2], out byte[] typed)
            || typed.Length != 1 + KeyBytes || typed[0] != type)
        {
            return false;
        }

        key = typed[1..];
        return string.Equals(Format(name, type, key), text, StringComparison.Ordinal);
    }

    /// <exception cref="ArgumentException">The name cannot stand in a note.</exception>
    public static void CheckName(string name)
    {
        if (!IsName(name))
        {
            throw new ArgumentException($"expected a name of 1 to {MaxName} visible ASCII characters without `+`", nameof(name));
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxName && !name.Contains('+', StringComparison.Ordinal) && name.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
}
