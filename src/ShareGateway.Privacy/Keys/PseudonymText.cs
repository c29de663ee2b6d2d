using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ShareGateway.Privacy.Keys;

/// <summary>The text form of a pseudonym, <c>p&lt;epoch&gt;_</c> and 26 characters of base32: read, and written from its bits.</summary>
public static class PseudonymText
{
    /// <summary>Reads a pseudonym that somebody sent; false for any other text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="epoch">1 or more.</param>
    /// <param name="bits">128 bits, big-endian.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out int epoch, out UInt128 bits)
    {
        (epoch, bits) = (0, 0);
        int end = text.IndexOf('_');
        Span<byte> bytes = stackalloc byte[Base32.InputBytes];
        if (end < 2 || text[0] != 'p' || text[1] == '0' || !int.TryParse(text[1..end], NumberStyles.None, CultureInfo.InvariantCulture, out epoch)
            || !Base32.TryRead(text[(end + 1)..], bytes))
        {
            return false;
        }

        bits = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    /// <summary>Writes a pseudonym.</summary>
    /// <param name="epoch">1 or more.</param>
    /// <param name="bits">128 bits, big-endian.</param>
    public static string Of(int epoch, UInt128 bits)
    {
        Span<byte> bytes = stackalloc byte[Base32.InputBytes];
        Span<byte> text = stackalloc byte[Base32.TextLength];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        Base32.Write(bytes, text);
        return string.Create(CultureInfo.InvariantCulture, $"p{epoch}_{Encoding.ASCII.GetString(text)}");
    }
}
