namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// Strict RFC 3339 (section 5.6): the calendar is checked, an "unknown day" such as <c>2026-00-00</c> is no date.
/// </summary>
internal static class Rfc3339
{
    /// <summary>Bytes of a full-date.</summary>
    public const int DateLength = 10; // yyyy-mm-dd
    private const int ClockLength = 8; // hh:mm:ss
    private const int ShortestMonth = 28;
    private const int MinutesPerDay = 24 * 60;

    /// <summary>A full-date of the years 0001 to 9999.</summary>
    public static bool IsDate(ReadOnlySpan<byte> text) =>
        text.Length == DateLength && text[4] == '-' && text[7] == '-'
        && TryDigits(text[..4], out int year) && TryDigits(text[5..7], out int month) && TryDigits(text[8..], out int day)
        && year >= 1 && month is >= 1 and <= 12 && day >= 1 && (day <= ShortestMonth || day <= DateTime.DaysInMonth(year, month));

    /// <summary>The civil date at the head of a date or date-time that is one.</summary>
    public static DateOnly DateOf(ReadOnlySpan<byte> text)
    {
        TryDigits(text[..4], out int year);
        TryDigits(text[5..7], out int month);
        TryDigits(text[8..DateLength], out int day);
        return new DateOnly(year, month, day);
    }

    /// <summary>
    /// A date-time: date, <c>T</c>, time with any number of fraction digits, <c>Z</c> or a numeric offset; <c>t</c> and <c>z</c>
    /// too, a space not. Second 60 only where a leap second can stand: 23:59:60 UTC.
    /// </summary>
    public static bool IsDateTime(ReadOnlySpan<byte> text)
    {
        if (text.Length < DateLength + 10 || !IsDate(text[..DateLength]) || (text[DateLength] | 0x20) != 't')
        {
            return false;
        }

        var time = text[(DateLength + 1)..];
        if (!TryClock(time, out int minutes) || time[5] != ':' || !TryDigits(time[6..8], out int second) || second > 60)
        {
            return false;
        }

        return TrySkipFraction(time[8..], out var zone) && TryZone(zone, out int offset)
            && (second < 60 || (minutes - offset + MinutesPerDay) % MinutesPerDay == MinutesPerDay - 1);
    }

    /// <summary>
    /// A time of day: <c>hh:mm:ss</c>, any number of fraction digits, with or without <c>Z</c> or a numeric offset. No second 60: without
    /// a date nobody knows whether it was one.
    /// </summary>
    public static bool IsTime(ReadOnlySpan<byte> text) =>
        text.Length >= ClockLength && TryClock(text, out _) && text[5] == ':' && TryDigits(text[6..8], out int second) && second < 60
        && TrySkipFraction(text[ClockLength..], out var zone) && (zone.IsEmpty || TryZone(zone, out _));

    private static bool TrySkipFraction(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        rest = text;
        if (text.IsEmpty || text[0] != '.')
        {
            return true;
        }

        int end = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        rest = end < 0 ? [] : text[(1 + end)..];
        return end > 0;
    }

    private static bool TryZone(ReadOnlySpan<byte> zone, out int offsetMinutes)
    {
        offsetMinutes = 0;
        if (zone.Length == 1)
        {
            return (zone[0] | 0x20) == 'z';
        }

        if (zone.Length != 6 || zone[0] is not ((byte)'+' or (byte)'-') || !TryClock(zone[1..], out int minutes))
        {
            return false;
        }

        offsetMinutes = zone[0] == '-' ? -minutes : minutes;
        return true;
    }

    private static bool TryClock(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (!TryDigits(text[..2], out int hour) || text[2] != ':' || !TryDigits(text[3..5], out int minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        minutes = (hour * 60) + minute;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (byte character in text)
        {
            uint digit = (uint)(character - '0');
            if (digit > 9)
            {
                return false;
            }

            value = (value * 10) + (int)digit;
        }

        return true;
    }
}
