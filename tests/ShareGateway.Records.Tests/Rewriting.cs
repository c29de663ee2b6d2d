using System.Text;

namespace ShareGateway.Records.Tests;

/// <summary>Runs a whole body through a rewriter.</summary>
internal sealed record Rewriting(string Text, RecordCounts Counts, ListGate Gate, IReadOnlyCollection<string> Unknown, long? NextRecord, List<int> Chunks)
{
    public static async Task<Rewriting> RunAsync(
        Stream body, RecordProgram program, RecordSource? source = null, RecordFormat output = RecordFormat.Json, RewriteOptions? options = null)
    {
        var gate = new ListGate();
        var text = new MemoryStream();
        var chunks = new List<int>();
        source ??= new RecordSource(RecordFormat.Json);
        using var rewriter = new RecordRewriter(body, source, program, output, gate, options ?? new RewriteOptions(), TimeProvider.System);
        while (await rewriter.ReadChunkAsync(CancellationToken.None))
        {
            Assert.False(rewriter.Chunk.IsEmpty);
            text.Write(rewriter.Chunk.Span);
            chunks.Add(rewriter.ChunkRecords);
        }

        return new(Encoding.UTF8.GetString(text.ToArray()), rewriter.Counts, gate, rewriter.UnknownFields, rewriter.NextRecord, chunks);
    }

    public static Task<Rewriting> RunAsync(
        string body, RecordProgram program, RecordSource? source = null, RecordFormat output = RecordFormat.Json, RewriteOptions? options = null) =>
        RunAsync(new PieceStream(Encoding.UTF8.GetBytes(body)), program, source, output, options);

    public static async Task<RecordException> FailAsync(
        byte[] body, RecordProgram program, RecordSource? source = null, RecordFormat output = RecordFormat.Json, RewriteOptions? options = null)
    {
        var whole = await Assert.ThrowsAsync<RecordException>(() => RunAsync(new PieceStream(body), program, source, output, options));
        var drip = await Assert.ThrowsAsync<RecordException>(() => RunAsync(PieceStream.InPiecesOf(1, body), program, source, output, options));
        Assert.Equal(whole.Fault, drip.Fault);
        return whole;
    }

    public static Task<RecordException> FailAsync(
        string body, RecordProgram program, RecordSource? source = null, RecordFormat output = RecordFormat.Json, RewriteOptions? options = null) =>
        FailAsync(Encoding.UTF8.GetBytes(body), program, source, output, options);
}
