namespace ShareGateway.Privacy.Identifiers;

/// <summary>French tax numbers of people (SPI): ten digits, the first from 0 to 3, and a key of three.</summary>
internal static class TaxNumber
{
    private const int Digits = 13;
    private const int BareDigits = 10;
    private const int KeyModulus = 511;

    /// <summary>True for thirteen digits whose key is right: the first ten modulo 511.</summary>
    /// <remarks>Source: the European Commission's "TIN algorithms, public", France.</remarks>
    public static bool IsSpi(ReadOnlySpan<byte> digits) =>
        digits.Length == Digits && CompactText.AreDigits(digits) && digits.ContainsAnyExcept((byte)'0') && digits[0] is >= (byte)'0' and <= (byte)'3'
        && Number(digits[..BareDigits]) % KeyModulus == Number(digits[BareDigits..]);

    private static long Number(ReadOnlySpan<byte> digits)
    {
        long number = 0;
        foreach (byte digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
