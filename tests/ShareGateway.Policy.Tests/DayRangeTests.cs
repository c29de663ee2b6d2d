using System.Globalization;

namespace ShareGateway.Policy.Tests;

public sealed class DayRangeTests
{
    [Theory]
    [InlineData("01-10/01-20", "01-15/01-25", "01-15/01-20")]
    [InlineData("01-15/01-25", "01-10/01-20", "01-15/01-20")]
    [InlineData("01-10/01-20", "01-20/01-25", "01-20/01-20")]
    [InlineData("01-10/01-20", "01-21/01-25", "")]
    [InlineData("01-01/01-31", "01-20/01-25 01-05/01-07", "01-05/01-07 01-20/01-25")]
    [InlineData("01-20/01-25 01-05/01-07", "01-01/01-31", "01-05/01-07 01-20/01-25")]
    [InlineData("01-01/01-20 01-01/01-10", "01-01/01-31", "01-01/01-10 01-01/01-20")]
    [InlineData("01-05/01-07 01-05/01-07", "01-01/01-31", "01-05/01-07")]
    [InlineData("", "01-01/01-31", "")]
    public void Common_days_are_those_of_both_lists_by_their_first_day(string one, string other, string common) =>
        Assert.Equal(common, string.Join(' ', DayRange.Common([.. Ranges(one)], [.. Ranges(other)]).Select(Written)));

    [Theory]
    [InlineData("01-09", false)]
    [InlineData("01-10", true)]
    [InlineData("01-20", true)]
    [InlineData("01-21", false)]
    public void Both_ends_belong_to_it(string day, bool within) => Assert.Equal(within, Ranges("01-10/01-20").Single().Contains(Day(day)));

    private static IEnumerable<DayRange> Ranges(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(range => new DayRange(Day(range.Split('/')[0]), Day(range.Split('/')[1])));

    private static string Written(DayRange range) => string.Create(CultureInfo.InvariantCulture, $"{range.From:MM-dd}/{range.Until:MM-dd}");

    private static DateOnly Day(string text) => DateOnly.ParseExact("2026-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
