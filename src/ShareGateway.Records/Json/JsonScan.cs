using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace ShareGateway.Records.Json;

/// <summary>
/// Steps over single tokens of JSON (RFC 8259), strictly. Every step takes a position within the text or at its end, and gives the one behind
/// the token, or <see cref="Stop"/> when the token is not valid or not all there.
/// </summary>
internal static class JsonScan
{
    /// <summary>No position: the scan cannot go on.</summary>
    public const int Stop = -1;

    private const int HexDigits = 4;

    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>Steps over white space; none is usual, and one blank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Space(ReadOnlySpan<byte> json, int at)
    {
        if (IsDark(json, at))
        {
            return at;
        }

        return IsDark(json, at + 1) && json[at] == ' ' ? at + 1 : LongSpace(json, at);
    }

    /// <summary>True when a byte stands there that is no white space; it may still be none that JSON knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsDark(ReadOnlySpan<byte> json, int at) => (uint)at < (uint)json.Length && json[at] > ' ';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAt(ReadOnlySpan<byte> json, int at, char expected) => (uint)at < (uint)json.Length && json[at] == expected;

    /// <summary>Steps to the end of a string.</summary>
    /// <param name="json">The text.</param>
    /// <param name="at">Behind the opening quote.</param>
    /// <param name="isEscaped">True when the string holds an escape; all of them are well-formed, but half a surrogate pair passes.</param>
    /// <returns>Behind the closing quote. <see cref="Stop"/> for a string that is not UTF-8, too.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int String(ReadOnlySpan<byte> json, int at, out bool isEscaped)
    {
        if (at <= json.Length - Vector256<byte>.Count)
        {
            // Most strings are short and plain: the first quote comes before anything odd.
            var (quotes, odd) = Marks(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(json), (nuint)at));
            if (quotes != 0 && (odd & (quotes ^ (quotes - 1))) == 0)
            {
                isEscaped = false;
                return at + BitOperations.TrailingZeroCount(quotes) + 1;
            }
        }

