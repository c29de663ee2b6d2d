namespace ShareGateway.Privacy.Identifiers;

/// <summary>Numbers of payment cards (ISO/IEC 7812-1): 12 to 19 digits, the last of which checks the others.</summary>
internal static class CardNumber
{
    public const int MinDigits = 12;
    public const int MaxDigits = 19;

    /// <summary>Writes the bare digits of a card number; false for anything else.</summary>
    /// <param name="value">Groups may be parted by spaces or hyphens.</param>
    /// <param name="digits">At least <see cref="CompactText.MaxBytes"/> bytes.</param>
    /// <param name="length">How many digits.</param>
    public static bool TryRead(ReadOnlySpan<byte> value, Span<byte> digits, out int length) =>
        CompactText.TryWriteDigits(value, "-"u8, digits, out length)
        && length is >= MinDigits and <= MaxDigits && digits[..length].ContainsAnyExcept((byte)'0') && Luhn.IsValid(digits[..length]);
}
