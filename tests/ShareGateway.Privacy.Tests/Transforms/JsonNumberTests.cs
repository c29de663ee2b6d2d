using System.Text;
using System.Text.Json;
using CsCheck;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

public sealed class JsonNumberTests
{
    [Theory]
    [InlineData("0", false, "0", "", "")]
    [InlineData("-0", true, "0", "", "")]
    [InlineData("12.034", false, "12", "034", "")]
    [InlineData("-1.5e+07", true, "1", "5", "+07")]
    [InlineData("1E-3", false, "1", "", "-3")]
    [InlineData("1e3", false, "1", "", "3")]
    public void A_number_is_taken_apart(string text, bool isNegative, string whole, string fraction, string exponent)
    {
        Assert.True(JsonNumber.TryRead(Encoding.ASCII.GetBytes(text), out var number));

        Assert.Equal(isNegative, number.IsNegative);
        Assert.Equal(whole, Encoding.ASCII.GetString(number.Whole));
        Assert.Equal(fraction, Encoding.ASCII.GetString(number.Fraction));
        Assert.Equal(exponent, Encoding.ASCII.GetString(number.Exponent));
        Assert.Equal(fraction.Length + exponent.Length == 0, number.IsInteger);
    }

    [Fact]
    public void A_number_is_what_the_runtimes_JSON_reader_takes_for_one() =>
        Gen.String[Gen.OneOf('0', '1', '9', '-', '+', '.', 'e', 'E', ' ', 'x'), 0, 7].Sample(text =>
        {
            byte[] bytes = Encoding.ASCII.GetBytes(text);
            bool expected = !text.Contains(' ') && IsJsonNumber(bytes);
            Assert.Equal(expected, JsonNumber.TryRead(bytes, out _));
        }, iter: 20_000);

    private static bool IsJsonNumber(byte[] bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            return reader.Read() && reader.TokenType is JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
