using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>What of a record leaves.</summary>
public sealed class JsonFieldsTests
{
    [Theory]
    [InlineData("""{"id":"p","a":"1","x":"2"}""", """{"a":"1"}""")]
    [InlineData("""{"x":{"a":"1","b":{"c":"1"}},"id":"p"}""", "{}")]
    [InlineData("""{ "id" : "p" , "a" : "v\u00e9\n\"" }""", """{"a":"vé\n\""}""")]
    [InlineData("""{"id":"p","\u0061":"1"}""", """{"a":"1"}""")]
    [InlineData("""{"id":"p","A":"1","a ":"2"}""", "{}")]
    [InlineData("""{"id":"p","a":""}""", """{"a":""}""")]
    [InlineData("""{"id":"p","a":null}""", """{"a":null}""")]
    [InlineData("""{"id":"p","a":"\u0000\u001f/\/\ud83d\ude00\b\f"}""", """{"a":"\u0000\u001f//😀\u0008\u000c"}""")]
    [InlineData("""{"id":"p","b":{"c":"1","d":"2"}}""", """{"b":{"c":"1"}}""")]
    [InlineData("""{"id":"p","b":{"d":"2"}}""", "{}")]
    [InlineData("""{"id":"p","b":{}}""", "{}")]
    [InlineData("""{"id":"p","b":null}""", "{}")]
    [InlineData("""{"id":"p","b":{"c":null}}""", """{"b":{"c":null}}""")]
    [InlineData("""{"id":"p","l":[{"s":"1","t":"2"},{"t":"3"},{"s":"4"}]}""", """{"l":[{"s":"1"},{"s":"4"}]}""")]
    [InlineData("""{"id":"p","l":[]}""", "{}")]
    [InlineData("""{"id":"p","l":[{"t":"3"},null]}""", "{}")]
    [InlineData("""{"id":"p","t":["1",null,"2"]}""", """{"t":["1",null,"2"]}""")]
    [InlineData("""{"id":"p","t":[]}""", """{"t":[]}""")]
    [InlineData("""{"id":"p","m":[["1"],[],null,["2","3"]]}""", """{"m":[["1"],[],["2","3"]]}""")]
    [InlineData("""{"id":"p","m":[]}""", """{"m":[]}""")]
    [InlineData("""{"id":"p","t":["{","["],"b":{"c":"{"}}""", """{"t":["{","["],"b":{"c":"{"}}""")]
    public async Task Only_named_fields_leave_I2(string record, string expected)
    {
        var rewriting = await Rewriting.RunAsync($"[{record}]", Of("a", "b.c", "l[].s", "t[]", "m[][]"));

        Assert.Equal(expected, rewriting.Text);
        Assert.Equal(new RecordCounts(1, 0, 0, 0, 0), rewriting.Counts);
    }

    [Theory]
    [InlineData("n:Number", "-0.0", "-0.0")]
    [InlineData("n:Number", "1E+2", "1E+2")]
    [InlineData("n:Number", "12345678901234567890.123456789012345678901234567890", "12345678901234567890.123456789012345678901234567890")]
    [InlineData("n:Integer", "123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("n:Boolean", "true", "true")]
    [InlineData("n:Boolean", "false", "false")]
    [InlineData("n:Date", "\"2026-10-31\"", "\"2026-10-31\"")]
    [InlineData("n:Date", "\"2026\\u002d10-31\"", "\"2026-10-31\"")]
    public async Task Scalars_keep_their_text(string field, string value, string expected)
    {
        var rewriting = await Rewriting.RunAsync($$"""[{"n":{{value}},"id":"p"}]""", Of(field));

        Assert.Equal($$"""{"n":{{expected}}}""", rewriting.Text);
    }

    [Fact]
    public async Task Transforms_see_unescaped_text_and_null()
    {
        var rewriting = await Rewriting.RunAsync(
            """[{"id":"p","a":"\u0062\"","t":["x",null]},{"id":"p","a":null}]""", Of("a:Text:tag", "t[]:Text:tag"));

        Assert.Equal("""{"a":"t(b\")","t":["t(x)",null]},{"a":null}""", rewriting.Text);
    }

    [Fact]
    public async Task A_dropped_field_leaves_no_trace_and_is_no_unknown_one()
    {
        var rewriting = await Rewriting.RunAsync(
            """[{"id":"p","a":"1","b":{"c":5},"t":["1"]}]""", Of("a:Text:drop", "b.c:Text:drop:FailRequest", "t[]:Text:drop"));

        Assert.Equal("{}", rewriting.Text);
        Assert.Empty(rewriting.Unknown);
    }

    [Fact]
    public async Task A_program_without_fields_delivers_empty_objects() =>
        Assert.Equal("{},{}", (await Rewriting.RunAsync("""[{"id":"p"},{"id":"q","a":1}]""", Of())).Text);

    [Fact]
    public async Task Names_of_the_program_are_escaped_in_the_answer()
    {
        var rewriting = await Rewriting.RunAsync("""[{"id":"p","a\"\\é":"1"}]""", Of("a\"\\é"));

        Assert.Equal("""{"a\"\\é":"1"}""", rewriting.Text);
    }

    [Fact]
    public async Task The_id_leaves_only_if_a_field_names_it()
    {
        Assert.Equal("{}", (await Rewriting.RunAsync("""[{"id":"p"}]""", Of("a"))).Text);
        Assert.Equal("""{"id":"t(p)"}""", (await Rewriting.RunAsync("""[{"id":"p"}]""", Of("id:Text:tag"))).Text);
    }
}
