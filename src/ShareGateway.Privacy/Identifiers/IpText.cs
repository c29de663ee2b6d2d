using System.Buffers.Binary;

namespace ShareGateway.Privacy.Identifiers;

/// <summary>IP addresses as text, read without allocating. Strict: no octal, no leading zeros, no zone, no prefix length.</summary>
internal static class IpText
{
    /// <summary>The longest text of an address, an IPv4 address at its end included.</summary>
    public const int MaxLength = 45;

    private const int Groups = 8;

    // ::ffff:0:0/96 of RFC 4291, section 2.5.5.2.
    private static readonly UInt128 MappedPrefix = (UInt128)0xFFFF << 32;

    /// <summary>Reads an address; an IPv4 address that is mapped into IPv6 counts as IPv4.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out UInt128 address, out bool isV4)
    {
        (address, isV4) = (0, false);
        if (TryReadV4(text, out uint v4))
        {
            (address, isV4) = (v4, true);
            return true;
        }

        if (!TryReadV6(text, out address))
        {
            return false;
        }

        isV4 = address >> 32 == MappedPrefix >> 32;
        address = isV4 ? (uint)address : address;
        return true;
    }

    /// <summary>Writes an address: dotted, or as RFC 5952 has it.</summary>
    /// <returns>How many bytes of <paramref name="text"/>, which has <see cref="MaxLength"/>.</returns>
    public static int Write(UInt128 address, bool isV4, Span<byte> text)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, address);
        return isV4 ? WriteV4(bytes[12..], text) : WriteV6(bytes, text);
    }

    private static int WriteV4(ReadOnlySpan<byte> bytes, Span<byte> text)
    {
        int written = 0;
        foreach (byte part in bytes)
        {
            part.TryFormat(text[written..], out int length, default, System.Globalization.CultureInfo.InvariantCulture);
            written += length;
            text[written++] = (byte)'.';
        }

        return written - 1;
    }

    // The longest run of two or more zero groups, the first of several, becomes `::`.
    private static int WriteV6(ReadOnlySpan<byte> bytes, Span<byte> text)
    {
        var (runAt, runLength) = LongestRun(bytes);
        int written = 0;
        for (int i = 0; i < Groups; i++)
        {
            if (i == runAt)
            {
                "::"u8.CopyTo(text[written..]);
                written += 2;
                i += runLength - 1;
                continue;
            }

            if (written > 0 && text[written - 1] != ':')
            {
                text[written++] = (byte)':';
            }

            BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 * i)..]).TryFormat(text[written..], out int length, "x", System.Globalization.CultureInfo.InvariantCulture);
            written += length;
        }

        return written;
    }

    private static (int At, int Length) LongestRun(ReadOnlySpan<byte> bytes)
    {
        (int At, int Length) longest = (-1, 1);
        for (int i = 0; i < Groups; i++)
        {
            int length = 0;
            while (i + length < Groups && BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 * (i + length))..]) == 0)
            {
                length++;
            }

            longest = length > longest.Length ? (i, length) : longest;
            i += length;
        }

        return longest;
    }

    private static bool TryReadV4(ReadOnlySpan<byte> text, out uint address)
    {
        address = 0;
        for (int part = 0; part < 4; part++)
        {
            int end = part < 3 ? text.IndexOf((byte)'.') : text.Length;
            if (end is < 1 or > 3 || !TryNumber(text[..end], 10, out int value) || value > 255 || (end > 1 && text[0] == '0'))
            {
                return false;
            }

            address = (address << 8) | (uint)value;
            text = part < 3 ? text[(end + 1)..] : [];
        }

        return true;
    }

    private static bool TryReadV6(ReadOnlySpan<byte> text, out UInt128 address)
    {
        int gap = text.IndexOf("::"u8);
        if (gap < 0)
        {
            return TryGroups(text, out address, out int all) && all == Groups;
        }

        address = 0;
        if (text[(gap + 1)..].IndexOf("::"u8) >= 0 || !TryGroups(text[..gap], out var head, out int before) || !TryGroups(text[(gap + 2)..], out var tail, out int after)
            || before + after >= Groups || (before > 0 && text[..gap].Contains((byte)'.')))
        {
            return false;
        }

        address = before == 0 ? tail : (head << (16 * (Groups - before))) | tail;
        return true;
    }

    private static bool TryGroups(ReadOnlySpan<byte> text, out UInt128 groups, out int count)
    {
        (groups, count) = (0, 0);
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)':');
            var group = end < 0 ? text : text[..end];
            if (end < 0 && TryReadV4(group, out uint v4))
            {
                (groups, count) = ((groups << 32) | v4, count + 2);
            }
            else if (group.Length is >= 1 and <= 4 && TryNumber(group, 16, out int value))
            {
                (groups, count) = ((groups << 16) | (uint)value, count + 1);
            }
            else
            {
                return false;
            }

            text = end < 0 ? [] : text[(end + 1)..];
            if ((end >= 0 && text.IsEmpty) || count > Groups)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, int radix, out int value)
    {
        value = 0;
        foreach (byte character in text)
        {
            int digit = !char.IsAsciiHexDigit((char)character) ? radix : character <= '9' ? character - '0' : (character | 0x20) - 'a' + 10;
            if (digit >= radix)
            {
                return false;
            }

            value = (value * radix) + digit;
        }

        return !text.IsEmpty;
    }
}
