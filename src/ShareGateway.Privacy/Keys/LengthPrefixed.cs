using System.Buffers.Binary;
using System.Text;

namespace ShareGateway.Privacy.Keys;

/// <summary>
/// The unambiguous joining of byte strings: LP(x) = four bytes of length, big-endian, then x. Used while keys are built, not per
/// value.
/// </summary>
internal sealed class LengthPrefixed
{
    /// <summary>Bytes of the prefix.</summary>
    public const int PrefixBytes = 4;

    // A lone surrogate in a name would become U+FFFD and make two names one; it is an error instead.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<byte> _bytes = [];

    /// <summary>Writes the prefix of a byte string of this length.</summary>
    public static void WritePrefix(int lengthBytes, Span<byte> destination) =>
        BinaryPrimitives.WriteInt32BigEndian(destination, lengthBytes);

    /// <summary>LP of the UTF-8 of one text.</summary>
    public static byte[] Of(string text)
    {
        var one = new LengthPrefixed();
        one.Append(text);
        return one.ToArray();
    }

    /// <summary>Appends bytes without a prefix; only for a constant at the front.</summary>
    public void AppendRaw(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    /// <summary>Appends LP of the UTF-8 of a text.</summary>
    /// <exception cref="EncoderFallbackException">The text holds a lone surrogate.</exception>
    public void Append(string text)
    {
        byte[] utf8 = StrictUtf8.GetBytes(text);
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        WritePrefix(utf8.Length, prefix);
        _bytes.AddRange(prefix);
        _bytes.AddRange(utf8);
    }

    /// <summary>All that was appended.</summary>
    public byte[] ToArray() => [.. _bytes];
}
