using System.Text;
using System.Text.Unicode;

namespace ShareGateway.Privacy.Canonical;

/// <summary>The way of values that are not ASCII: checked, normalised, written back as UTF-8.</summary>
internal static class CanonicalUnicode
{
    private const int MaxLowerBytes = 2 * CanonicalValue.MaxBytes; // `Ⱥ` has two bytes, its lower case three

    /// <summary>
    /// False for ill-formed bytes, control characters, code points without a meaning in our Unicode tables, and results above
    /// <see cref="CanonicalValue.MaxBytes"/>.
    /// </summary>
    public static bool TryWrite(ReadOnlySpan<byte> utf8, bool lowerCase, Span<byte> destination, out int written)
    {
        written = 0;
        if (utf8.Length > CanonicalValue.MaxInputBytes || !Utf8.IsValid(utf8) || !IsReadable(utf8)
            || !UnicodeNfc.TryNormalise(utf8, destination, out written))
        {
            return false;
        }

        if (!lowerCase)
        {
            return true;
        }

        Span<byte> lower = stackalloc byte[MaxLowerBytes];
        int length = WriteLowerCase(destination[..written], lower);
        return UnicodeNfc.TryNormalise(lower[..length], destination, out written); // lower case may leave NFC
    }

    private static bool IsReadable(ReadOnlySpan<byte> utf8)
    {
        foreach (var rune in new Utf8Runes(utf8))
        {
            if (Rune.IsControl(rune) || !UnicodeTables.IsAssigned(rune.Value))
            {
                return false;
            }
        }

        return true;
    }

    private static int WriteLowerCase(ReadOnlySpan<byte> utf8, Span<byte> destination)
    {
        int written = 0;
        foreach (var rune in new Utf8Runes(utf8))
        {
            written += Rune.ToLowerInvariant(rune).EncodeToUtf8(destination[written..]);
        }

        return written;
    }
}
