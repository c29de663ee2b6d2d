using System.Text;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>The answer does not depend on where the network cut the input.</summary>
public sealed class EveryCutTests
{
    private const string First = """{ "id":"p", "a":"v\u00e9\ud83d\ude00\"é😀", "n":-12.50e+1, "b":{"c":true,"z":[1,{"q":null}]},"t":["x","y"] }""";
    private const string Second = """{"x":"withheld","id":"no","a":"SECRET"}""";
    private const string Third = """{"n":7,"t":[],"id":"q","zz":{"a":["]","}"]}}""";

    public static TheoryData<RecordFormat, string, string, RecordFormat> Bodies => new()
    {
        { RecordFormat.Json, "", $"\ufeff [ {First} ,{Second}, 5 , \"é\" ,{Third} ]\n ", RecordFormat.Json },
        { RecordFormat.Json, "/d/v", $$"""{"x":[1,"é\u0041"],"d":{"y":-1.5,"v":[{{First}},{{Second}},{{Third}}],"w":null},"u":false}""", RecordFormat.Ndjson },
        { RecordFormat.Ndjson, "", $"\ufeff{First}\r\n\n{Second}\n\r\n{Third}", RecordFormat.Ndjson },
        { RecordFormat.Ndjson, "", $"{First}\n{Second}\r\n{Third}\r\n", RecordFormat.Json },
        { RecordFormat.Csv, "", "\ufeffz,\"a\",id,b.c,n\r\n1,\"é,\"\"x\"\"\r\ny😀\",p,true,5\n2,SECRET,no,true,1\r\n,\"\",q,,", RecordFormat.Csv },
        { RecordFormat.Csv, "", "id,a,n\np,é,\"5\"\n\"no\",\"SECRET\r\n\",1\r\nq,=x,1.0\n", RecordFormat.Json },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Cut_in_two_anywhere_and_byte_by_byte(RecordFormat format, string recordsAt, string body, RecordFormat output)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        string[] fields = ["a", "n:Number", "b.c:Boolean", .. format is RecordFormat.Csv ? Array.Empty<string>() : ["t[]"]];
        var program = Of(fields);
        var source = new RecordSource(format, recordsAt);
        var whole = await Rewriting.RunAsync(new PieceStream(bytes), program, source, output);
        Assert.Equal(2, whole.Counts.Delivered);
        Assert.DoesNotContain("SECRET", whole.Text, StringComparison.Ordinal);

        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            var halves = await Rewriting.RunAsync(new PieceStream(bytes[..cut], bytes[cut..]), program, source, output);
            Assert.Equal(whole.Text, halves.Text);
            Assert.Equal(whole.Counts, halves.Counts);
        }

        foreach (int size in new[] { 1, 2, 3, 7 })
        {
            var drip = await Rewriting.RunAsync(PieceStream.InPiecesOf(size, bytes), program, source, output);
            Assert.Equal(whole.Text, drip.Text);
            Assert.Equal(whole.Counts, drip.Counts);
            Assert.Equal(whole.Unknown, drip.Unknown);
        }
    }

    [Theory]
    [InlineData(RecordFormat.Json)]
    [InlineData(RecordFormat.Ndjson)]
    [InlineData(RecordFormat.Csv)]
    public async Task Every_shorter_body_fails_or_ends_at_a_record(RecordFormat format)
    {
        string body = format switch
        {
            RecordFormat.Json => $"[{First},{Third}]",
            RecordFormat.Ndjson => $"{First}\n{Third}\n",
            _ => "id,a,n\r\np,1,2\r\nq,\"x\",3\r\n",
        };
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        var source = new RecordSource(format);
        int clean = 0;
        for (int length = 0; length < bytes.Length; length++)
        {
            try
            {
                await Rewriting.RunAsync(new PieceStream(bytes[..length]), Of("a"), source);
                clean++;
            }
            catch (RecordException e)
            {
                Assert.InRange(e.OffsetBytes, 0, length);
            }
        }

        // A cut JSON document never passes. Lines pass only where one is whole; CSV cannot tell that its last cell was cut.
        Assert.InRange(clean, 0, format switch { RecordFormat.Json => 0, RecordFormat.Ndjson => 4, _ => 13 });
    }
}
