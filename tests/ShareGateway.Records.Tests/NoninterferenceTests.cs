using System.Text;
using CsCheck;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>I2, I3 and the canary: what is withheld has no influence on one byte of the answer.</summary>
public sealed class NoninterferenceTests
{
    private const string Canary = "canary-7f3a";

    private static readonly RecordProgram Program = Of("a", "b.c", "l[].s", "t[]", "n:Number");

    private static readonly string[] Withheld =
    [
        $"\"z\":\"{Canary}\"", $"\"z\":{{\"a\":\"{Canary}\",\"b\":[{{\"c\":\"{Canary}\"}}]}}", $"\"A\":\"{Canary}\"", "\"z\":[]", "\"z\":null", $"\"{Canary}\":1",
        "\"z\":\"\\ud800\"", $"\"\\u007a\":\"{Canary}\\\"\"",
    ];

    private static readonly string[] WithheldRecords =
    [
        $$"""{"id":"no","a":"{{Canary}}","l":[{"s":"{{Canary}}"}],"t":["{{Canary}}"]}""", $$"""{"a":"{{Canary}}"}""", $"\"{Canary}\"", "[]", "null", "7",
        $$"""{"id":["p"],"a":"{{Canary}}"}""",
    ];

    [Theory]
    [InlineData("""{"id":"p"W,"a":"1"W1,"b":{"c":"2"W},"l":[{"s":"1"W},{"s":"2"}],"t":["1"]}""")]
    [InlineData("""{W2,"id":"p"W,"b":{W2},"l":[{W2}],"t":[]}""")]
    [InlineData("""{"l":[{W2},{"s":"2"W},{W2}],"id":"p"W}""")]
    public async Task Withheld_fields_have_no_influence_I3(string template)
    {
        string without = Fill(template, "");
        string expected = (await Rewriting.RunAsync($"[{without}]", Program)).Text;
        foreach (string field in Withheld)
        {
            var rewriting = await Rewriting.RunAsync($"[{Fill(template, field)}]", Program);
            Assert.Equal(expected, rewriting.Text);
        }
    }

    [Theory]
    [InlineData(RecordFormat.Json)]
    [InlineData(RecordFormat.Ndjson)]
    public void Withheld_records_have_no_influence_I3(RecordFormat output) =>
        Gen.Select(Documents.Record.Where(r => r != "5").Array[0, 4], Gen.Select(Gen.Int[0, 5], Documents.OneOf(WithheldRecords)).Array[0, 5]).Sample(
            (records, withheld) =>
            {
                var more = records.ToList();
                foreach (var (at, record) in withheld)
                {
                    more.Insert(Math.Min(at, more.Count), record);
                }

                string expected = Run(records, output);
                string text = Run(more, output);

                Assert.Equal(expected, text);
                Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
            },
            iter: 1000);

    private static string Fill(string template, string field)
    {
        bool none = field.Length == 0;
        string first = none ? "" : "\"w2\":" + field[(field.IndexOf("\":", StringComparison.Ordinal) + 2)..];
        return template
            .Replace("W2,", none ? "" : first + ",", StringComparison.Ordinal)
            .Replace("W2", first, StringComparison.Ordinal)
            .Replace("W1", none ? "" : ",\"w1\":1", StringComparison.Ordinal)
            .Replace("W", none ? "" : "," + field, StringComparison.Ordinal);
    }

    private static string Run(IEnumerable<string> records, RecordFormat output)
    {
        var stream = new PieceStream(Encoding.UTF8.GetBytes($"[{string.Join(',', records)}]"));
        return Rewriting.RunAsync(stream, Program, output: output).GetAwaiter().GetResult().Text;
    }
}
