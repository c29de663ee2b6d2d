using System.Globalization;
using System.Text;
using CsCheck;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

public sealed class MaskTests
{
    // Every ASCII character but the star, line ends in all their forms more often than others.
    private static readonly Gen<string> Ascii =
        Gen.Frequency((8, Gen.Char['+', '\u007f']), (4, Gen.Char['\0', ')']), (1, Gen.Const('\r')), (1, Gen.Const('\n')))
            .Array[0, 40].Select(characters => new string(characters));

    private const string Family = "\U0001f468\u200d\U0001f469\u200d\U0001f467";

    [Theory]
    [InlineData("*", true)]
    [InlineData("=", true)]
    [InlineData("\"", false)] // would need an escape in JSON, or quotes in CSV
    [InlineData("\\", false)]
    [InlineData(",", false)]
    [InlineData("\u2022", false)] // longer than what it stands for
    public void Only_a_mask_that_needs_no_escape_is_written_straight_into_an_answer(string character, bool maps) =>
        Assert.Equal(maps, Cells.Create($"mask keepFirst=1 char={character}", FieldType.Text).MapsAscii);

    [Fact]
    public void A_mask_in_place_gives_the_bytes_of_a_mask()
    {
        var mask = Cells.Create("mask keepFirst=2 keepLast=3", FieldType.Text);
        for (int length = 0; length < 70; length++)
        {
            byte[] text = [.. Enumerable.Range(0, length).Select(i => (byte)('a' + (i % 26)))];
            byte[] mapped = new byte[length];
            mask.MapAscii(text, mapped);

            string expected = length <= 5 ? new string('*', length) : $"{Encoding.ASCII.GetString(text[..2])}{new string('*', length - 5)}{Encoding.ASCII.GetString(text[^3..])}";
            Assert.Equal(expected, Encoding.ASCII.GetString(mapped));
        }
    }

    [Fact]
    public void A_short_mask_gives_the_same_and_nothing_of_what_stands_behind_the_text()
    {
        foreach (var (first, last) in from first in new[] { 0, 1, 2, 31, 63, 64 } from last in new[] { 0, 1, 3, 33, 64 } select (first, last))
        {
            var mask = Cells.Create($"mask keepFirst={first} keepLast={last}", FieldType.Text);
            byte[] head = [.. Enumerable.Range(0, FieldTransform.ShortBytes).Select(i => (byte)('0' + i))];
            for (int length = 0; length <= head.Length; length++)
            {
                byte[] expected = new byte[length];
                mask.MapAscii(head.AsSpan(0, length), expected);
                byte[] mapped = new byte[FieldTransform.ShortBytes];
                mask.MapShortAscii(head, length, mapped);

                Assert.Equal(expected, mapped[..length]);
                Assert.All(mapped[length..], b => Assert.Equal((byte)'*', b));
            }
        }
    }

    [Theory]
    [InlineData("mask", "12345", "*****")]
    [InlineData("mask keepFirst=2", "12345", "12***")]
    [InlineData("mask keepLast=4", "1234-5678-9012-3456", "***************3456")]
    [InlineData("mask keepFirst=1 keepLast=2", "Dupont", "D***nt")]
    [InlineData("mask keepFirst=2 char=#", "12345", "12###")]
    [InlineData("mask keepFirst=1 char=\u2022", "abc", "a\u2022\u2022")]
    [InlineData("mask char=\U0001f512", "abc", "\U0001f512\U0001f512\U0001f512")]
    [InlineData("mask keepFirst=0 keepLast=0", "ab", "**")]
    [InlineData("mask keepFirst=2 keepLast=2", "abcde", "ab*de")]
    [InlineData("mask keepFirst=2 keepLast=2", "abcd", "****")] // nothing would be masked
    [InlineData("mask keepFirst=2 keepLast=2", "abc", "***")]
    [InlineData("mask keepFirst=2 keepLast=2", "a", "*")]
    [InlineData("mask keepFirst=64 keepLast=64", "abc", "***")]
    [InlineData("mask keepFirst=2", "ab", "**")]
    [InlineData("mask keepFirst=2", "", "")]
    [InlineData("mask keepFirst=1", "\u00c9lodie", "\u00c9*****")]
    [InlineData("mask keepFirst=1", "E\u0301lodie", "E\u0301*****")] // one element, whatever its spelling
    [InlineData("mask keepLast=1", "Andre\u0301", "****e\u0301")]
    [InlineData("mask keepFirst=1 keepLast=1", Family + "ab" + Family, Family + "**" + Family)]
    [InlineData("mask", Family, "*")]
    [InlineData("mask keepFirst=1", "\U0001f1eb\U0001f1f7\U0001f1e9\U0001f1ea", "\U0001f1eb\U0001f1f7*")] // flags
    [InlineData("mask keepFirst=1", "\ud55c\uad6d\uc5b4", "\ud55c**")]
    [InlineData("mask keepFirst=1", "a\r\nb", "a**")] // CR LF is one element
    public void Elements_between_the_kept_ends_become_the_mask(string spec, string value, string expected) =>
        Assert.Equal($"\"{expected}\"", Cells.Apply(spec, FieldType.Text, $"\"{value}\""));

