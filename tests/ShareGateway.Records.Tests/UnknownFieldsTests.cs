using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

public sealed class UnknownFieldsTests
{
    [Theory]
    [InlineData("""{"id":"p","a":1,"new":{"x":"SECRET"},"b":{"c":"","d":1},"l":[{"s":"","u":2},{"u":3}]}""", "b.d l[].u new")]
    [InlineData("""{"id":"no","home-page_2":1}""", "home-page_2")]
    [InlineData("""{"ann@shop.example":1,"0612345678":2,"jean.dupont":3,"C12345":4,"é":5,"":6,"x\ny":7,"<b>":8,"2nd":9}""", "?")]
    [InlineData("""{"b":{"ann@shop.example":1}}""", "b.?")]
    [InlineData("""{"\u006eew":1}""", "new")]
    public async Task Names_are_collected_and_what_may_be_a_value_is_not(string record, string unknown)
    {
        var rewriting = await Rewriting.RunAsync($"[{record},{record}]", With([ById], [Row("r", "")], "a", "b.c", "l[].s"));

        Assert.Equal(unknown, string.Join(' ', rewriting.Unknown.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task There_is_a_bound_on_their_number_and_length()
    {
        string names = string.Join(',', Enumerable.Range(0, 200).Select(i => $"\"{new string((char)('a' + (i % 26)), 1 + (i / 26))}\":1"));
        var many = await Rewriting.RunAsync($"[{{{names}}}]", Of());
        var deep = await Rewriting.RunAsync(
            $$$"""[{"{{{new string('k', 60)}}}":{"xyz":1,"wxyz":1},"{{{new string('l', 64)}}}":{"x":1},"{{{new string('m', 65)}}}":1,"é":{"x":1}}]""",
            Of($"{new string('k', 60)}.a", $"{new string('l', 64)}.a", "é.a"));

        Assert.Equal(64, many.Unknown.Count);
        Assert.Equal($"? ?.x {new string('k', 60)}.? {new string('k', 60)}.xyz", string.Join(' ', deep.Unknown.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Columns_count_too()
    {
        var rewriting = await Rewriting.RunAsync("id,a,extra,ann@shop.example\n", Of("a"), new RecordSource(RecordFormat.Csv), RecordFormat.Csv);

        Assert.Equal("? extra", string.Join(' ', rewriting.Unknown.Order(StringComparer.Ordinal)));
    }
}
