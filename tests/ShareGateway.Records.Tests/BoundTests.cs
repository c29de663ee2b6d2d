using System.Text;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>I14: memory is bounded by settings, whatever the body's size.</summary>
public sealed class BoundTests
{
    private static readonly RewriteOptions Small = new() { MaxRecordBytes = 1024, ChunkBytes = 64 };

    [Theory]
    [InlineData(RecordFormat.Json, 1024, true)]
    [InlineData(RecordFormat.Json, 1025, false)]
    [InlineData(RecordFormat.Ndjson, 1024, true)]
    [InlineData(RecordFormat.Ndjson, 1025, false)]
    [InlineData(RecordFormat.Csv, 1024, true)]
    [InlineData(RecordFormat.Csv, 1025, false)]
    public async Task A_record_has_a_greatest_length_wherever_it_is_cut(RecordFormat format, int bytes, bool passes)
    {
        string frame = format is RecordFormat.Csv ? "p," : """{"id":"p","a":""}""";
        string text = new('x', bytes - frame.Length);
        string record = format is RecordFormat.Csv ? frame + text : frame.Replace("\"\"", $"\"{text}\"", StringComparison.Ordinal);
        foreach (string end in new[] { "\n", "\r\n" })
        {
            string body = format switch
            {
                RecordFormat.Json => $"[{end}{record}{end},{record}]",
                RecordFormat.Ndjson => $"{record}{end}{record}{end}",
                _ => $"id,a{end}{record}{end}{record}{end}",
            };
            var source = new RecordSource(format);
            if (!passes)
            {
                Assert.Equal(RecordFault.TooLarge, (await Rewriting.FailAsync(body, Of("a"), source, RecordFormat.Ndjson, Small)).Fault);
                continue;
            }

            var whole = await Rewriting.RunAsync(body, Of("a"), source, RecordFormat.Ndjson, Small);
            var drip = await Rewriting.RunAsync(
                PieceStream.InPiecesOf(1, Encoding.UTF8.GetBytes(body)), Of("a"), source, RecordFormat.Ndjson, Small);
            Assert.Equal(2, whole.Counts.Delivered);
            Assert.Equal(whole.Text, drip.Text);
        }
    }

    [Theory]
    [InlineData("""{"z":"*","value":[]}""")]
    [InlineData("""{"*":1,"value":[]}""")]
    [InlineData("""{"z":[1,"*"],"value":[]}""")]
    [InlineData("""{"value":[],"z":"*"}""")]
    [InlineData("""{"value":["*"]}""")]
    [InlineData("""{"value":[{"id":"p","z":"*"}]}""")]
    [InlineData("""{"value":[[1,2,"*"]]}""")]
    public async Task A_token_that_never_ends_is_not_waited_for(string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body.Replace("*", new string('x', 300_000), StringComparison.Ordinal));
        var source = new RecordSource(RecordFormat.Json, "/value");

        foreach (int size in new[] { bytes.Length, 5000, 64 })
        {
            var failure = await Assert.ThrowsAsync<RecordException>(
                () => Rewriting.RunAsync(PieceStream.InPiecesOf(size, bytes), Of("a"), source, options: Small));
            Assert.Equal(RecordFault.TooLarge, failure.Fault);
        }
    }

    [Theory]
    [InlineData(RecordFormat.Ndjson, "x")]
    [InlineData(RecordFormat.Csv, "x")]
    [InlineData(RecordFormat.Csv, "id,a\np,\"x\n")]
    public async Task A_line_that_never_ends_is_not_waited_for(RecordFormat format, string start)
    {
        byte[] body = Encoding.UTF8.GetBytes(start + new string('x', 300_000));

        var failure = await Assert.ThrowsAsync<RecordException>(
            () => Rewriting.RunAsync(PieceStream.InPiecesOf(4096, body), Of("a"), new RecordSource(format), options: Small));
        Assert.Equal(RecordFault.TooLarge, failure.Fault);
    }

    [Fact]
    public async Task An_envelope_may_be_longer_than_any_record()
    {
        string beside = string.Join(',', Enumerable.Repeat("""{"x":[1,2,3],"y":"zzzzzzzzzz"}""", 20_000));
        string body = $$"""{"z":[{{beside}}],"value":[{"id":"p","a":"1"}],"w":[{{beside}}]}""";

        var rewriting = await Rewriting.RunAsync(
            PieceStream.InPiecesOf(1000, Encoding.UTF8.GetBytes(body)), Of("a"), new RecordSource(RecordFormat.Json, "/value"), options: Small);

        Assert.Equal("""{"a":"1"}""", rewriting.Text);
    }

    [Fact]
    public async Task Many_members_of_one_object_take_no_quadratic_time()
    {
        string members = string.Join(',', Enumerable.Range(0, 60_000).Select(i => $"\"m{i}\":{i}"));

        var rewriting = await Rewriting.RunAsync($$"""[{"id":"p",{{members}}}]""", Of());
        Assert.Equal("{}", rewriting.Text);

        var failure = await Rewriting.FailAsync(
            $$"""[{"id":"p",{{members}},"m7":1}]""", Of());
        Assert.Equal(RecordFault.DuplicateName, failure.Fault);
    }
}
