namespace ShareGateway.Privacy.Transforms;

/// <summary>A number taken apart by the grammar of RFC 8259, section 6. Exact text, never a double.</summary>
internal readonly ref struct JsonNumber
{
    private const long MaxFloor = 1_000_000_000_000_000_000;
    private const int MaxExponentDigits = 3;

    private JsonNumber(bool isNegative, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, ReadOnlySpan<byte> exponent)
    {
        IsNegative = isNegative;
        Whole = whole;
        Fraction = fraction;
        Exponent = exponent;
    }

    /// <summary>True when a minus stands in front; also for -0.</summary>
    public bool IsNegative { get; }

    /// <summary>Digits before the point: one at least, no leading zero.</summary>
    public ReadOnlySpan<byte> Whole { get; }

    /// <summary>Digits behind the point; empty without one.</summary>
    public ReadOnlySpan<byte> Fraction { get; }

    /// <summary>What follows <c>e</c>, sign included; empty without one.</summary>
    public ReadOnlySpan<byte> Exponent { get; }

    /// <summary>True without fraction and exponent: 1.0 and 1e2 are no integers here.</summary>
    public bool IsInteger => Fraction.IsEmpty && Exponent.IsEmpty;

    /// <summary>False for anything that is not exactly one JSON number.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out JsonNumber number)
    {
        number = default;
        bool isNegative = !text.IsEmpty && text[0] == '-';
        var whole = TakeDigits(ref text, isNegative ? 1 : 0);
        if (whole.IsEmpty || (whole.Length > 1 && whole[0] == '0'))
        {
            return false;
        }

        ReadOnlySpan<byte> fraction = [];
        if (!text.IsEmpty && text[0] == '.' && (fraction = TakeDigits(ref text, 1)).IsEmpty)
        {
            return false;
        }

        ReadOnlySpan<byte> exponent = [];
        if (!text.IsEmpty && (text[0] | 0x20) == 'e')
        {
            int sign = text.Length > 1 && text[1] is (byte)'+' or (byte)'-' ? 1 : 0;
            exponent = text[1..];
            if (TakeDigits(ref text, 1 + sign).IsEmpty)
            {
                return false;
            }
        }

        number = new JsonNumber(isNegative, whole, fraction, exponent);
        return text.IsEmpty;
    }

    /// <summary>
    /// The greatest whole number that is not above this one. False when it is 10^18 or more in size, or the exponent above 999.
    /// </summary>
    public bool TryFloor(out long floor)
    {
        floor = 0;
        if (!TryExponent(out int exponent))
        {
            return false;
        }

        long whole = 0;
        bool hasRest = false;
        int wholeDigits = Whole.Length + exponent;
        for (int i = 0; i < Math.Max(wholeDigits, Whole.Length + Fraction.Length); i++)
        {
            int digit = DigitAt(i);
            if (i >= wholeDigits)
            {
                hasRest |= digit != 0;
            }
            else if (whole >= MaxFloor / 10)
            {
                return false;
            }
            else
            {
                whole = (whole * 10) + digit;
            }
        }

        floor = !IsNegative ? whole : hasRest ? -whole - 1 : -whole;
        return true;
    }

    private int DigitAt(int index) =>
        index < Whole.Length ? Whole[index] - '0'
        : index < Whole.Length + Fraction.Length ? Fraction[index - Whole.Length] - '0'
        : 0;

    private bool TryExponent(out int exponent)
    {
        exponent = 0;
        var digits = Exponent.TrimStart("+-"u8).TrimStart((byte)'0');
        if (digits.Length > MaxExponentDigits)
        {
            return false;
        }

        foreach (byte digit in digits)
        {
            exponent = (exponent * 10) + (digit - '0');
        }

        exponent = !Exponent.IsEmpty && Exponent[0] == '-' ? -exponent : exponent;
        return true;
    }

    private static ReadOnlySpan<byte> TakeDigits(scoped ref ReadOnlySpan<byte> text, int skip)
    {
        text = text[skip..];
        int end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = end < 0 ? text : text[..end];
        text = text[digits.Length..];
        return digits;
    }
}
