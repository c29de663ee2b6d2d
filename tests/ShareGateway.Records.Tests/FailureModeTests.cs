using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>I5: a transform that cannot do its work never lets the original value through.</summary>
public sealed class FailureModeTests
{
    private static readonly string[] Misfits =
    [
        """{"id":"p","a":5}""", """{"id":"p","a":true}""", """{"id":"p","a":{}}""", """{"id":"p","a":{"secret":1}}""", """{"id":"p","a":["secret"]}""",
        """{"id":"p","a":"bad secret"}""",
    ];

    public static TheoryData<string> Records => [.. Misfits];

    [Theory]
    [MemberData(nameof(Records))]
    public async Task Null_delivers_null_and_counts(string record)
    {
        var rewriting = await Rewriting.RunAsync($"[{record}]", Of("a:Text:tag:Null"));

        Assert.Equal("""{"a":null}""", rewriting.Text);
        Assert.Equal(new RecordCounts(1, 0, 0, 0, 1), rewriting.Counts);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public async Task DropRecord_withholds_the_record(string record)
    {
        var rewriting = await Rewriting.RunAsync($$"""[{{record}},{"id":"q","a":"x"}]""", Of("a:Text:tag:DropRecord"));

        Assert.Equal("""{"a":"t(x)"}""", rewriting.Text);
        Assert.Equal(new RecordCounts(1, 0, 0, 1, 0), rewriting.Counts);
        Assert.Equal(["customer:q"], rewriting.Gate.Told);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public async Task FailRequest_fails_at_the_record_without_saying_what_it_holds(string record)
    {
        var failure = await Rewriting.FailAsync($$"""[{"id":"q"}, {{record}}]""", Of("a:Text:tag:FailRequest"));

        Assert.Equal(RecordFault.FieldUnfit, failure.Fault);
        Assert.Equal(13, failure.OffsetBytes);
        Assert.Equal("upstream body broke `FieldUnfit` at byte 13", failure.Message);
        Assert.Null(failure.InnerException);
    }

    [Theory]
    [InlineData("FailRequest")]
    [InlineData("DropRecord")]
    public async Task A_failure_in_a_record_that_is_withheld_anyway_does_not_show_I3(string mode)
    {
        var rewriting = await Rewriting.RunAsync("""[{"a":5,"id":"no"},{"a":5},{"id":"p"}]""", Of($"a:Text:reveal:{mode}"));

        Assert.Equal("{}", rewriting.Text);
        Assert.Equal(new RecordCounts(1, 1, 0, 1, 0), rewriting.Counts);
    }

    [Theory]
    [InlineData("Text", "1")]
    [InlineData("Text", "true")]
    [InlineData("Integer", "1.0")]
    [InlineData("Integer", "1e2")]
    [InlineData("Integer", "\"1\"")]
    [InlineData("Number", "\"1\"")]
    [InlineData("Boolean", "\"true\"")]
    [InlineData("Boolean", "0")]
    [InlineData("Date", "\"2026-02-30\"")]
    [InlineData("Timestamp", "\"2026-02-03\"")]
    [InlineData("Unknown", "\"x\"")]
    [InlineData("Unknown", "null")]
    public async Task A_revealed_value_must_be_of_its_type(string type, string value)
    {
        var rewriting = await Rewriting.RunAsync($$"""[{"id":"p","a":{{value}}}]""", Of($"a:{type}"));

        Assert.Equal("""{"a":null}""", rewriting.Text);
        Assert.Equal(1, rewriting.Counts.CellsNulled);
    }

    [Theory]
    [InlineData("""{"id":"p","b":"x"}""", 2)]
    [InlineData("""{"id":"p","b":[{"c":"x"}]}""", 2)]
    [InlineData("""{"id":"p","l":{"s":"x"}}""", 1)]
    [InlineData("""{"id":"p","l":7}""", 1)]
    [InlineData("""{"id":"p","l":["x",["y"]]}""", 2)]
    public async Task A_container_that_is_none_leaves_nothing_behind(string record, int nulled)
    {
        var rewriting = await Rewriting.RunAsync($"[{record}]", Of("b.c", "b.d", "l[].s"));

        Assert.Equal("{}", rewriting.Text);
        Assert.Equal(nulled, rewriting.Counts.CellsNulled);
    }

    [Fact]
    public async Task The_strictest_field_below_decides_about_a_container_that_is_none()
    {
        var rewriting = await Rewriting.RunAsync("""[{"id":"p","b":5}]""", Of("b.c", "b.d:Text:reveal:DropRecord"));
        Assert.Equal(1, rewriting.Counts.WithheldUnreadable);

        var failure = await Rewriting.FailAsync("""[{"id":"p","b":5}]""", Of("b.c", "b.d:Text:reveal:DropRecord", "b.e.f:Text:reveal:FailRequest"));
        Assert.Equal(RecordFault.FieldUnfit, failure.Fault);

        var known = await Rewriting.RunAsync("""[{"id":"p","b":5}]""", Of("b.c:Text:drop:FailRequest"));
        Assert.Equal("{}", known.Text);
    }

    [Fact]
    public async Task One_bad_element_does_not_touch_its_neighbours()
    {
        var rewriting = await Rewriting.RunAsync("""[{"id":"p","t":["a",5,"b",{"x":["y"]},["z"]]}]""", Of("t[]"));

        Assert.Equal("""{"t":["a",null,"b",null,null]}""", rewriting.Text);
        Assert.Equal(3, rewriting.Counts.CellsNulled);
    }
}
