using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

public sealed class JsonEnvelopeTests
{
    private const string Record = """{"id":"p","a":"1"}""";

    [Theory]
    [InlineData("", "[R]")]
    [InlineData("", "\ufeff [ R ] \r\n\t ")]
    [InlineData("/value", """{"value":[R]}""")]
    [InlineData("/value", """{"next":"x","n":1.5,"value":[R],"z":{"value":[R]},"value2":[R]}""")]
    [InlineData("/value", """{"z":{"value":[R],"y":[[{}]]},"t":true,"value":[R]}""")]
    [InlineData("/value", """{"z":1,"z":2,"value":[R]}""")]
    [InlineData("/value", """{"v\u0061lue":[R]}""")]
    [InlineData("/data/records", """{"records":[R],"data":{"x":[],"records":[R],"y":{}},"more":[]}""")]
    [InlineData("/a~1b/m~0n", """{"a/b":{"m~n":[R]}}""")]
    [InlineData("/", """{"":[R]}""")]
    [InlineData("/1", """[[],[R],[R]]""")]
    [InlineData("/1", """{"0":[],"1":[R]}""")]
    [InlineData("/results/0/rows", """{"results":[{"rows":[R]},{"rows":[R]}]}""")]
    [InlineData("/value", """{"z":"\ud800","value":[R]}""")]
    public async Task Only_records_at_the_declared_place_are_read(string recordsAt, string body)
    {
        var rewriting = await Rewriting.RunAsync(
            body.Replace("R", Record, StringComparison.Ordinal), Of("a"), new RecordSource(RecordFormat.Json, recordsAt));

        Assert.Equal("""{"a":"1"}""", rewriting.Text);
        Assert.Equal(1, rewriting.Counts.Read);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task An_empty_array_is_a_clean_end(string between)
    {
        var rewriting = await Rewriting.RunAsync($"[{between}]", Of("a"));

        Assert.Equal("", rewriting.Text);
        Assert.Empty(rewriting.Chunks);
    }

    [Theory]
    [InlineData("value")]
    [InlineData("/a~")]
    [InlineData("/a~2b")]
    [InlineData("#/value")]
    public void What_is_no_pointer_is_refused_before_a_byte_is_read(string recordsAt) =>
        Assert.Throws<ArgumentException>(() => Json.JsonPointer.Parse(recordsAt));

    [Theory]
    [InlineData("", 64, true)]
    [InlineData("", 65, false)]
    [InlineData("/data/records", 64, true)]
    [InlineData("/data/records", 65, false)]
    public async Task The_depth_of_a_record_is_counted_from_its_own_brace(string recordsAt, int depth, bool passes)
    {
        string record = $$"""{"id":"p","z":{{new string('[', depth - 1)}}{{new string(']', depth - 1)}}}""";
        string body = recordsAt.Length == 0 ? $"[{record}]" : $$$"""{"data":{"records":[{{{record}}}]}}""";
        var source = new RecordSource(RecordFormat.Json, recordsAt);
        var line = new RecordSource(RecordFormat.Ndjson);

        if (passes)
        {
            Assert.Equal("{}", (await Rewriting.RunAsync(body, Of(), source)).Text);
            Assert.Equal("{}", (await Rewriting.RunAsync(record, Of(), line)).Text);
        }
        else
        {
            Assert.Equal(RecordFault.Malformed, (await Rewriting.FailAsync(body, Of(), source)).Fault);
            Assert.Equal(RecordFault.Malformed, (await Rewriting.FailAsync(record, Of(), line)).Fault);
        }
    }
}
