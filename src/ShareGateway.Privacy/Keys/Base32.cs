using System.Buffers.Binary;

namespace ShareGateway.Privacy.Keys;

/// <summary>
/// RFC 4648 base32 in lower case without padding, for 128 bits: reads well in logs, files and URLs, and survives a change of
/// case.
/// </summary>
internal static class Base32
{
    /// <summary>Bytes in.</summary>
    public const int InputBytes = 16;

    /// <summary>Characters out; the last one carries three bits.</summary>
    public const int TextLength = 26;

    private static ReadOnlySpan<byte> Alphabet => "abcdefghijklmnopqrstuvwxyz234567"u8;

    /// <summary>Writes 26 ASCII characters.</summary>
    /// <param name="bytes">16 bytes.</param>
    /// <param name="text">At least 26 bytes.</param>
    public static void Write(ReadOnlySpan<byte> bytes, Span<byte> text)
    {
        int pending = 0; // bits taken in and not written yet, right-aligned
        int pendingBits = 0;
        int written = 0;
        foreach (byte next in bytes[..InputBytes])
        {
            pending = (pending << 8) | next;
            pendingBits += 8;
            while (pendingBits >= 5)
            {
                pendingBits -= 5;
                text[written++] = Alphabet[(pending >> pendingBits) & 31];
            }

            pending &= (1 << pendingBits) - 1;
        }

        text[written] = Alphabet[(pending << (5 - pendingBits)) & 31];
    }

    /// <summary>Reads what <see cref="Write"/> wrote; false for any other text.</summary>
    /// <param name="text">Any characters.</param>
    /// <param name="bytes">At least 16 bytes.</param>
    public static bool TryRead(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        if (text.Length != TextLength)
        {
            return false;
        }

        UInt128 value = 0;
        foreach (char c in text[..^1])
        {
            if (!TryReadDigit(c, out int digit))
            {
                return false;
            }

            value = (value << 5) | (uint)digit;
        }

        const int SpareBits = 2; // of the last character
        if (!TryReadDigit(text[^1], out int last) || (last & ((1 << SpareBits) - 1)) != 0)
        {
            return false;
        }

        BinaryPrimitives.WriteUInt128BigEndian(bytes, (value << 3) | (uint)(last >> SpareBits));
        return true;
    }

    private static bool TryReadDigit(char c, out int digit)
    {
        digit = c is >= 'a' and <= 'z' ? c - 'a' : c is >= '2' and <= '7' ? c - '2' + 26 : -1;
        return digit >= 0;
    }
}
