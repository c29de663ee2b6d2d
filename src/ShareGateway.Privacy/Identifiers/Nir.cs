namespace ShareGateway.Privacy.Identifiers;

/// <summary>
/// French social security numbers (numéro d'inscription au répertoire): sex, year, month, department, commune, number, and a key of two digits.
/// </summary>
internal static class Nir
{
    /// <summary>Characters without the key.</summary>
    public const int BareLength = 13;

    private const int KeyedLength = 15;
    private const int DepartmentAt = 5;

    /// <summary>Writes the number without its key; false for anything else, and for a wrong key.</summary>
    /// <param name="value">With its key or without; groups may be parted by spaces, hyphens or dots.</param>
    /// <param name="nir">At least <see cref="CompactText.MaxBytes"/> bytes.</param>
    /// <param name="hasKey">True when the value had its key.</param>
    public static bool TryRead(ReadOnlySpan<byte> value, Span<byte> nir, out bool hasKey)
    {
        hasKey = false;
        if (!CompactText.TryWrite(value, "-."u8, nir, out int length) || length is not (BareLength or KeyedLength) || !TryRead(nir, out ulong number))
        {
            return false;
        }

        hasKey = length == KeyedLength;
        return !hasKey || (CompactText.AreDigits(nir[BareLength..KeyedLength]) && KeyOf(number) == (int)Number(nir[BareLength..KeyedLength]));
    }

    /// <summary>The key that belongs to a number of 13 characters that is one; from 1 to 97.</summary>
    public static int KeyOf(ReadOnlySpan<byte> nir) => TryRead(nir, out ulong number) ? KeyOf(number) : 0;

    // A year shows nothing of itself, and births without known month have numbers beyond 12.
    private static bool TryRead(ReadOnlySpan<byte> nir, out ulong number)
    {
        Span<byte> digits = stackalloc byte[BareLength];
        nir[..BareLength].CopyTo(digits);
        if (digits[DepartmentAt] == '2' && digits[DepartmentAt + 1] is (byte)'A' or (byte)'B')
        {
            digits[DepartmentAt] = (byte)'1'; // Corsica counts as 19 and 18
            digits[DepartmentAt + 1] = digits[DepartmentAt + 1] == 'A' ? (byte)'9' : (byte)'8';
        }

        number = CompactText.AreDigits(digits) ? Number(digits) : 0;
        return number > 0 && digits[0] is (>= (byte)'1' and <= (byte)'4') or (byte)'7' or (byte)'8'
            && Number(digits[3..5]) is (>= 1 and <= 12) or (>= 20 and <= 42) or (>= 50 and <= 99);
    }

    private static int KeyOf(ulong number) => 97 - (int)(number % 97);

    private static ulong Number(ReadOnlySpan<byte> digits)
    {
        ulong number = 0;
        foreach (byte digit in digits)
        {
            number = (number * 10) + (ulong)(digit - '0');
        }

        return number;
    }
}
