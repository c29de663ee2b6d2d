namespace ShareGateway.Privacy.Identifiers;

/// <summary>Telephone numbers as people write them, brought to E.164. Shape and calling code are checked, not whether anybody answers.</summary>
internal static class PhoneText
{
    private const int MinDigits = 7;
    private const int MaxDigits = 15; // E.164, section 6
    private const int MaxCodeDigits = 3;

    /// <summary>Writes <c>+</c>, calling code and number; false when it cannot be told.</summary>
    /// <param name="value">International with <c>+</c> or <c>00</c>, or national when a region is given.</param>
    /// <param name="region">Where a number without calling code belongs; null when such a number cannot be read.</param>
    /// <param name="e164">At least 1 + <see cref="CompactText.MaxBytes"/> bytes.</param>
    /// <param name="length">How many bytes, the <c>+</c> included; 0 when the answer is false.</param>
    /// <param name="codeLength">How many of them are the calling code.</param>
    public static bool TryRead(ReadOnlySpan<byte> value, PhoneRegion? region, Span<byte> e164, out int length, out int codeLength)
    {
        (length, codeLength) = (0, 0);
        bool isInternational = !value.IsEmpty && value[0] == '+';
        var number = e164[1..];
        if (!CompactText.TryWriteDigits(isInternational ? value[1..] : value, ".-/()"u8, number, out int digits))
        {
            return false;
        }

        if (!isInternational && number[..digits].StartsWith("00"u8))
        {
            isInternational = true;
            Cut(number, 2, ref digits);
        }

        if (!isInternational && !TryMakeInternational(number, ref digits, region))
        {
            return false;
        }

        codeLength = CodeLength(number[..digits]);
        length = codeLength > 0 && digits is >= MinDigits and <= MaxDigits ? 1 + digits : 0;
        e164[0] = (byte)'+';
        return length > 0;
    }

    private static bool TryMakeInternational(Span<byte> number, ref int digits, PhoneRegion? region)
    {
        if (region is null || digits > MaxDigits)
        {
            return false;
        }

        if (region.TrunkPrefix is { Length: > 0 } trunk && number[..digits].StartsWith(trunk))
        {
            Cut(number, trunk.Length, ref digits);
        }

        number[..digits].CopyTo(number[region.CallingCode.Length..]);
        region.CallingCode.CopyTo(number);
        digits += region.CallingCode.Length;
        return true;
    }

    private static void Cut(Span<byte> number, int count, ref int digits)
    {
        number[count..digits].CopyTo(number);
        digits -= count;
    }

    private static int CodeLength(ReadOnlySpan<byte> digits)
    {
        int code = 0;
        for (int i = 0; i < Math.Min(MaxCodeDigits, digits.Length); i++)
        {
            code = (code * 10) + (digits[i] - '0');
            if (PhoneRegion.IsCallingCode(code))
            {
                return i + 1;
            }
        }

        return 0;
    }
}
