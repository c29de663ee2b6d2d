using System.Text;
using ShareGateway.Policy.Comparing;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Tests.Comparing;

public sealed class TransformOrderTests
{
    private static readonly string[] All =
    [
        "drop", "blank", "reveal", "mask", "mask keepFirst=0", "mask keepFirst=2", "mask keepLast=2", "mask keepFirst=2 keepLast=2", "mask keepFirst=2 char=x",
        "generalise to=year", "generalise to=month", "generalise band=10", "generalise band=20", "generalise band=25", "generalise keepFirst=1", "generalise keepFirst=3",
        "pseudonymise", "pseudonymise linkable=response", "pseudonymise linkable=agreement", "pseudonymise linkable=recipient",
    ];

    [Theory]
    [InlineData("mask", "reveal", "Looser")]
    [InlineData("pseudonymise linkable=recipient", "reveal", "Looser")]
    [InlineData("drop", "blank", "Looser")]
    [InlineData("drop", "pseudonymise", "Looser")]
    [InlineData("blank", "mask", "Looser")]
    [InlineData("blank", "generalise to=year", "Looser")]
    [InlineData("mask", "mask keepFirst=1", "Looser")]
    [InlineData("mask keepFirst=2", "mask keepFirst=2 keepLast=1", "Looser")]
    [InlineData("mask keepFirst=3 keepLast=1", "mask keepFirst=2 keepLast=2", "Neither")]
    [InlineData("mask keepFirst=2", "mask keepFirst=2 char=x", "Neither")]
    [InlineData("mask keepFirst=2", "mask keepFirst=3 char=x", "Looser")]
    [InlineData("generalise to=year", "generalise to=month", "Looser")]
    [InlineData("generalise band=20", "generalise band=10", "Looser")]
    [InlineData("generalise band=30", "generalise band=20", "Neither")]
    [InlineData("generalise band=9", "generalise band=10", "Neither")]
    [InlineData("generalise keepFirst=2", "generalise keepFirst=3", "Looser")]
    [InlineData("generalise keepFirst=2", "generalise to=year", "Neither")]
    [InlineData("generalise band=10", "generalise to=year", "Neither")]
    [InlineData("generalise keepFirst=2", "mask keepFirst=2", "Neither")]
    [InlineData("pseudonymise", "pseudonymise linkable=agreement", "Looser")]
    [InlineData("pseudonymise linkable=agreement", "pseudonymise linkable=recipient", "Looser")]
    [InlineData("mask keepFirst=2", "pseudonymise", "Neither")]
    [InlineData("blank", "constant value=x", "Neither")]
    [InlineData("typeName", "mask", "Looser")]
    [InlineData("drop", "constant value=x", "Looser")]
    [InlineData("generalise to=quarter", "generalise to=month", "Looser")]
    [InlineData("generalise to=year", "generalise to=hour", "Looser")]
    [InlineData("generalise to=isoWeek", "generalise to=day", "Looser")]
    [InlineData("generalise to=isoWeek", "generalise to=month", "Neither")]
    [InlineData("generalise to=year", "generalise to=isoWeek", "Neither")]
    [InlineData("generalise band=20", "generalise band=20 from=5", "Neither")]
    [InlineData("generalise band=20 from=5", "generalise band=10 from=5", "Looser")]
    [InlineData("generalise band=20 from=10", "generalise band=10", "Looser")]
    [InlineData("generalise bands=18,65", "generalise bands=18,30,65", "Looser")]
    [InlineData("generalise bands=18,65", "generalise bands=18,66", "Neither")]
    [InlineData("generalise bands=10,20", "generalise band=10", "Neither")]
    [InlineData("mask keepFirst=1 ignore=-", "mask keepFirst=2 ignore=-", "Looser")]
    [InlineData("mask keepFirst=1 ignore=-", "mask keepFirst=2", "Neither")]
    [InlineData("maskEmail keepLocal=0", "maskEmail", "Looser")]
    [InlineData("maskEmail domain=hide", "maskEmail keepLocal=2 domain=topLevel", "Looser")]
    [InlineData("maskEmail keepLocal=0", "maskEmail domain=hide", "Neither")]
    [InlineData("maskPhone country=hide", "maskPhone", "Looser")]
    [InlineData("maskPhone keepLast=3 country=hide", "maskPhone", "Neither")]
    [InlineData("maskCard", "maskCard keepFirst=6", "Looser")]
    [InlineData("maskNir", "maskNir keep=sexAndYear", "Looser")]
    [InlineData("topCode above=80", "topCode above=90", "Looser")]
    [InlineData("topCode above=80 below=18", "topCode above=80", "Looser")]
    [InlineData("topCode above=80", "topCode below=18", "Neither")]
    [InlineData("ageBand bands=18,65", "ageBand", "Looser")]
    [InlineData("geohash length=3", "geohash", "Looser")]
    [InlineData("truncateIp v4=16", "truncateIp", "Looser")]
    [InlineData("truncateIp v4=16 v6=56", "truncateIp", "Neither")]
    [InlineData("stripUrl", "stripUrl keep=path", "Looser")]
    [InlineData("tokenise", "tokenise linkable=recipient", "Looser")]
    [InlineData("tokenise", "pseudonymise linkable=agreement", "Neither")]
    [InlineData("pseudonymise", "pseudonymise form=uuid", "Neither")]
    [InlineData("fake kind=city", "fake kind=city linkable=agreement", "Looser")]
    [InlineData("fake kind=city", "fake kind=email linkable=agreement", "Neither")]
    [InlineData("shiftDate", "shiftDate days=60", "Neither")]
    [InlineData("noise spread=5", "noise spread=10", "Neither")]
    public void One_shows_more_than_the_other_or_they_have_no_order(string before, string after, string order)
    {
        var back = order == "Looser" ? ChangeOrder.Tighter : ChangeOrder.Neither;

        Assert.Equal(order, TransformOrder.Compare(Spec(before), Spec(after)).ToString());
        Assert.Equal(back, TransformOrder.Compare(Spec(after), Spec(before)));
    }

