using System.Text;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Identifiers;
using ShareGateway.Privacy.Keys;
using ShareGateway.Privacy.Tests.Keys;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

/// <summary>Values at the bounds of what a transform takes, hides or counts.</summary>
public sealed class EdgeCaseTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (compatible; Examplebot/2.1)", "Robot")]
    [InlineData("Mozilla/5.0 (compatible; ExampleCrawler; web crawl)", "Robot")]
    [InlineData("Example-spider/1.0", "Robot")]
    [InlineData("curl/8.5.0", "Robot")]
    [InlineData("Edg/140.0", "Edge")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 OPR/124.0", "Opera")]
    [InlineData("Opera/9.80 (Windows NT 6.0) Presto/2.12.388 Version/12.14", "Opera")]
    [InlineData("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0 Mobile Safari/537.36", "Samsung Internet")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/140.0 Mobile/15E148 Safari/605.1.15", "Firefox")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1", "Chrome")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36", "Chrome")]
    [InlineData("Chromium 140", "Chrome")]
    [InlineData("Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15", "Safari")]
    [InlineData("Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1)", "Internet Explorer")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Trident/7.0; rv:11.0) like Gecko", "Internet Explorer")]
    [InlineData("Lynx/2.9", "Other")]
    public void Browsers_are_told_by_the_first_mark_of_the_table(string agent, string family) =>
        Assert.Equal($"\"{family}\"", Cells.Apply("userAgentFamily", FieldType.Text, $"\"{agent}\""));

    [Theory]
    [InlineData("mask keepFirst=1 keepLast=1", "\u00e9\u00e0\u00fc", "\u00e9*\u00fc")] // just as many as are kept and one to hide
    [InlineData("mask keepFirst=1 keepLast=1", "\u00e9\u00e0", "**")]
    [InlineData("mask keepFirst=1 keepLast=1 minMasked=2", "\u00e9\u00e0\u00fc", "***")]
    [InlineData("maskName", "a b c d e f g h", "* * * * * * * *")]
    [InlineData("maskName", "a b c d e f g h i", null)]
    [InlineData("generalise keepFirst=2", "ab", null)]
    [InlineData("generalise keepFirst=2", "abc", "ab")]
    public void Text_at_its_bound(string spec, string value, string? expected) =>
        Assert.Equal(expected is null ? Cells.Failed : $"\"{expected}\"", Cells.Apply(spec, FieldType.Text, $"\"{value}\""));

    [Theory]
    [InlineData("maskCard keepFirst=6", CanonicalForm.Card, "824628194824", "********4824")] // twelve digits: no beginning
    [InlineData("maskCard keepFirst=6", CanonicalForm.Card, "8609139099600", "860913***9600")]
    [InlineData("maskPhone keepLast=0", CanonicalForm.Phone, "+2901234", "+290****")] // four hidden digits, the least
    [InlineData("maskPhone keepLast=1", CanonicalForm.Phone, "+2901234", "***")]
    public void Numbers_at_their_bound(string spec, CanonicalForm form, string value, string expected) =>
        Assert.Equal($"\"{expected}\"", Cells.Apply(spec, FieldType.Text, $"\"{value}\"", form));

    [Theory]
    [InlineData("topCode below=18", "18.5", "18.5")]
    [InlineData("topCode below=18", "17.5", "18")]
    [InlineData("topCode above=90", "90.5", "90")]
    [InlineData("topCode above=90", "89.5", "89.5")]
    [InlineData("generalise band=10 from=3", "12", "\"[3,13)\"")]
    [InlineData("generalise band=10 from=3", "13", "\"[13,23)\"")]
    [InlineData("generalise band=10 from=3", "2", "\"[-7,3)\"")]
    [InlineData("roundPosition decimals=0", "-0.2", "0")]
    public void Numbers_around_a_bound(string spec, string value, string expected) => Assert.Equal(expected, Cells.Apply(spec, FieldType.Number, value));

    [Theory]
    [InlineData("generalise to=year", "0987-01-01", "\"0987\"")]
    [InlineData("generalise to=quarter", "0987-03-31", "\"0987-Q1\"")]
    public void Years_have_four_digits(string spec, string value, string expected) => Assert.Equal(expected, Cells.Apply(spec, FieldType.Date, $"\"{value}\""));

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void A_date_is_never_moved_out_of_the_calendar(string date)
    {
        var transform = Cells.Create("shiftDate days=30", FieldType.Date);
        string[] moved = [.. Enumerable.Range(0, 200).Select(number => Cells.Apply(transform, $"\"{date}\"", $"C-{number}"))];

        Assert.Contains(Cells.Failed, moved);
        Assert.Contains(moved, value => value != Cells.Failed);
        Assert.All(moved.Where(value => value != Cells.Failed), value => Assert.StartsWith(date[..4], value.Trim('"'), StringComparison.Ordinal));
    }

    [Fact]
    public void A_date_can_be_moved_to_the_calendar_s_last_day()
    {
        var transform = Cells.Create("shiftDate days=1", FieldType.Date);
        string[] last = [.. Enumerable.Range(0, 50).Select(number => Cells.Apply(transform, "\"9999-12-30\"", $"C-{number}")).Distinct().Order()];
        string[] first = [.. Enumerable.Range(0, 50).Select(number => Cells.Apply(transform, "\"0001-01-02\"", $"C-{number}")).Distinct().Order()];

        Assert.Equal(["\"9999-12-29\"", "\"9999-12-31\""], last);
        Assert.Equal(["\"0001-01-01\"", "\"0001-01-03\""], first);
    }

    [Fact]
    public void The_middle_of_a_card_depends_on_what_is_kept_around_it()
    {
        var transform = Cells.Create("encryptFormat", FieldType.Text, CanonicalForm.Card);

        string[] middles = [.. ((string[])["411111123456111", "422222123456111", "411111123456222"]).Select(card => Cells.Apply(transform, $"\"{Whole(card)}\"")[7..13])];

        Assert.Equal(3, middles.Distinct().Count());

        static string Whole(string card) => card + (char)Luhn.CheckDigit(Encoding.ASCII.GetBytes(card));
    }

    [Theory]
    [InlineData("constant value=true", "false", "true")]
    [InlineData("constant value=false", "true", "false")]
    public void A_constant_may_be_true_or_false(string spec, string value, string expected) => Assert.Equal(expected, Cells.Apply(spec, FieldType.Boolean, value));

    [Fact]
    public void Only_noise_and_shifts_ask_whose_record_it_is()
    {
        Assert.True(Cells.Create("shiftDate", FieldType.Date).AsksSubject);
        Assert.True(Cells.Create("noise spread=5", FieldType.Number).AsksSubject);
        Assert.False(Cells.Create("mask", FieldType.Text).AsksSubject);
    }

    [Theory]
    [InlineData("constant", "value", 200, 'x')]
    [InlineData("mask", "ignore", 16, '-')]
    public void A_text_parameter_has_a_longest_value(string name, string parameter, int most, char sign)
    {
        var definition = TransformCatalogue.Find(name)!;

        Assert.Empty(Problems(most));
        Assert.NotEmpty(Problems(most + 1));

        IEnumerable<TransformProblem> Problems(int length) => definition.Check(Cells.Spec($"{name} {parameter}={new string(sign, length)}"), FieldType.Text);
    }

    [Theory]
    [InlineData("constant value=a\u0007b", FieldType.Text, false)]
    [InlineData("mask ignore=-a", FieldType.Text, false)]
    [InlineData("mask ignore=a-", FieldType.Text, false)]
    [InlineData("ageBand bands=1,90", FieldType.Date, true)]
    [InlineData("ageBand bands=1,91", FieldType.Date, false)]
    [InlineData("ageBand bands=0,90", FieldType.Date, false)]
    [InlineData("noise spread=1000000000", FieldType.Number, true)]
    [InlineData("noise spread=0.000001", FieldType.Number, true)]
    [InlineData("noise spread=0.0000001", FieldType.Number, false)]
    [InlineData("noise spread=1000000000.1", FieldType.Number, false)]
    [InlineData("redactText find=nir", FieldType.Text, true)] // the first of all
    [InlineData("redactText find=nir,url", FieldType.Text, true)]
    [InlineData("redactText find=nir,surl", FieldType.Text, false)]
    public void A_parameter_takes_its_bounds_and_nothing_beyond(string spec, FieldType type, bool isGood) =>
        Assert.Equal(isGood, TransformCatalogue.Find(Cells.Spec(spec).Name)!.Check(Cells.Spec(spec), type, CanonicalForm.Text).IsEmpty);

    [Theory]
    [InlineData("generalise to=year from=5", FieldType.Date, "`from` says where bands of one width begin", "give it with `band`")]
    [InlineData("generalise bands=20 from=5", FieldType.Integer, "`from` says where bands of one width begin", "give it with `band`")]
    [InlineData("mask ignore=- fixedLength=5", FieldType.Text, "`fixedLength` hides where the signs of `ignore` stand", "give one of them")]
    public void Parameters_that_do_not_go_together_are_told(string spec, FieldType type, string text, string hint) =>
        Assert.Contains(TransformCatalogue.Find(Cells.Spec(spec).Name)!.Check(Cells.Spec(spec), type), problem => (problem.Text, problem.Hint) == (text, hint));

    [Fact]
    public void Building_says_what_it_lacks()
    {
        var mask = TransformCatalogue.Find("mask")!;
        var fake = TransformCatalogue.Find("fake")!;
        var age = TransformCatalogue.Find("ageBand")!;
        using var key = TestKeys.Of(KeyUse.Fake);

        (string, Action)[] cases =
        [
            ("transform `mask`: `mask` does not fit a field of type date", () => mask.Create(Cells.Spec("mask"), FieldType.Date, CanonicalForm.Text, null)),
            ("transform `fake` needs a key for Fake", () => fake.Create(Cells.Spec("fake kind=city"), FieldType.Text, CanonicalForm.Text, null)),
            ("transform `fake` needs a canonical form", () => fake.Create(Cells.Spec("fake kind=city"), FieldType.Text, CanonicalForm.None, key)),
            ("transform `ageBand` needs the day of the request", () => age.Create(Cells.Spec("ageBand"), FieldType.Date, CanonicalForm.Text, null)),
            ("expected `fr` or `en`, got `de`", () => mask.Describe(Cells.Spec("mask"), "de")),
            ("expected null, true or false", () => new CellBuffer().Write(CellKind.Text)),
            ("expected text or a number", () => new CellBuffer().Write(CellKind.Null, "x"u8)),
        ];

        Assert.All(cases, one => Assert.StartsWith(one.Item1, Assert.ThrowsAny<ArgumentException>(one.Item2).Message, StringComparison.Ordinal));
        Assert.Throws<ArgumentNullException>("spec", () => mask.Check(null!, FieldType.Text));
        Assert.Throws<ArgumentNullException>("spec", () => mask.Describe(null!, "en"));
        Assert.Throws<ArgumentNullException>("spec", () => fake.LinkScopeOf(null!));
        Assert.Throws<ArgumentNullException>("text", () => TransformSpec.Parse(null!));
    }
}
