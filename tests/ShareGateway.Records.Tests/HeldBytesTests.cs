using System.Text;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>An answer made of several bodies is cut into chunks as if it came from one: their ends must not show (I3).</summary>
public sealed class HeldBytesTests
{
    private const int ChunkBytes = 100;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    public async Task Chunks_end_by_their_length_however_many_bodies_there_are(int records)
    {
        string[] all = [.. Enumerable.Range(0, 40).Select(i => $$"""{"id":"p","a":"{{new string('x', i % 13)}}"}""")];
        var whole = await ChunksAsync([[.. all]]);
        var parts = await ChunksAsync([.. all.Chunk(records)]);
        var withOthers = await ChunksAsync([.. all.Chunk(records).Select(part => part.SelectMany(record => new[] { """{"id":"no","a":"zzzzzzzzzz"}""", record }).Append("""{"id":"no"}""").ToArray())]);

        Assert.Equal(whole, parts);
        Assert.Equal(whole, withOthers);
        Assert.True(whole.Count > 5);
    }

    /// <summary>What the caller would send: a chunk that its body ended is held for what the next body brings.</summary>
    private static async Task<List<string>> ChunksAsync(string[][] bodies)
    {
        var chunks = new List<string>();
        string held = "";
        foreach (var body in bodies)
        {
            var options = new RewriteOptions { ChunkBytes = ChunkBytes, HeldBytes = held.Length, ChunkWait = TimeSpan.FromHours(1) };
            using var rewriter = new RecordRewriter(
                new PieceStream(Encoding.UTF8.GetBytes(string.Join('\n', body))), new RecordSource(RecordFormat.Ndjson), Of("a"), RecordFormat.Ndjson, new ListGate(), options, TimeProvider.System);
            while (await rewriter.ReadChunkAsync(CancellationToken.None))
            {
                held += Encoding.UTF8.GetString(rewriter.Chunk.Span);
                Assert.True(rewriter.IsAtEnd || held.Length >= ChunkBytes);
                if (held.Length >= ChunkBytes)
                {
                    chunks.Add(held);
                    held = "";
                }
            }

            Assert.True(rewriter.IsAtEnd);
        }

        chunks.Add(held);
        return chunks;
    }
}
