using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Tiles;

namespace ShareGateway.Reports.Reading;

/// <summary>Proofs that entries are in the log that a checkpoint states, made from the log's tiles and checked before they are handed out.</summary>
internal sealed class LogProofs(RegisterReader reader)
{
    private readonly FolderTiles _tiles = new(reader.Log);

    /// <summary>The proof of an entry whose bytes are these: <c>c2sp.org/tlog-proof@v1</c>, which holds the checkpoint too.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what the log holds there.</exception>
    /// <exception cref="IOException">A tile cannot be read.</exception>
    public string Of(ulong entry, ReadOnlySpan<byte> stored)
    {
        var proof = LogProof.Make(entry, _tiles, reader.Anchor.Checkpoint, reader.Anchor.Note);
        return proof.Holds(reader.Anchor.Key, MerkleProofs.LeafHash(stored), out string problem)
            ? proof.ToString()
            : throw new InvalidDataException($"entry {entry} of the register is not the one in the log: {problem}");
    }
}