    [Theory]
    [InlineData("mask", "mask keepFirst=0 keepLast=0 char=*", true)]
    [InlineData("mask keepFirst=2", "mask keepFirst=02", true)]
    [InlineData("pseudonymise", "pseudonymise linkable=response", true)]
    [InlineData("pseudonymise", "pseudonymise form=base32", true)]
    [InlineData("mask", "mask minMasked=01", true)]
    [InlineData("maskEmail", "maskEmail keepLocal=1 domain=keep", true)]
    [InlineData("generalise band=10", "generalise band=10 from=0", true)]
    [InlineData("drop", null, true)]
    [InlineData("mask", "mask keepFirst=1", false)]
    [InlineData("blank", "drop", false)]
    [InlineData("reveal", null, false)]
    public void Two_ways_to_write_one_transform_are_no_change(string one, string? other, bool same) =>
        Assert.Equal(same, TransformOrder.Same(Spec(one), other is null ? null : Spec(other)));

    [Fact]
    public void The_order_is_transitive_and_has_drop_below_and_reveal_above_everything()
    {
        foreach (string a in All)
        {
            Assert.True(a == "drop" || TransformOrder.Compare(Spec("drop"), Spec(a)) == ChangeOrder.Looser, a);
            Assert.True(a == "reveal" || TransformOrder.Compare(Spec(a), Spec("reveal")) == ChangeOrder.Looser, a);
            foreach (string b in All)
            {
                Assert.All(All, c => Assert.True(!(IsBelow(a, b) && IsBelow(b, c)) || IsBelow(a, c), $"{a} < {b} < {c}"));
            }
        }
    }

    /// <summary>The meaning of the order, by the real transforms: whoever sees the looser form could work out the tighter one.</summary>
    [Theory]
    [InlineData(FieldType.Date, "generalise to=year", "generalise to=month")]
    [InlineData(FieldType.Integer, "generalise band=20", "generalise band=10")]
    [InlineData(FieldType.Integer, "generalise band=100", "generalise band=25")]
    [InlineData(FieldType.Text, "generalise keepFirst=1", "generalise keepFirst=3")]
    [InlineData(FieldType.Text, "mask", "mask keepFirst=2")]
    [InlineData(FieldType.Text, "mask keepLast=1", "mask keepFirst=2 keepLast=2")]
    [InlineData(FieldType.Text, "blank", "mask")]
    [InlineData(FieldType.Text, "mask keepLast=1", "reveal")]
    public void Values_that_look_alike_in_the_looser_form_look_alike_in_the_tighter_one(FieldType type, string tighter, string looser)
    {
        Assert.Equal(ChangeOrder.Tighter, TransformOrder.Compare(Spec(looser), Spec(tighter)));
        foreach (var alike in Values(type).GroupBy(value => Apply(looser, type, value), StringComparer.Ordinal))
        {
            Assert.Single(alike.Select(value => Apply(tighter, type, value)).Distinct(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Bands_that_do_not_divide_really_tell_more()
    {
        Assert.Equal(Apply("generalise band=30", FieldType.Integer, "25"), Apply("generalise band=30", FieldType.Integer, "15"));
        Assert.NotEqual(Apply("generalise band=20", FieldType.Integer, "25"), Apply("generalise band=20", FieldType.Integer, "15"));
        Assert.Equal(Apply("generalise band=20", FieldType.Integer, "25"), Apply("generalise band=20", FieldType.Integer, "35"));
        Assert.NotEqual(Apply("generalise band=30", FieldType.Integer, "25"), Apply("generalise band=30", FieldType.Integer, "35"));
    }

    private static bool IsBelow(string lower, string upper) => TransformOrder.Compare(Spec(lower), Spec(upper)) == ChangeOrder.Looser;

    // Texts longer than any of the masks keeps: shorter ones are the exception that the order's remarks tell.
    private static IEnumerable<string> Values(FieldType type) => type switch
    {
        FieldType.Date => from year in new[] { 1987, 1988 } from month in Enumerable.Range(1, 12) from day in new[] { 1, 28 } select $"{year}-{month:00}-{day:00}",
        FieldType.Integer => Enumerable.Range(-130, 260).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        _ => from a in "ab" from b in "ab" from c in "ab" from d in "ab" from e in "ab" from f in new[] { "", "a", "b" } select $"{a}{b}{c}{d}{e}{f}",
    };

    private static string Apply(string transform, FieldType type, string value)
    {
        var output = new CellBuffer();
        var spec = Spec(transform);
        var kind = type == FieldType.Integer ? CellKind.Number : CellKind.Text;
        Assert.True(TransformCatalogue.Find(spec.Name)!.Create(spec, type, CanonicalForm.None, key: null).TryApply(new Cell(kind, Encoding.UTF8.GetBytes(value)), output));
        return Encoding.UTF8.GetString(output.Bytes);
    }

    private static TransformSpec Spec(string text)
    {
        string[] parts = text.Split(' ');
        return SampleSets.Spec(parts[0], [.. parts[1..].Select(part => (part.Split('=')[0], part.Split('=')[1]))]);
    }
}
