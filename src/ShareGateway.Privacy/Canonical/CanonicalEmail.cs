using System.Text;

namespace ShareGateway.Privacy.Canonical;

/// <summary>
/// The canonical form of mail addresses. The local part is lower-cased as well as the domain: RFC 5321 would let two mailboxes
/// differ by case only, but no provider of note does, while people write their own address in several ways; kept apart, a
/// withdrawal under one spelling would not stop what is known under the other.
/// </summary>
internal static class CanonicalEmail
{
    /// <summary>
    /// False unless the value is <c>local@domain</c>, both not empty, no white space, no empty label at the domain's ends.
    /// </summary>
    public static bool TryWrite(ReadOnlySpan<byte> utf8, Span<byte> destination, out int written)
    {
        var trimmed = Utf8Text.Trim(utf8);
        bool done = Ascii.IsValid(trimmed)
            ? TryWriteAscii(trimmed, destination, out written)
            : CanonicalUnicode.TryWrite(trimmed, lowerCase: true, destination, out written);
        if (done && IsAddress(destination[..written]))
        {
            return true;
        }

        written = 0;
        return false;
    }

    private static bool TryWriteAscii(ReadOnlySpan<byte> ascii, Span<byte> destination, out int written)
    {
        if (!CanonicalValue.TryCopyPrintable(ascii, destination, out written))
        {
            return false;
        }

        Ascii.ToLowerInPlace(destination[..written], out _);
        return true;
    }

    private static bool IsAddress(ReadOnlySpan<byte> address)
    {
        int at = address.IndexOf((byte)'@');
        if (at <= 0 || HasWhiteSpace(address))
        {
            return false;
        }

        var domain = address[(at + 1)..];
        return !domain.IsEmpty && !domain.Contains((byte)'@') && domain[0] != '.' && domain[^1] != '.';
    }

    private static bool HasWhiteSpace(ReadOnlySpan<byte> utf8)
    {
        foreach (var rune in new Utf8Runes(utf8))
        {
            if (Rune.IsWhiteSpace(rune))
            {
                return true;
            }
        }

        return false;
    }
}
