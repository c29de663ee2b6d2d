using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ShareGateway.Policy;

/// <summary>A length in calendar units, as ISO 8601 writes it: <c>P24M</c>, <c>P1Y</c>, <c>P30D</c>, <c>P2W</c>.</summary>
/// <remarks>
/// Where lengths are compared or turned into time, a month counts as 30 days and a year as 12 months, so that <c>P1M</c> and
/// <c>P30D</c> are equally long. The zero value is no time at all.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public readonly partial record struct Period : IComparable<Period>
{
    internal const string Form = "P(?:(?<y>[0-9]{1,4})Y)?(?:(?<m>[0-9]{1,4})M)?(?:(?<w>[0-9]{1,4})W)?(?:(?<d>[0-9]{1,4})D)?";

    private Period(int months, int days) => (Months, Days) = (months, days);

    /// <summary>Whole months, years included.</summary>
    public int Months { get; }

    /// <summary>Whole days beside the months, weeks included.</summary>
    public int Days { get; }

    /// <summary>The length as time, with 30 days to a month.</summary>
    public TimeSpan Length => TimeSpan.FromDays((Months * 30) + Days);

    /// <summary>Reads years, months, weeks and days; hours and less are not a period.</summary>
    /// <returns>False for anything else, also for no unit at all (<c>P</c>) and for a length of zero.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Period period)
    {
        period = default;
        var match = Pattern().Match(text ?? "");
        if (!match.Success)
        {
            return false;
        }

        period = new Period((12 * Number(match, "y")) + Number(match, "m"), (7 * Number(match, "w")) + Number(match, "d"));
        return period != default;
    }

    /// <summary>True when the left is shorter.</summary>
    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;

    /// <summary>True when the left is longer.</summary>
    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;

    /// <summary>True when the left is not longer.</summary>
    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;

    /// <summary>True when the left is not shorter.</summary>
    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;

    /// <summary>By length; of two equally long ones the one written in fewer months comes first, so that the order is total.</summary>
    public int CompareTo(Period other) => (Length, Months).CompareTo((other.Length, other.Months));

    /// <summary>The last day of a period that begins on a day and includes it, by the calendar; the calendar's end when it lies beyond.</summary>
    public DateOnly LastDayFrom(DateOnly first) =>
        first.Year + (Months / 12) + (Days / 365) + 2 > DateOnly.MaxValue.Year
            ? DateOnly.MaxValue
            : first.AddMonths(Months).AddDays(Days - 1);

    /// <summary>ISO 8601 in months and days, such as <c>P24M</c> or <c>P1M10D</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"P{(Months > 0 ? $"{Months}M" : "")}{(Days > 0 || Months == 0 ? $"{Days}D" : "")}");

    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"\A" + Form + @"\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
