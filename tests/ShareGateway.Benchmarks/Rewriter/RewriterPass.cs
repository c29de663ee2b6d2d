using ShareGateway.Records;

namespace ShareGateway.Benchmarks.Rewriter;

/// <summary>Leads a whole body through a rewriter, everybody in it permitted.</summary>
internal static class RewriterPass
{
    /// <returns>Bytes of the answer.</returns>
    public static long Run(byte[] body, RecordSource source, RecordProgram program, RecordFormat output)
    {
        using var rewriter = new RecordRewriter(
            new MemoryStream(body), source, program, output, new OpenGate(), new RewriteOptions(), TimeProvider.System);
        long length = 0;
        while (rewriter.ReadChunkAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
            length += rewriter.Chunk.Length;
        }

        return length;
    }

    private sealed class OpenGate : PersonGate
    {
        public override void Judge(RecordBatch batch, Span<bool> admitted) => admitted.Fill(true);

        public override void Committed(RecordPeople people)
        {
        }
    }
}
