using System.Text;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

public sealed class FormatPairsTests
{
    [Theory]
    [InlineData(RecordFormat.Json, RecordFormat.Json)]
    [InlineData(RecordFormat.Json, RecordFormat.Ndjson)]
    [InlineData(RecordFormat.Json, RecordFormat.Csv)]
    [InlineData(RecordFormat.Ndjson, RecordFormat.Json)]
    [InlineData(RecordFormat.Ndjson, RecordFormat.Ndjson)]
    [InlineData(RecordFormat.Ndjson, RecordFormat.Csv)]
    [InlineData(RecordFormat.Csv, RecordFormat.Json)]
    [InlineData(RecordFormat.Csv, RecordFormat.Ndjson)]
    [InlineData(RecordFormat.Csv, RecordFormat.Csv)]
    public async Task Each_format_becomes_each(RecordFormat from, RecordFormat to)
    {
        string body = from switch
        {
            RecordFormat.Json => """[{"id":"p","a":"1"},{"id":"no","a":"9"},{"id":"q","a":"2"}]""",
            RecordFormat.Ndjson => "{\"id\":\"p\",\"a\":\"1\"}\n{\"id\":\"no\",\"a\":\"9\"}\n{\"id\":\"q\",\"a\":\"2\"}",
            _ => "id,a\np,1\nno,9\nq,2",
        };
        string expected = to switch
        {
            RecordFormat.Json => """{"value":[{"a":"1"},{"a":"2"}]""",
            RecordFormat.Ndjson => "{\"a\":\"1\"}\n{\"a\":\"2\"}\n",
            _ => "a\r\n1\r\n2\r\n",
        };
        var rewriting = await Rewriting.RunAsync(body, Of("a"), new RecordSource(from), to);

        Assert.Equal(expected, Envelope(RecordEnvelope.Start(to, Of("a"))) + rewriting.Text + Envelope(RecordEnvelope.End(to)));
    }

    [Fact]
    public void What_cannot_be_made_is_refused_before_a_byte_is_read()
    {
        Refused<NotSupportedException>(new RecordSource(RecordFormat.None), RecordFormat.Json, Of("a"));
        Refused<NotSupportedException>(new RecordSource(RecordFormat.Json), RecordFormat.None, Of("a"));
        Refused<NotSupportedException>(new RecordSource((RecordFormat)9), RecordFormat.Json, Of("a"));
        Refused<NotSupportedException>(new RecordSource(RecordFormat.Json), RecordFormat.Csv, Of("a", "t[]"));
        Refused<NotSupportedException>(new RecordSource(RecordFormat.Json), RecordFormat.Csv, Of("a:Text:drop"));
        Refused<NotSupportedException>(new RecordSource(RecordFormat.Csv), RecordFormat.Json, Of("l[].s"));
        Refused<NotSupportedException>(new RecordSource(RecordFormat.Csv), RecordFormat.Json, With([Subject("m[].id")], [], "a"));
        Refused<NotSupportedException>(new RecordSource(RecordFormat.Ndjson, "/value"), RecordFormat.Json, Of("a"));
        Refused<ArgumentException>(new RecordSource(RecordFormat.Json, "value"), RecordFormat.Json, Of("a"));
        Assert.Throws<NotSupportedException>(() => RecordEnvelope.Start(RecordFormat.None, Of("a")));
        Assert.Throws<NotSupportedException>(() => RecordEnvelope.Start(RecordFormat.Csv, Of("t[]")));
        Assert.Throws<NotSupportedException>(() => RecordEnvelope.Start(RecordFormat.Csv, Of()));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var good = new RewriteOptions();
        RewriteOptions[] bad =
        [
            good with { MaxRecordBytes = 1023 }, good with { MaxRecordBytes = (64 << 20) + 1 }, good with { MaxDepth = 0 }, good with { MaxDepth = 257 },
            good with { ChunkBytes = 0 }, good with { ChunkBytes = (16 << 20) + 1 }, good with { ChunkWait = TimeSpan.FromTicks(-1) },
            good with { SkipRecords = -1 }, good with { MaxDelivered = -1 }, good with { HeldBytes = -1 },
        ];

        foreach (var options in bad)
        {
            Refused<ArgumentOutOfRangeException>(new RecordSource(RecordFormat.Json), RecordFormat.Json, Of("a"), options);
        }
    }

    [Fact]
    public void Column_names_are_quoted_exactly()
    {
        var header = RecordEnvelope.Start(RecordFormat.Csv, Of("a,\"b", "=c", "d.e"));

        Assert.Equal("\"a,\"\"b\",=c,d.e\r\n", Envelope(header));
    }

    private static string Envelope(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static void Refused<T>(RecordSource source, RecordFormat output, RecordProgram program, RewriteOptions? options = null)
        where T : Exception =>
        Assert.Throws<T>(() => new RecordRewriter(
            Stream.Null, source, program, output, new ListGate(), options ?? new RewriteOptions(), TimeProvider.System));
}
