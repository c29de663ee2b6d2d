using System.Text;

namespace ShareGateway.Records.Tests;

/// <summary>What came of a body: the records that left and their counts, or the fault.</summary>
internal sealed record Outcome(string Text, RecordCounts Counts, RecordFault Fault)
{
    /// <summary>Runs the rewriter over a body that comes in pieces.</summary>
    public static Outcome Of(RecordProgram program, RecordFormat from, RecordFormat to, int chunkBytes, params byte[][] pieces)
    {
        var options = new RewriteOptions { ChunkBytes = chunkBytes };
        using var rewriter = new RecordRewriter(
            new PieceStream(pieces), new RecordSource(from), program, to, new ListGate(), options, TimeProvider.System);
        var text = new StringBuilder();
        try
        {
            while (rewriter.ReadChunkAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
            {
                text.Append(Encoding.UTF8.GetString(rewriter.Chunk.Span));
            }

            return new Outcome(text.ToString(), rewriter.Counts, RecordFault.None);
        }
        catch (RecordException e)
        {
            return new Outcome("", default, e.Fault);
        }
    }
}
