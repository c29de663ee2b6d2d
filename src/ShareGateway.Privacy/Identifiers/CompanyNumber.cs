namespace ShareGateway.Privacy.Identifiers;

/// <summary>French company numbers: SIREN (9 digits), SIRET (14), and the VAT numbers that are made of them.</summary>
internal static class CompanyNumber
{
    public const int SirenDigits = 9;
    public const int SiretDigits = 14;

    private const int LaPosteModulus = 5;

    private static ReadOnlySpan<byte> LaPoste => "356000000"u8;

    /// <summary>True for nine digits that Luhn's rule accepts.</summary>
    public static bool IsSiren(ReadOnlySpan<byte> digits) =>
        digits.Length == SirenDigits && digits.ContainsAnyExcept((byte)'0') && CompactText.AreDigits(digits) && Luhn.IsValid(digits);

    /// <summary>True for fourteen digits that Luhn's rule accepts; the offices of La Poste, more than it can tell apart, have a sum of their own.</summary>
    public static bool IsSiret(ReadOnlySpan<byte> digits) =>
        digits.Length == SiretDigits && digits.ContainsAnyExcept((byte)'0') && CompactText.AreDigits(digits)
        && (Luhn.IsValid(digits) || (digits.StartsWith(LaPoste) && SumOf(digits) % LaPosteModulus == 0));

    /// <summary>The two digits between <c>FR</c> and the SIREN in a VAT number: (12 + 3 × (SIREN mod 97)) mod 97.</summary>
    public static int VatKey(ReadOnlySpan<byte> siren)
    {
        int remainder = 0;
        foreach (byte digit in siren)
        {
            remainder = ((remainder * 10) + (digit - '0')) % 97;
        }

        return (12 + (3 * remainder)) % 97;
    }

    private static int SumOf(ReadOnlySpan<byte> digits)
    {
        int sum = 0;
        foreach (byte digit in digits)
        {
            sum += digit - '0';
        }

        return sum;
    }
}
