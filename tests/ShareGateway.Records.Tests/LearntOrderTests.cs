using System.Text;
using CsCheck;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>The order of members, and what stands between their values, is learnt from record to record; none of it may ever show.</summary>
public sealed class LearntOrderTests
{
    private static readonly string Long = new('k', 40); // longer than what is learnt

    private static readonly RecordProgram Program = With(
        [ById, Subject("who[].id", required: false)], [], "a", "h:Text:hide", "t:Text:tag", "n:Number", "i:Integer", "f:Boolean", "d:Date", "b.c", "b.e.g:Integer", "l[].v", Long);

    private static readonly string[] Records =
    [
        """{"id":"p","a":"1","h":"22","t":"3","n":4.5,"i":6,"f":true,"d":"2024-02-29","b":{"c":"x","e":{"g":7}},"x":"y"}""",
        """{"id":"p","a":"é","h":"ü","t":"ö","n":-4e1,"i":-6,"f":false,"d":"2023-02-29","b":{"c":"é","e":{"g":"7"}},"x":"ß"}""",
        """{"id":"p","a":null,"h":null,"t":null,"n":null,"i":null,"f":null,"d":null,"b":null,"x":null}""",
        """{"id":"p","a":1,"h":2,"t":3,"n":"4","i":6.0,"f":"true","d":7,"b":[1],"x":{"y":["z"]}}""",
        """{"id":"p","a":"\u0031","h":"\"","t":"\n","n":0,"i":0,"f":true,"d":"\u0032024-02-29","b":{"c":"\\","e":{"g":0}},"x":"\t"}""",
        """{"id":"p", "a": "1", "h": "22", "t": "3", "n": 4.5, "i": 6, "f": true, "d": "2024-02-29", "b": {"c": "x", "e": {"g": 7}}, "x": "y"}""",
        """{ "id":"p" ,  "a":  "1","h": "22" }""",
        """{"id":"p","a":  "1"}""",
        """{"a":"1","id":"p"}""",
        """{"id":"p"}""",
        """{"id":"p","a":"1","h":"22","zz":0,"t":"3"}""",
        """{"id":"no","a":"SECRET","h":"SECRET"}""",
        """{"id":null,"a":"SECRET","h":"SECRET"}""",
        """{"a":"SECRET"}""",
        """{}""",
        """{ }""",
        """5""",
        """{"who":[{"id":"q"},{"id":"r","x":1}],"id":"p","l":[{"v":"1"},{"v":"2","w":3},{"w":3},{}]}""",
        """{"id":"p","l":[{"v":"1"},{ "v":"2" },{"v":3}],"who":[{"id":null}]}""",
        $$"""{"id":"p","{{new string('k', 40)}}":"1","a":"2"}""",
        $$"""{"id":"p","{{new string('k', 39)}}x":"1","a":"2"}""",
        """{"\u0069d":"p","a":"1"}""",
        """{"id":"p","i":12345678901234567890,"n":123456789012345678901234.5e10,"a":"0123456789012345678901234567890123456789012345678901234567890123456789"}""",
        """{"id":"p","i":01,"a":"1"}""",
        """{"id":"p","i":1.,"a":"1"}""",
        """{"id":"p","i":1x,"a":"1"}""",
        """{"id":"p","f":truex,"a":"1"}""",
        """{"id":"p","a":"1","a":"2"}""",
        """{"id":"p","a":"1","h":"22","t":"3","id":"q"}""",
        """{"id":"p","a":"1","\u0061":"2"}""",
        """{"id":"p","a":"1",}""",
        """{"id":"p","a":"1" "h":"22"}""",
        """{"id":"p","a":"1"}}""",
        """{"id":"p","a":}""",
        """{"id":"p","a":"1","h"}""",
    ];

    [Fact]
    public async Task Members_leave_in_the_order_in_which_they_came_also_where_blanks_part_some_of_them()
    {
        const string Line = """{"id":"p","a":"1","n":4.5, "i":6,"f":true, "d":"2024-02-29"}""";
        var source = new RecordSource(RecordFormat.Ndjson);

        var rewriting = await Rewriting.RunAsync($"{Line}\n{Line}\n{Line}", Program, source, RecordFormat.Ndjson);

        const string Leaves = """{"a":"1","n":4.5,"i":6,"f":true,"d":"2024-02-29"}""" + "\n";
        Assert.Equal(Leaves + Leaves + Leaves, rewriting.Text);
    }

    [Fact]
    public void Two_kinds_of_records_by_turns_come_to_the_same_as_each_alone()
    {
        foreach (string first in Records)
        {
            foreach (string second in Records)
            {
                Check([first, second, first, second, second, first]);
                Check([first, first, first, second, first, second, second, second, second, first]);
            }
        }
    }

    [Fact]
    public void All_kinds_in_any_order_come_to_the_same_as_by_the_slow_reference() =>
        Gen.Int[0, 23].Array[1, 60].Sample(order => Check([.. order.Select(i => Records[i])]), iter: 2000, seed: "0N0XIzNsQ0O2");

    [Theory]
    [InlineData("""{"id":"p","a":"1","h":"22"}""")]
    [InlineData("""{"id": "p", "a": "1", "h": "22", "i": 6}""")]
    [InlineData("{\"id\"\t:\t\"p\" , \"a\" :  \"1\"  ,\t\"i\" :  6 }")]
    public void What_was_learnt_of_half_a_record_is_not_believed(string record)
    {
        byte[] body = Encoding.UTF8.GetBytes($"[{record},{record},{record}]");
        var expected = NaiveBody.Run(Program, body, RecordFormat.Json, RecordFormat.Json);
        Assert.Equal(RecordFault.None, expected.Fault);
        for (int cut = 0; cut <= body.Length; cut++)
        {
            Assert.Equal(expected, Outcome.Of(Program, RecordFormat.Json, RecordFormat.Json, 1 << 20, body[..cut], body[cut..]));
        }
    }

    private static void Check(string[] records)
    {
        foreach (bool isPadded in new[] { false, true })
        {
            Check(RecordFormat.Ndjson, Steady.Body(RecordFormat.Ndjson, records, isPadded));
            Check(RecordFormat.Json, Steady.Body(RecordFormat.Json, records, isPadded));
        }
    }

    private static void Check(RecordFormat format, string text)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        var expected = NaiveBody.Run(Program, body, format, RecordFormat.Json);
        var actual = Outcome.Of(Program, format, RecordFormat.Json, 1 << 20, body);
        Assert.True(expected == actual, $"{format}: `{text}`\nexpected {expected}\nbut was {actual}");
    }
}
