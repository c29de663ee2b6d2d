namespace ShareGateway.Privacy.Identifiers;

/// <summary>The check digit of ISO/IEC 7812-1, annex B: payment cards, SIREN, SIRET and others.</summary>
internal static class Luhn
{
    /// <summary>True when the last digit is the right one.</summary>
    /// <param name="digits">ASCII digits, one at least.</param>
    public static bool IsValid(ReadOnlySpan<byte> digits) => digits.Length > 1 && CheckDigit(digits[..^1]) == digits[^1];

    /// <summary>The digit that belongs behind these, in ASCII.</summary>
    public static byte CheckDigit(ReadOnlySpan<byte> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)] - '0';
            int weighed = i % 2 == 0 ? 2 * digit : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }

        return (byte)('0' + ((10 - (sum % 10)) % 10));
    }
}