        return LongString(json, at, out isEscaped);
    }

    /// <summary>Steps over a number.</summary>
    /// <param name="json">The text.</param>
    /// <param name="at">At its sign or first digit.</param>
    /// <param name="isInteger">True without fraction and exponent.</param>
    public static int Number(ReadOnlySpan<byte> json, int at, out bool isInteger)
    {
        isInteger = true;
        int whole = IsAt(json, at, '-') ? at + 1 : at;
        at = Digits(json, whole);
        if (at == whole || (json[whole] == '0' && at > whole + 1))
        {
            return Stop;
        }

        if (IsAt(json, at, '.'))
        {
            isInteger = false;
            int fraction = at + 1;
            at = Digits(json, fraction);
            if (at == fraction)
            {
                return Stop;
            }
        }

        return (uint)at < (uint)json.Length && (json[at] | 0x20) == 'e' ? Exponent(json, at + 1, out isInteger) : at;
    }

    /// <summary>Steps over a number of less than sixteen digits, and as many in its fraction; <see cref="Stop"/> for any other, also if it is valid.</summary>
    /// <param name="json">Has 34 bytes from there on.</param>
    /// <param name="at">At its first digit.</param>
    /// <param name="mayHaveFraction">False when it must be an integer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ShortNumber(ReadOnlySpan<byte> json, int at, bool mayHaveFraction)
    {
        int digits = DigitsAt(json, at);
        if (digits == 0 || digits > 15 || (digits > 1 && json[at] == '0'))
        {
            return Stop;
        }

        at += digits;
        if (mayHaveFraction && json[at] == '.')
        {
            digits = DigitsAt(json, at + 1);
            at = digits is 0 or > 15 ? Stop : at + 1 + digits;
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DigitsAt(ReadOnlySpan<byte> json, int at)
    {
        var bytes = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(json), (nuint)(uint)at);
        var digits = Vector128.LessThan(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)10));
        return BitOperations.TrailingZeroCount(~digits.ExtractMostSignificantBits());
    }

    /// <summary>Steps over <c>true</c> or <c>false</c>.</summary>
    public static int Boolean(ReadOnlySpan<byte> json, int at) => json[at..] switch
    {
        [(byte)'t', (byte)'r', (byte)'u', (byte)'e', ..] => at + 4,
        [(byte)'f', (byte)'a', (byte)'l', (byte)'s', (byte)'e', ..] => at + 5,
        _ => Stop,
    };

    /// <summary>The same where at least five bytes stand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ShortBoolean(ReadOnlySpan<byte> json, int at)
    {
        const uint True = 't' | ('r' << 8) | ('u' << 16) | ('e' << 24);
        const uint Fals = 'f' | ('a' << 8) | ('l' << 16) | ('s' << 24);
        uint word = BinaryPrimitives.ReadUInt32LittleEndian(json[at..]);

        // Which of the two stands there is not to be foreseen, so that no branch asks.
        bool isTrue = word == True;
        return isTrue | (word == Fals & json[at + 4] == 'e') ? at + 5 - (isTrue ? 1 : 0) : Stop;
    }

    /// <summary>Steps over <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    public static int Literal(ReadOnlySpan<byte> json, int at, ReadOnlySpan<byte> literal) =>
        json[at..].StartsWith(literal) ? at + literal.Length : Stop;

    private static int Exponent(ReadOnlySpan<byte> json, int at, out bool isInteger)
    {
        isInteger = false;
        int digits = IsAt(json, at, '+') || IsAt(json, at, '-') ? at + 1 : at;
        at = Digits(json, digits);
        return at == digits ? Stop : at;
    }

    /// <summary>Steps over digits; there may be none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Digits(ReadOnlySpan<byte> json, int at)
    {
        // Without a loop whose end the processor would have to guess.
        if (at <= json.Length - Vector128<byte>.Count)
        {
            var digits = Vector128.LessThan(Vector128.Create(json.Slice(at, Vector128<byte>.Count)) - Vector128.Create((byte)'0'), Vector128.Create((byte)10));
            int count = BitOperations.TrailingZeroCount(~digits.ExtractMostSignificantBits());
            if (count < Vector128<byte>.Count)
            {
                return at + count;
            }
        }

        return LongDigits(json, at);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LongDigits(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length && (uint)(json[at] - '0') <= 9)
        {
            at++;
        }

        return at;
    }

    private static int Escape(ReadOnlySpan<byte> json, int at)
    {
        if ((uint)at >= (uint)json.Length)
        {
            return Stop;
        }

        switch (json[at])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return at + 1;
            case (byte)'u':
                int end = at + 1 + HexDigits;
                return end <= json.Length && !json[(at + 1)..end].ContainsAnyExcept(Hex) ? end : Stop;
            default:
                return Stop;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LongSpace(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LongString(ReadOnlySpan<byte> json, int at, out bool isEscaped)
    {
        int start = at;
        bool isAscii = true;
        isEscaped = false;
        while (true)
        {
            at = Plain(json, at);
            if ((uint)at >= (uint)json.Length)
            {
                return Stop;
            }

            switch (json[at])
            {
                case (byte)'"':
                    return isAscii || Utf8.IsValid(json[start..at]) ? at + 1 : Stop;
                case (byte)'\\':
                    isEscaped = true;
                    at = Escape(json, at + 1);
                    break;
                case >= 0x80:
                    isAscii = false;
                    at = Wide(json, at);
                    break;
                default:
                    return Stop;
            }

            if (at < 0)
            {
                return Stop;
            }
        }
    }

    /// <summary>Steps to the next quote, backslash, control character or byte beyond ASCII, or to the end.</summary>
    private static int Plain(ReadOnlySpan<byte> json, int at)
    {
        while (at <= json.Length - Vector256<byte>.Count)
        {
            var (quotes, odd) = Marks(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(json), (nuint)at));
            if ((quotes | odd) != 0)
            {
                return at + BitOperations.TrailingZeroCount(quotes | odd);
            }

            at += Vector256<byte>.Count;
        }

        while ((uint)at < (uint)json.Length && json[at] is >= (byte)' ' and < 0x80 and not ((byte)'"' or (byte)'\\'))
        {
            at++;
        }

        return at;
    }

    private static int Wide(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length && json[at] >= 0x80)
        {
            at++;
        }

        return at;
    }

    /// <summary>Which bytes are quotes, and which are backslashes, control characters or beyond ASCII; bit 0 for the first byte.</summary>
    private static (uint Quotes, uint Odd) Marks(Vector256<byte> bytes) =>
        (Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits(), Odd(bytes).ExtractMostSignificantBits());

    /// <summary>Ones where a byte is a backslash, a control character or beyond ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Odd(Vector256<byte> bytes) =>
        Vector256.LessThan(bytes.AsSByte(), Vector256.Create((sbyte)' ')).AsByte() // as signed numbers, both the last two are below the blank
        | Vector256.Equals(bytes, Vector256.Create((byte)'\\'));
}
