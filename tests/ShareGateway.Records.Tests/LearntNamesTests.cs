using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>Names are learnt and predicted to be fast; none of it may ever show.</summary>
public sealed class LearntNamesTests
{
    private static readonly string Long = new('k', 90); // longer than a block, and than what is learnt

    public static TheoryData<string> Twins =>
    [
        Members(70) + ",\"m69\":1", // neither is learnt any more
        Members(70) + ",\"m3\":1", // the first is
        Members(70) + ",\"\\u006d69\":1",
        $"\"{Long}\":1,\"{Long}\":2",
        $"\"z\":{{{Members(70)},\"m69\":1}}",
        $"\"z\":[[{{{Members(3)},\"m1\":1}}]]",
        "\"\":1,\"\":2",
        "\"f3\":1,\"\\u00663\":2",
        "\"f99\":1,\"f99\":2",
    ];

    [Theory]
    [MemberData(nameof(Twins))]
    public async Task Twins_are_found_whatever_was_learnt_before(string members)
    {
        // A hundred fields: more than there are bits.
        var program = Of([.. Enumerable.Range(0, 100).Select(i => $"f{i}:Integer")]);
        string sound = $$"""{"id":"p",{{Members(100)}},"z":{ {{Members(70)}} } }""";

        foreach (string before in new[] { "", sound + ",", $$"""{"id":"p","f99":5,"f0":1},{"f0":1,"id":"p","f99":2},""" })
        {
            Assert.Equal(RecordFault.DuplicateName, (await Rewriting.FailAsync($$"""[{{before}}{"id":"p",{{members}}}]""", program)).Fault);
        }

        Assert.Equal("{},{},{}", (await Rewriting.RunAsync($"[{sound},{sound},{sound}]", program)).Text);
    }

    [Fact]
    public async Task Objects_of_more_kinds_than_are_learnt_are_checked_too()
    {
        string kinds = string.Join(',', Enumerable.Range(0, 60).Select(i => $"\"k{i}\":{{\"a\":{{\"b\":{{\"c\":{{\"d\":{{\"e\":{{}}}}}}}}}}}}"));

        Assert.Equal("{}", (await Rewriting.RunAsync($$"""[{"id":"p",{{kinds}}}]""", Of())).Text);
        Assert.Equal(RecordFault.DuplicateName, (await Rewriting.FailAsync($$"""[{"id":"p",{{kinds}},"last":{"x":{"y":{"z":1,"z":2} } } }]""", Of())).Fault);
    }

    [Theory]
    [InlineData("""{"id":"p","a":"1","b":"2"}""", """{"a":"1","b":"2"}""")]
    [InlineData("""{"b":"2","a":"1","id":"p"}""", """{"b":"2","a":"1"}""")]
    [InlineData("""{"id":"p","a":"1","x":0,"b":"2"}""", """{"a":"1","b":"2"}""")]
    [InlineData("""{"id":"p","ab":"1","b":"2"}""", """{"b":"2"}""")]
    [InlineData("""{"id":"p", "a": "1" ,"b" :"2"}""", """{"a":"1","b":"2"}""")]
    [InlineData("""{"id":"p","a":"1","b":"\u0032"}""", """{"a":"1","b":"2"}""")]
    [InlineData("""{"id":"p","a":"1","b":2}""", """{"a":"1","b":null}""")]
    [InlineData("""{"id":"p"}""", "{}")]
    [InlineData("""{"id":"p","b":"é"}""", """{"b":"é"}""")]
    [InlineData("""{"id":"p","a":"0123456789012345678901234567890123456789","b":""}""", """{"a":"0123456789012345678901234567890123456789","b":""}""")]
    public async Task A_record_comes_out_the_same_whatever_its_neighbours_look_like(string record, string expected)
    {
        string[] others = ["""{"id":"q","a":"1","b":"2"}""", """{"b":"2","id":"q","z":{"a":1}}""", """{"a":"\u0031","id":"q"}"""];
        foreach (string other in others)
        {
            var rewriting = await Rewriting.RunAsync($"{other}\n{record}\n{other}\n{record}\n", Of("a", "b"), new RecordSource(RecordFormat.Ndjson), RecordFormat.Ndjson);

            string[] lines = rewriting.Text.Split('\n');
            Assert.Equal([expected, expected], [lines[1], lines[3]]);
        }
    }

    [Theory]
    [InlineData("customer_number_")]
    [InlineData("customer_number_in_the_shop_that_sold_the_goods_")]
    public async Task Names_that_differ_at_their_end_only_are_not_mistaken(string start)
    {
        string rest = new('z', 64); // names near a record's end are compared in another way
        string body = $$"""{"id":"p","{{start}}a":"1","{{rest}}":1}""" + "\n" + $$"""{"id":"p","{{start}}b":"SECRET","{{rest}}":1}""" + "\n";
        var rewriting = await Rewriting.RunAsync(body, Of(start + "a"), new RecordSource(RecordFormat.Ndjson), RecordFormat.Ndjson);

        Assert.Equal($$"""{"{{start}}a":"1"}""" + "\n{}\n", rewriting.Text);
    }

    [Theory]
    [InlineData(RecordFormat.Ndjson)]
    [InlineData(RecordFormat.Json)]
    public async Task A_name_that_looks_like_several_members_hides_none_of_them(RecordFormat format)
    {
        // Unescaped, the odd name is what stands between the quotes of two members. Somebody who says no is in the second.
        var program = With([ById, Subject("to", required: false)], [], "a", "b");
        string[] records =
        [
            """{"id":"p","a\":\"1\",\"to":"x","b":"2"}""", """{"id":"p","a":"1","to":"no","b":"2"}""", """{"id":"p","a":"1","to":"q","b":"2"}""",
            """{"id":"p","a":"1\",\"to","b":"2"}""", """{"id":"p","a":"1","b":"2","\\":3}""",
        ];
        string body = format is RecordFormat.Json ? $"[{string.Join(',', records)}]" : string.Join('\n', records);

        var rewriting = await Rewriting.RunAsync(body, program, new RecordSource(format), RecordFormat.Ndjson);

        Assert.Equal(
            """{"b":"2"}""" + "\n" + """{"a":"1","b":"2"}""" + "\n" + """{"a":"1\",\"to","b":"2"}""" + "\n" + """{"a":"1","b":"2"}""" + "\n",
            rewriting.Text);
        Assert.Equal(1, rewriting.Counts.WithheldByGate);
    }

    private static string Members(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $"\"m{i}\":{i}"));
}
