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

    /// <summary>Writes 26 ASCII characters, eight at a time.</summary>
    /// <param name="bytes">16 bytes.</param>
    /// <param name="text">At least 26 bytes.</param>
    public static void Write(ReadOnlySpan<byte> bytes, Span<byte> text)
    {
        text = text[..TextLength];
        ulong head = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        ulong tail = BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(ulong)..InputBytes]);
        WriteEight(head >> 24, text);
        WriteEight((head << 16) | (tail >> 48), text[8..]);
        WriteEight(tail >> 8, text[16..]);
        text[24] = Alphabet[(int)(tail >> 3) & 31];
        text[25] = Alphabet[(int)(tail << 2) & 31];
    }

    /// <summary>Writes the characters of the lowest 40 bits.</summary>
    private static void WriteEight(ulong bits, Span<byte> text)
    {
        // Five bits to each byte, the first of them on top: halves first, then quarters, then eighths.
        ulong spread = ((bits & 0xFF_FFF0_0000) << 12) | (bits & 0xF_FFFF);
        spread = ((spread & 0x000F_FC00_000F_FC00) << 6) | (spread & 0x0000_03FF_0000_03FF);
        spread = ((spread & 0x03E0_03E0_03E0_03E0) << 3) | (spread & 0x001F_001F_001F_001F);

        // From 26 on, bit 7 shows when 102 is added: those are digits, all others letters.
        ulong digits = ((spread + 0x6666_6666_6666_6666) >> 7) & 0x0101_0101_0101_0101;
        ulong characters = spread + 0x6161_6161_6161_6161 - (digits * ('a' + 26 - '2'));
        BinaryPrimitives.WriteUInt64BigEndian(text, characters);
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
