using System.Buffers;
using System.Text;

namespace ShareGateway.Privacy.Canonical;

/// <summary>Brings a value into its canonical form, the only form that a key function may see.</summary>
public static class CanonicalValue
{
    /// <summary>The longest canonical value, in bytes. A mail address has at most 254 (RFC 5321, section 4.5.3.1.3).</summary>
    public const int MaxBytes = 256;

    // An NFD spelling may be longer than the NFC that comes of it; refusing it for its length would make the answer depend on the
    // spelling.
    internal const int MaxInputBytes = 4 * MaxBytes;

    private static readonly SearchValues<byte> AsciiDigits = SearchValues.Create("0123456789"u8);

    /// <summary>Writes the canonical form of a value.</summary>
    /// <param name="form">The declared form; <see cref="CanonicalForm.None"/> reads nothing.</param>
    /// <param name="utf8">The value as it came, JSON escapes undone; any length, ill-formed bytes included.</param>
    /// <param name="destination">At least <see cref="MaxBytes"/> bytes; holds nothing to be used when the answer is
    /// false.</param>
    /// <param name="written">How many bytes were written; 0 when the answer is false.</param>
    /// <returns>
    /// False when the value is empty, too long, ill-formed or not of this form. For a subject id that means: nobody can tell who
    /// this is, so nothing about them may leave (I4).
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than <see cref="MaxBytes"/>.</exception>
    /// <remarks>ASCII and Latin-1 values cost one pass. Nothing is allocated. Writing a canonical value again gives the same
    /// bytes.</remarks>
    public static bool TryWrite(CanonicalForm form, ReadOnlySpan<byte> utf8, Span<byte> destination, out int written)
    {
        if (destination.Length < MaxBytes)
        {
            throw new ArgumentException($"expected room for {MaxBytes} bytes, got {destination.Length}", nameof(destination));
        }

        destination = destination[..MaxBytes];
        written = 0;
        return form switch
        {
            CanonicalForm.Text => TryWriteText(utf8, destination, out written),
            CanonicalForm.Digits => TryWriteDigits(utf8, destination, out written),
            CanonicalForm.Email => CanonicalEmail.TryWrite(utf8, destination, out written),
            CanonicalForm.Phone or CanonicalForm.Iban or CanonicalForm.Card or CanonicalForm.Nir or CanonicalForm.Ip => CanonicalNumber.TryWrite(form, utf8, destination, out written),
            _ => false,
        };
    }

    private static bool TryWriteText(ReadOnlySpan<byte> utf8, Span<byte> destination, out int written)
    {
        // Most ids are graphic ASCII: nothing to trim, one look, one copy.
        if (!utf8.IsEmpty && utf8[0] is > (byte)' ' and < 0x7F && utf8[^1] > ' ' && TryCopyPrintable(utf8, destination, out written))
        {
            return true;
        }

        var trimmed = Utf8Text.Trim(utf8);
        return Ascii.IsValid(trimmed)
            ? TryCopyPrintable(trimmed, destination, out written)
            : CanonicalUnicode.TryWrite(trimmed, lowerCase: false, destination, out written);
    }

    private static bool TryWriteDigits(ReadOnlySpan<byte> utf8, Span<byte> destination, out int written)
    {
        var trimmed = Utf8Text.Trim(utf8);
        written = 0;
        return !trimmed.ContainsAnyExcept(AsciiDigits) && TryCopyPrintable(trimmed, destination, out written);
    }

    /// <summary>Copies ASCII without control characters; false for anything else, for nothing and for too much.</summary>
    internal static bool TryCopyPrintable(ReadOnlySpan<byte> ascii, Span<byte> destination, out int written)
    {
        written = 0;
        if (ascii.IsEmpty || ascii.ContainsAnyExceptInRange((byte)' ', (byte)'~') || !ascii.TryCopyTo(destination))
        {
            return false;
        }

        written = ascii.Length;
        return true;
    }
}
