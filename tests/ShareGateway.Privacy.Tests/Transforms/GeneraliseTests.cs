using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

public sealed partial class GeneraliseTests
{
    [Theory]
    [InlineData(FieldType.Date, "2026-10-31", "2026", "2026-10")]
    [InlineData(FieldType.Date, "0001-01-01", "0001", "0001-01")]
    [InlineData(FieldType.Date, "2024-02-29", "2024", "2024-02")]
    [InlineData(FieldType.Timestamp, "2026-10-31T09:30:00Z", "2026", "2026-10")]
    [InlineData(FieldType.Timestamp, "2026-12-31T23:30:00-05:00", "2026", "2026-12")] // the civil date, though UTC is in 2027
    [InlineData(FieldType.Timestamp, "2027-01-01T00:30:00+01:00", "2027", "2027-01")]
    public void Dates_become_their_year_or_month(FieldType type, string value, string year, string month)
    {
        Assert.Equal($"\"{year}\"", Cells.Apply("generalise to=year", type, $"\"{value}\""));
        Assert.Equal($"\"{month}\"", Cells.Apply("generalise to=month", type, $"\"{value}\""));
    }

    [Theory]
    [InlineData(FieldType.Date, "\"2026-02-29\"")]
    [InlineData(FieldType.Date, "\"2026-00-00\"")]
    [InlineData(FieldType.Date, "\"2026\"")]
    [InlineData(FieldType.Date, "\"2026-10\"")]
    [InlineData(FieldType.Date, "\"2026-10-31T09:30:00Z\"")]
    [InlineData(FieldType.Date, "\"31/10/2026\"")]
    [InlineData(FieldType.Date, "\"\"")]
    [InlineData(FieldType.Date, "20261031")]
    [InlineData(FieldType.Timestamp, "\"2026-10-31\"")]
    [InlineData(FieldType.Timestamp, "1793436600")]
    public void What_is_no_date_fails(FieldType type, string value)
    {
        Assert.Equal(Cells.Failed, Cells.Apply("generalise to=year", type, value));
        Assert.Equal(Cells.Failed, Cells.Apply("generalise to=month", type, value));
    }

    [Theory]
    [InlineData(10, "0", "[0,10)")]
    [InlineData(10, "9", "[0,10)")]
    [InlineData(10, "10", "[10,20)")]
    [InlineData(10, "27", "[20,30)")]
    [InlineData(10, "-0", "[0,10)")]
    [InlineData(10, "-1", "[-10,0)")]
    [InlineData(10, "-10", "[-10,0)")]
    [InlineData(10, "-11", "[-20,-10)")]
    [InlineData(1, "7", "[7,8)")]
    [InlineData(7, "20", "[14,21)")]
    [InlineData(1000000000, "5", "[0,1000000000)")]
    [InlineData(10, "999999999999999999", "[999999999999999990,1000000000000000000)")]
    [InlineData(10, "-999999999999999999", "[-1000000000000000000,-999999999999999990)")]
    [InlineData(1000000000, "-999999999999999999", "[-1000000000000000000,-999999999000000000)")]
    public void Integers_fall_into_half_open_bands(int width, string value, string band)
    {
        Assert.Equal($"\"{band}\"", Cells.Apply($"generalise band={width}", FieldType.Integer, value));
        Assert.Equal($"\"{band}\"", Cells.Apply($"generalise band={width}", FieldType.Number, value));
    }

    [Theory]
    [InlineData("9.99999999999999999999999999999999999999", "[0,10)")] // a double or decimal would round it to 10
    [InlineData("10.0", "[10,20)")]
    [InlineData("-0.0", "[0,10)")]
    [InlineData("-0.0000000000000000000000000000000000001", "[-10,0)")]
    [InlineData("-10.0", "[-10,0)")]
    [InlineData("-10.01", "[-20,-10)")]
    [InlineData("1e1", "[10,20)")]
    [InlineData("1.25E+1", "[10,20)")]
    [InlineData("125e-1", "[10,20)")]
    [InlineData("1e-400", "[0,10)")]
    [InlineData("-1e-400", "[-10,0)")]
    [InlineData("0e400", "[0,10)")]
    [InlineData("0.0001e5", "[10,20)")]
    [InlineData("1e017", "[100000000000000000,100000000000000010)")]
    public void Numbers_are_exact_at_any_length(string value, string band) =>
        Assert.Equal($"\"{band}\"", Cells.Apply("generalise band=10", FieldType.Number, value));

    [Theory]
    [InlineData(FieldType.Number, "1000000000000000000")]
    [InlineData(FieldType.Number, "-1000000000000000000")]
    [InlineData(FieldType.Number, "1e18")]
    [InlineData(FieldType.Number, "1e400")]
    [InlineData(FieldType.Number, "1e1000")]
    [InlineData(FieldType.Number, "1e99999999999999999999")]
    [InlineData(FieldType.Number, "NaN")]
    [InlineData(FieldType.Number, "\"12\"")]
    [InlineData(FieldType.Number, "true")]
    [InlineData(FieldType.Integer, "12.0")]
    [InlineData(FieldType.Integer, "1e1")]
    [InlineData(FieldType.Integer, "012")]
    public void What_has_no_band_fails(FieldType type, string value) =>
        Assert.Equal(Cells.Failed, Cells.Apply("generalise band=10", type, value));

    [Fact]
    public void A_band_holds_its_number_and_begins_at_a_multiple_of_its_width() =>
        Gen.Select(Gen.Int[1, 5000], Gen.Decimal[-1_000_000m, 1_000_000m]).Sample((width, value) =>
        {
            string text = value.ToString(CultureInfo.InvariantCulture);
            var band = Band().Match(Cells.Apply($"generalise band={width}", FieldType.Number, text));
            long from = long.Parse(band.Groups["from"].ValueSpan, CultureInfo.InvariantCulture);
            long to = long.Parse(band.Groups["to"].ValueSpan, CultureInfo.InvariantCulture);

            Assert.True(from <= value && value < to, text);
            Assert.Equal(width, to - from);
            Assert.Equal(0, from % width);
        });

    [Theory]
    [InlineData(2, "75011", "75")]
    [InlineData(2, "2A004", "2A")]
    [InlineData(1, "\u00c9lodie", "\u00c9")]
    [InlineData(1, "E\u0301lodie", "E\u0301")]
    [InlineData(2, "abc", "ab")]
    public void Text_is_cut_to_its_first_elements(int keepFirst, string value, string expected) =>
        Assert.Equal($"\"{expected}\"", Cells.Apply($"generalise keepFirst={keepFirst}", FieldType.Text, $"\"{value}\""));

    [Theory]
    [InlineData(2, "75")]
    [InlineData(2, "7")]
    [InlineData(2, "")]
    [InlineData(1, "e\u0301")] // two code points, one element
    [InlineData(64, "short")]
    public void Text_that_would_be_shown_whole_fails(int keepFirst, string value) =>
        Assert.Equal(Cells.Failed, Cells.Apply($"generalise keepFirst={keepFirst}", FieldType.Text, $"\"{value}\""));

    [GeneratedRegex(@"^""\[(?<from>-?[0-9]+),(?<to>-?[0-9]+)\)""$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Band();
}
