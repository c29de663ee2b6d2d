using System.Runtime.Intrinsics;

namespace ShareGateway.Privacy.Transforms;

/// <summary>
/// Strict RFC 3339 (section 5.6): the calendar is checked, an "unknown day" such as <c>2026-00-00</c> is no date.
/// </summary>
internal static class Rfc3339
{
    /// <summary>Bytes of a full-date.</summary>
    public const int DateLength = 10; // yyyy-mm-dd
    private const int UsualLength = 20; // a date, T, a time, Z
    private const int ClockLength = 8; // hh:mm:ss
    private const int ShortestMonth = 28;
    private const int MinutesPerDay = 24 * 60;
    private const int NoDigits = 100; // more than any month, day, hour, minute or second: whoever bounds those need not ask for it

    /// <summary>A full-date of the years 0001 to 9999.</summary>
    public static bool IsDate(ReadOnlySpan<byte> text) =>
        text.Length == DateLength && text[4] == '-' && text[7] == '-'
        && Two(text, 0) < NoDigits && Two(text, 2) < NoDigits && Two(text, 5) is >= 1 and <= 12 and var month && Two(text, 8) is >= 1 and var day
        && YearOf(text) is >= 1 and var year && (day <= ShortestMonth || day <= DateTime.DaysInMonth(year, month));

    /// <summary>The civil date at the head of a date or date-time that is one.</summary>
    public static DateOnly DateOf(ReadOnlySpan<byte> text) => new(YearOf(text), Two(text, 5), Two(text, 8));

    /// <summary>
    /// A date-time: date, <c>T</c>, time with any number of fraction digits, <c>Z</c> or a numeric offset; <c>t</c> and <c>z</c>
    /// too, a space not. Second 60 only where a leap second can stand: 23:59:60 UTC.
    /// </summary>
    public static bool IsDateTime(ReadOnlySpan<byte> text)
    {
        if (IsUsual(text))
        {
            return true;
        }

        if (text.Length < DateLength + 10 || !IsDate(text[..DateLength]) || (text[DateLength] | 0x20) != 't')
        {
            return false;
        }

        var time = text[(DateLength + 1)..];
        int second = Two(time, 6);
        if (!TryClock(time, out int minutes) || time[5] != ':' || second > 60)
        {
            return false;
        }

        return TrySkipFraction(time[8..], out var zone) && TryZone(zone, out int offset)
            && (second < 60 || (minutes - offset + MinutesPerDay) % MinutesPerDay == MinutesPerDay - 1);
    }

    /// <summary>The date-times that are mostly written, <c>2024-05-06T07:08:09Z</c>, before the 29th: two comparisons tell. False for some others that are well-formed, too.</summary>
    private static bool IsUsual(ReadOnlySpan<byte> text)
    {
        if (text.Length != UsualLength)
        {
            return false;
        }

        var head = Vector128.Create(text[..Vector128<byte>.Count]);
        var tail = Vector128.Create(text[^Vector128<byte>.Count..]);
        bool fits = Vector128.LessThanOrEqualAll(head - Vector128.Create("0000-00-00T00:00"u8), Vector128.Create((byte)9, 9, 9, 9, 0, 1, 9, 0, 3, 9, 0, 2, 9, 0, 5, 9))
            && Vector128.LessThanOrEqualAll(tail - Vector128.Create("-00-00T00:00:00Z"u8), Vector128.Create((byte)0, 1, 9, 0, 3, 9, 0, 2, 9, 0, 5, 9, 0, 5, 9, 0));
        return fits && Two(text, 5) is >= 1 and <= 12 && Two(text, 8) is >= 1 and <= ShortestMonth && Two(text, 11) <= 23 && YearOf(text) >= 1;
    }

    /// <summary>
    /// A time of day: <c>hh:mm:ss</c>, any number of fraction digits, with or without <c>Z</c> or a numeric offset. No second 60: without
    /// a date nobody knows whether it was one.
    /// </summary>
    public static bool IsTime(ReadOnlySpan<byte> text) =>
        text.Length >= ClockLength && TryClock(text, out _) && text[5] == ':' && Two(text, 6) < 60
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
        var (hour, minute) = (Two(text, 0), Two(text, 3));
        minutes = (hour * 60) + minute;
        return hour <= 23 && minute <= 59 && text[2] == ':';
    }

    private static int YearOf(ReadOnlySpan<byte> text) => (Two(text, 0) * 100) + Two(text, 2);

    /// <summary>The number that two digits make; <see cref="NoDigits"/> if they are none.</summary>
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        var (tens, ones) = ((uint)(text[at] - '0'), (uint)(text[at + 1] - '0'));
        return tens > 9 || ones > 9 ? NoDigits : (int)((tens * 10) + ones);
    }
}
