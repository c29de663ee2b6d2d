namespace ShareGateway.Privacy.Identifiers;

/// <summary>
/// VAT numbers of the countries whose check digits are read here: Belgium, France, Germany, Italy, Luxembourg. A number of another country is
/// not recognised, for without a check too much else looks like one.
/// </summary>
internal static class VatNumber
{
    /// <param name="vat">Capitals and digits, country first.</param>
    public static bool IsValid(ReadOnlySpan<byte> vat) => vat.Length > 2 && vat[2..] is var digits && CompactText.AreDigits(digits) && (vat[0], vat[1], digits.Length) switch
    {
        ((byte)'B', (byte)'E', 10) => Number(digits[..8]) is var head && 97 - (head % 97) == Number(digits[8..]),
        ((byte)'F', (byte)'R', 11) => CompanyNumber.IsSiren(digits[2..]) && CompanyNumber.VatKey(digits[2..]) == Number(digits[..2]),
        ((byte)'D', (byte)'E', 9) => IsGerman(digits),
        ((byte)'I', (byte)'T', 11) => digits.ContainsAnyExcept((byte)'0') && Luhn.IsValid(digits),
        ((byte)'L', (byte)'U', 8) => Number(digits[..6]) % 89 == Number(digits[6..]),
        _ => false,
    };

    // ISO/IEC 7064, MOD 11,10.
    private static bool IsGerman(ReadOnlySpan<byte> digits)
    {
        int product = 10;
        foreach (byte digit in digits[..^1])
        {
            int sum = (digit - '0' + product) % 10;
            product = 2 * (sum == 0 ? 10 : sum) % 11;
        }

        return (11 - product) % 10 == digits[^1] - '0';
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        int number = 0;
        foreach (byte digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
