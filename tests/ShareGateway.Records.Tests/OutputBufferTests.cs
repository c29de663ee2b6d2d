using System.Text;
using ShareGateway.Records.Rewriting;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>What lies in the memory of an answer, and who has it.</summary>
public sealed class OutputBufferTests
{
    [Fact]
    public void A_head_is_written_with_zeros_behind_it()
    {
        byte[] head = [.. Enumerable.Range(1, OutputBuffer.HeadBytes).Select(i => (byte)i)];
        for (int length = 0; length <= head.Length; length++)
        {
            using var output = new OutputBuffer(4096);
            output.Room(256).Fill(0xFF);
            output.Write("x"u8);
            output.WriteHead(head, length);

            Assert.Equal([(byte)'x', .. head.AsSpan(0, length)], output.Written.ToArray());
            byte[] bytes = output.Detach().Array!;
            Assert.All(bytes.AsSpan(1 + length, head.Length - length).ToArray(), b => Assert.Equal(0, b));
        }
    }

    [Fact]
    public void Memory_is_handed_over_with_nothing_of_anybody_behind_what_counts()
    {
        using var output = new OutputBuffer(4096);
        output.Write("kept and withheld"u8);
        output.Truncate(4);
        var taken = output.Detach();

        Assert.Equal("kept", Encoding.ASCII.GetString(taken));
        Assert.All(taken.Array!.AsSpan(4, 100).ToArray(), b => Assert.Equal(0, b));
        Assert.Equal(0, output.Length);
        output.Write("anew"u8);
        Assert.Equal("anew", Encoding.ASCII.GetString(output.Written.Span));
        Assert.NotSame(taken.Array, output.Detach().Array);
        BodyMemory.Pool.Return(taken.Array!);
    }

    [Fact]
    public void A_long_chunk_is_no_measure_for_the_next()
    {
        using var output = new OutputBuffer(4096);
        output.Write(new byte[10 << 20]);
        Assert.InRange(output.Detach().Array!.Length, 10 << 20, 32 << 20);
        output.Write("x"u8);
        Assert.Equal(1 << 20, output.Detach().Array!.Length);
        output.Write(new byte[200_000]);
        Assert.Equal(1 << 18, output.Detach().Array!.Length);
        output.Write("x"u8);
        Assert.Equal(1 << 18, output.Detach().Array!.Length);
    }

    [Fact]
    public async Task Chunks_that_are_taken_are_those_that_would_have_been_copied()
    {
        string body = string.Join('\n', Enumerable.Range(0, 300).Select(i => $$"""{"id":"{{(i % 7 == 3 ? "no" : "p")}}","a":"value {{i}} of some length"}"""));
        var source = new RecordSource(RecordFormat.Ndjson);
        var options = new RewriteOptions { ChunkBytes = 500 };
        var expected = await Rewriting.RunAsync(body, Of("a"), source, RecordFormat.Ndjson, options);
        using var rewriter = new RecordRewriter(new PieceStream(Encoding.UTF8.GetBytes(body)), source, Of("a"), RecordFormat.Ndjson, new ListGate(), options, TimeProvider.System);
        var text = new StringBuilder();
        var chunks = new List<int>();
        while (await rewriter.ReadChunkAsync(TestContext.Current.CancellationToken))
        {
            var chunk = rewriter.TakeChunk();
            Assert.True(rewriter.Chunk.IsEmpty);
            text.Append(Encoding.UTF8.GetString(chunk));
            chunks.Add(rewriter.ChunkRecords);
            Assert.Equal(0, chunk.Offset);
            BodyMemory.Pool.Return(chunk.Array!, clearArray: true);
        }

        Assert.Equal(expected.Text, text.ToString());
        Assert.Equal(expected.Chunks, chunks);
        Assert.Equal(expected.Counts, rewriter.Counts);
    }
}
