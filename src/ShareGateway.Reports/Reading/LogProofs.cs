using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Reports.Reading;

/// <summary>Proofs that entries are in the log that a checkpoint states: made from the log's leaves, and checked before they are handed out.</summary>
internal sealed class LogProofs
{
    private readonly byte[] _leaves;
    private readonly byte[] _root;
    private readonly ulong _size;

    private LogProofs(byte[] leaves, byte[] root, ulong size) => (_leaves, _root, _size) = (leaves, root, size);

    /// <summary>Reads the leaves; null when entries were pruned from the log, so that they cannot be had from here.</summary>
    /// <exception cref="InvalidDataException">The log is not what the checkpoint states.</exception>
    public static LogProofs? Of(RegisterReader reader)
    {
        using var leaves = new MemoryStream();
        ulong next = 0;
        foreach (var segment in LogSegments.List(reader.Log).Where(segment => segment.FirstIndex < reader.CutOff))
        {
            if (segment.FirstIndex != next)
            {
                return null;
            }

            foreach (var stored in LogSegments.Read(reader.Log, segment with { }, reader.CutOff))
            {
                leaves.Write(MerkleProofs.LeafHash(stored.Bytes.Span));
                next++;
            }
        }

        byte[] root = reader.Anchor.Checkpoint.Root.ToArray();
        return next == reader.CutOff && MerkleProofs.Root(leaves.ToArray()).AsSpan().SequenceEqual(root)
            ? new LogProofs(leaves.ToArray(), root, next)
            : throw new InvalidDataException("the log's entries are not the ones that its checkpoint was signed over: `sharegateway audit verify` tells more");
    }

    /// <summary>The path of an entry whose bytes are these.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what the log holds there.</exception>
    public byte[] Of(ulong entry, ReadOnlySpan<byte> stored)
    {
        byte[] path = MerkleProofs.Inclusion(entry, _leaves);
        return MerkleProofs.Verify(entry, _size, MerkleProofs.LeafHash(stored), path, _root)
            ? path
            : throw new InvalidDataException($"entry {entry} of the register is not the one in the log");
    }
}
