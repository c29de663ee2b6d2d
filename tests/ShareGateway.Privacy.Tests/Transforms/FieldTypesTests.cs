using System.Globalization;
using CsCheck;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

public sealed class FieldTypesTests
{
    private static readonly FieldType[] Known = [.. Enum.GetValues<FieldType>().Where(type => type is not FieldType.Unknown)];

    [Theory]
    [InlineData("\"\"", FieldType.Text)]
    [InlineData("\"12\"", FieldType.Text)]
    [InlineData("\"2026-10-31\"", FieldType.Text, FieldType.Date)]
    [InlineData("\"2026-10-31T09:30:00Z\"", FieldType.Text, FieldType.Timestamp)]
    [InlineData("0", FieldType.Integer, FieldType.Number)]
    [InlineData("-12", FieldType.Integer, FieldType.Number)]
    [InlineData("123456789012345678901234567890", FieldType.Integer, FieldType.Number)]
    [InlineData("1.0", FieldType.Number)]
    [InlineData("1e2", FieldType.Number)]
    [InlineData("-0.5E-07", FieldType.Number)]
    [InlineData("true", FieldType.Boolean)]
    [InlineData("false", FieldType.Boolean)]
    [InlineData("\"09:30:00\"", FieldType.Text, FieldType.Time)]
    [InlineData("\"23:59:59.123456789Z\"", FieldType.Text, FieldType.Time)]
    [InlineData("\"00:00:00-05:30\"", FieldType.Text, FieldType.Time)]
    [InlineData("\"09:30\"", FieldType.Text)]
    [InlineData("\"09:30:0\"", FieldType.Text)]
    [InlineData("\"9:30:00\"", FieldType.Text)]
    [InlineData("\"24:00:00\"", FieldType.Text)]
    [InlineData("\"09:60:00\"", FieldType.Text)]
    [InlineData("\"23:59:60\"", FieldType.Text)]
    [InlineData("\"09-30:00\"", FieldType.Text)]
    [InlineData("\"09:30-00\"", FieldType.Text)]
    [InlineData("\"09:30:00.\"", FieldType.Text)]
    [InlineData("\"09:30:00 \"", FieldType.Text)]
    [InlineData("\"09:30:00+1\"", FieldType.Text)]
    [InlineData("\"T09:30:00\"", FieldType.Text)]
    [InlineData("null", FieldType.Text, FieldType.Integer, FieldType.Number, FieldType.Boolean, FieldType.Date, FieldType.Timestamp, FieldType.Time)]
    [InlineData("none")]
    [InlineData("007")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1 ")]
    [InlineData("0x1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1,5")]
    [InlineData("1-1")]
    [InlineData("-01")]
    public void A_cell_fits_its_own_types_and_no_other(string value, params FieldType[] types)
    {
        var kind = Cells.Parse(value, out byte[] bytes);

        Assert.Equal(types.Order(), Enum.GetValues<FieldType>().Where(type => FieldTypes.Fits(type, new Cell(kind, bytes))).Order());
    }

    [Theory]
    [InlineData("2024-02-29", true)]
    [InlineData("2000-02-29", true)]
    [InlineData("0001-01-01", true)]
    [InlineData("9999-12-31", true)]
    [InlineData("1900-02-29", false)]
    [InlineData("2026-02-29", false)]
    [InlineData("2026-04-31", false)]
    [InlineData("2026-00-10", false)]
    [InlineData("2026-13-01", false)]
    [InlineData("2026-10-00", false)]
    [InlineData("2026-00-00", false)]
    [InlineData("0000-01-01", false)]
    [InlineData("2026-1-1", false)]
    [InlineData("26-10-31", false)]
    [InlineData("20261031", false)]
    [InlineData("2026/10/31", false)]
    [InlineData("31-10-2026", false)]
    [InlineData("2026-10-31 ", false)]
    [InlineData(" 2026-10-31", false)]
    [InlineData("2026-10-3\u0661", false)]
    [InlineData("+026-10-31", false)]
    [InlineData("2026-10-31T00:00:00Z", false)]
    [InlineData("", false)]
    public void A_date_is_a_full_date_of_the_calendar(string text, bool fits) => Assert.Equal(fits, Fits(FieldType.Date, text));

    [Theory]
    [InlineData("2026-10-31T09:30:00Z", true)]
    [InlineData("2026-10-31t09:30:00z", true)]
    [InlineData("2026-10-31T00:00:00.1+00:00", true)]
    [InlineData("2026-10-31T23:59:59.123456789012-12:45", true)]
    [InlineData("2026-10-31T09:30:00-00:00", true)]
    [InlineData("2016-12-31T23:59:60Z", true)] // the last leap second
    [InlineData("2017-01-01T00:59:60+01:00", true)]
    [InlineData("2016-12-31T18:29:60-05:30", true)]
    [InlineData("2016-12-31T23:58:60Z", false)]
    [InlineData("2016-12-31T23:59:60+01:00", false)]
    [InlineData("2016-12-31T23:59:61Z", false)]
    [InlineData("2026-10-31T24:00:00Z", false)]
    [InlineData("2026-10-31T09:60:00Z", false)]
    [InlineData("2026-10-31T09:30:00", false)]
    [InlineData("2026-10-31T09:30Z", false)]
    [InlineData("2026-10-31 09:30:00Z", false)]
    [InlineData("2026-10-31T09:30:00.Z", false)]
    [InlineData("2026-10-31T09:30:00,5Z", false)]
    [InlineData("2026-10-31T09:30:00.5", false)]
    [InlineData("2026-10-31T09:30:00.", false)]
    [InlineData("2026-10-31T09:30:00+24:00", false)]
    [InlineData("2026-10-31T09:30:00+01:60", false)]
    [InlineData("2026-10-31T09:30:00+0100", false)]
    [InlineData("2026-10-31T09:30:00+01", false)]
    [InlineData("2026-10-31T09:30:00ZZ", false)]
    [InlineData("2026-10-31T09:30:00Z\n", false)]
    [InlineData("2026-10-31T09.30:00Z", false)]
    [InlineData("2026-10-31T09:30.00Z", false)]
    [InlineData("2026-10-31T0930:00:Z0", false)]
    [InlineData("2026-02-30T09:30:00Z", false)]
    [InlineData("2026-10-31", false)]
    public void A_timestamp_is_a_date_time_with_an_offset(string text, bool fits) => Assert.Equal(fits, Fits(FieldType.Timestamp, text));

    [Fact]
    public void Every_day_of_the_calendar_is_a_date_and_agrees_with_the_runtime() =>
        Gen.Select(Gen.Int[0, 2100], Gen.Int[0, 14], Gen.Int[0, 33]).Sample((year, month, day) =>
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}");
            bool exists = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
            Assert.Equal(exists, Fits(FieldType.Date, text));
            Assert.Equal(exists, Fits(FieldType.Timestamp, text + "T00:00:00Z"));
        });

    [Fact]
    public void A_timestamp_cut_anywhere_is_none()
    {
        const string whole = "2026-10-31T09:30:00.25+01:00";
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.False(Fits(FieldType.Timestamp, whole[..length]), whole[..length]);
        }
    }

    [Theory]
    [InlineData(FieldType.Date, "2024-02-28")]
    [InlineData(FieldType.Time, "23:59:58")]
    [InlineData(FieldType.Timestamp, "2024-02-28T23:59:58.25+01:00")]
    public void Where_a_digit_belongs_nothing_else_may_stand(FieldType type, string whole)
    {
        Assert.True(Fits(type, whole));
        for (int at = 0; at < whole.Length; at++)
        {
            foreach (char other in char.IsAsciiDigit(whole[at]) ? "/:x -\0\u00e9" : "")
            {
                string text = whole[..at] + other + whole[(at + 1)..];
                Assert.False(Fits(type, text), text);
            }
        }
    }

    [Fact]
    public void Ill_formed_text_fits_nothing() =>
        Assert.DoesNotContain(Known, type => FieldTypes.Fits(type, new Cell(CellKind.Text, [0x61, 0xC3])));

    [Fact]
    public void Numbers_agree_with_the_runtime_on_their_floor() => Gen.Select(Gen.Int[-99999, 99999], Gen.Int[-6, 6], Gen.Int[0, 99]).Sample((digits, exponent, fraction) =>
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{digits}.{fraction:00}e{exponent}");
        decimal value = decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        Assert.True(JsonNumber.TryRead(System.Text.Encoding.ASCII.GetBytes(text), out var number));
        Assert.True(number.TryFloor(out long floor));
        Assert.Equal(decimal.Floor(value), floor);
    });

    private static bool Fits(FieldType type, string text) => FieldTypes.Fits(type, new Cell(CellKind.Text, System.Text.Encoding.UTF8.GetBytes(text)));
}
