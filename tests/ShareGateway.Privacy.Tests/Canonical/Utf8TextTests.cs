using System.Text;
using CsCheck;
using ShareGateway.Privacy.Canonical;

namespace ShareGateway.Privacy.Tests.Canonical;

public sealed class Utf8TextTests
{
    [Fact]
    public void Trimming_UTF_8_is_trimming_its_text() =>
        Samples.Text.Sample(text => Assert.Equal(text.Trim(), Encoding.UTF8.GetString(Utf8Text.Trim(Encoding.UTF8.GetBytes(text)))));

    [Theory]
    [InlineData("ff", "ff")]
    [InlineData("20ff20", "ff")]
    [InlineData("20c2", "c2")] // half of U+0085 or U+00A0 is not white space
    [InlineData("a020", "a0")]
    [InlineData("20", "")]
    [InlineData("", "")]
    public void Ill_formed_bytes_are_kept_for_the_check_to_find(string hex, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(Utf8Text.Trim(Convert.FromHexString(hex))));

    [Fact]
    public void Runes_come_as_the_runtime_gives_them() => Samples.Text.Sample(text =>
    {
        var runes = new List<Rune>();
        foreach (var rune in new Utf8Runes(Encoding.UTF8.GetBytes(text)))
        {
            runes.Add(rune);
        }

        Assert.Equal(text.EnumerateRunes(), runes);
    });
}
