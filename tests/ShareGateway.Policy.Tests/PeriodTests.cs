
namespace ShareGateway.Policy.Tests;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("P13M", "P13M", 390)]
    [InlineData("P1Y", "P12M", 360)]
    [InlineData("P1Y2M", "P14M", 420)]
    [InlineData("P30D", "P30D", 30)]
    [InlineData("P2W", "P14D", 14)]
    [InlineData("P1M1W1D", "P1M8D", 38)]
    [InlineData("P9999Y", "P119988M", 3_599_640)]
    public void A_length_reads_and_says_itself_in_months_and_days(string text, string said, int days)
    {
        Assert.True(Period.TryParse(text, out var period));
        Assert.Equal((said, TimeSpan.FromDays(days)), (period.ToString(), period.Length));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("P")]
    [InlineData("P0D")]
    [InlineData("PT1H")]
    [InlineData("P1DT1H")]
    [InlineData("13M")]
    [InlineData("P1.5M")]
    [InlineData("P-1M")]
    [InlineData("P1M1Y")]
    [InlineData("P10000D")]
    [InlineData("p1m")]
    [InlineData("P1M\n")]
    [InlineData("P١M")]
    public void Anything_else_is_no_length(string? text) => Assert.False(Period.TryParse(text, out _));

    [Theory]
    [InlineData("P30D", "P1M")]
    [InlineData("P1M", "P31D")]
    [InlineData("P1M", "P2M")]
    [InlineData("P12M", "P361D")]
    public void Shorter_comes_first_with_thirty_days_to_a_month(string shorter, string longer)
    {
        Assert.True(Parse(shorter).Length <= Parse(longer).Length);
        Assert.True(Parse(shorter) < Parse(longer) && Parse(longer) > Parse(shorter) && Parse(shorter) <= Parse(longer) && Parse(longer) >= Parse(shorter));
    }

    [Theory]
    [InlineData("2026-10-01", "P12M", "2027-09-30")]
    [InlineData("2026-10-01", "P1D", "2026-10-01")]
    [InlineData("2024-02-29", "P12M", "2025-02-27")]
    [InlineData("2026-01-31", "P1M", "2026-02-27")]
    [InlineData("9999-01-01", "P9999Y", "9999-12-31")]
    public void The_last_day_counts_by_the_calendar(string first, string length, string last) => Assert.Equal(
        DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture),
        Parse(length).LastDayFrom(DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture)));

    private static Period Parse(string text) => Period.TryParse(text, out var period) ? period : throw new FormatException(text);
}