    [Fact]
    public void Mask_does_what_its_slow_description_says() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Samples.Text).Sample((first, last, text) =>
            Assert.Equal($"\"{Slow(text, first, last)}\"", Cells.Apply($"mask keepFirst={first} keepLast={last}", FieldType.Text, $"\"{text}\"")));

    [Theory]
    [InlineData("", true)]
    [InlineData("Rue du Bac, 7\n\0\u007f", true)]
    [InlineData("a\r\nb", false)]
    [InlineData("a\u0301", false)]
    [InlineData("\u00e9", false)]
    public void Bytes_are_counted_only_where_each_is_an_element(string text, bool expected) =>
        Assert.Equal(expected, TextElements.AreBytes(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("*")]
    [InlineData("\u2022")]
    public void Text_counted_by_bytes_is_masked_and_cut_like_text_counted_by_elements(string mask) =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Ascii).Sample((first, last, text) =>
        {
            string expected = Slow(text, first, last).Replace("*", mask, StringComparison.Ordinal);
            Assert.Equal($"\"{expected}\"", Cells.Apply($"mask keepFirst={first} keepLast={last} char={mask}", FieldType.Text, $"\"{text}\""));

            // Behind an accent everything goes the slow way; what stands before it must come out the same.
            string cut = Cells.Apply($"generalise keepFirst={first + 1}", FieldType.Text, $"\"{text}\u00e9\"");
            string longer = Cells.Apply($"generalise keepFirst={first + 1}", FieldType.Text, $"\"{text}~\"");
            Assert.Equal(cut.Replace('\u00e9', '~'), longer);
        });

    [Fact]
    public void Long_text_is_masked_like_short_text()
    {
        string text = string.Concat(Enumerable.Repeat("\u00e9", 100_000));

        Assert.Equal($"\"\u00e9\u00e9{new string('*', 99_997)}\u00e9\"", Cells.Apply("mask keepFirst=2 keepLast=1", FieldType.Text, $"\"{text}\""));
    }

    [Fact]
    public void Text_that_needs_borrowed_memory_leaves_nothing_in_it()
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(new string('s', TextElements.StackChars + 1));
        var text = new TextElements(utf8, new char[TextElements.StackChars]);
        var borrowed = text.Chars;
        Assert.Equal('s', borrowed[0]);

        text.Dispose();

        Assert.False(borrowed.Contains('s'));
    }

    private static string Slow(string text, int keepFirst, int keepLast)
    {
        int[] starts = StringInfo.ParseCombiningCharacters(text);
        string[] elements = [.. starts.Select((start, i) => text[start..(i + 1 < starts.Length ? starts[i + 1] : text.Length)])];
        return elements.Length <= keepFirst + keepLast
            ? new string('*', elements.Length)
            : string.Concat(elements[..keepFirst]) + new string('*', elements.Length - keepFirst - keepLast) + string.Concat(elements[^keepLast..]);
    }
}
