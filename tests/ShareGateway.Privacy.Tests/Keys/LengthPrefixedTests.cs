using System.Text;
using CsCheck;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Privacy.Tests.Keys;

public sealed class LengthPrefixedTests
{
    [Theory]
    [InlineData("", "00000000")]
    [InlineData("a", "0000000161")]
    [InlineData("\u00e9", "00000002c3a9")]
    [InlineData("\U0001f512", "00000004f09f9492")]
    public void A_text_comes_behind_the_length_of_its_UTF_8(string text, string hex) =>
        Assert.Equal(hex, Convert.ToHexStringLower(LengthPrefixed.Of(text)));

    [Fact]
    public void Two_lists_of_texts_never_give_the_same_bytes() =>
        Gen.Select(List, List).Sample((one, other) => one.SequenceEqual(other) == Join(one).SequenceEqual(Join(other)));

    [Fact]
    public void Half_a_character_is_refused() =>
        Assert.Throws<EncoderFallbackException>(() => LengthPrefixed.Of(((char)0xDC00).ToString()));

    private static Gen<string[]> List => Gen.String[Gen.OneOf('a', '\0', '\u0001'), 0, 3].Array[0, 4];

    private static byte[] Join(string[] texts)
    {
        var joined = new LengthPrefixed();
        Array.ForEach(texts, joined.Append);
        return joined.ToArray();
    }
}
