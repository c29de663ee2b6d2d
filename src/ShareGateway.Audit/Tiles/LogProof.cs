using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Tiles;

/// <summary>Proves to anybody who has the log's key that an entry is in the log, without the log: <c>c2sp.org/tlog-proof@v1</c>.</summary>
/// <param name="Index">Position of the entry.</param>
/// <param name="Path">Hashes of 32 bytes back to back, the sibling nearest the entry first.</param>
/// <param name="Note">The signed checkpoint, perhaps with cosignatures.</param>
public sealed record LogProof(ulong Index, ReadOnlyMemory<byte> Path, string Note)
{
    private const string Head = "c2sp.org/tlog-proof@v1";
    private const int MaxText = 32_768;

    /// <summary>Makes a proof.</summary>
    /// <param name="index">The entry; below the checkpoint's size.</param>
    /// <param name="tiles">The log's tiles.</param>
    /// <param name="checkpoint">What the note states.</param>
    /// <param name="note">The signed checkpoint.</param>
    /// <exception cref="ArgumentOutOfRangeException">The checkpoint does not cover the entry.</exception>
    /// <exception cref="IOException">A tile cannot be read.</exception>
    public static LogProof Make(ulong index, ITileSource tiles, Checkpoint checkpoint, string note)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return new LogProof(index, new TileProofs(tiles, checkpoint.Size).Inclusion(index), note);
    }

    /// <summary>The text form.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Head).Append('\n').Append(CultureInfo.InvariantCulture, $"index {Index}\n");
        for (var rest = Path.Span; !rest.IsEmpty; rest = rest[MerkleProofs.HashBytes..])
        {
            text.Append(Convert.ToBase64String(rest[..MerkleProofs.HashBytes])).Append('\n');
        }

        return text.Append('\n').Append(Note).ToString();
    }

    /// <summary>Reads the text form. Proofs with extra data are of other logs, and refused.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LogProof? proof)
    {
        ArgumentNullException.ThrowIfNull(text);
        proof = null;
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        string[] lines = end < 0 || text.Length > MaxText ? [] : text[..end].Split('\n');
        if (lines.Length < 2 || lines[0] != Head || !lines[1].StartsWith("index ", StringComparison.Ordinal)
            || !ulong.TryParse(lines[1].AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out ulong index))
        {
            return false;
        }

        var path = new List<byte>();
        foreach (string line in lines.Skip(2))
        {
            if (!StrictBase64.TryDecode(line, out byte[] hash) || hash.Length != MerkleProofs.HashBytes)
            {
                return false;
            }

            path.AddRange(hash);
        }

        proof = new LogProof(index, path.ToArray(), text[(end + 2)..]);
        return proof.ToString() == text; // one spelling for one proof
    }

    /// <summary>Tells whether the proof holds.</summary>
    /// <param name="key">Key of the log, from a source that its operator cannot change.</param>
    /// <param name="leafHash">32 bytes: <see cref="MerkleProofs.LeafHash"/> of the entry.</param>
    /// <param name="problem">Why it does not hold; empty when it does.</param>
    public bool Holds(VerifierKey key, ReadOnlySpan<byte> leafHash, out string problem)
    {
        problem = "expected a signed checkpoint behind the path";
        if (!SignedNote.TryParse(Note, out var note) || !Checkpoint.TryOpen(note, key, out var signed, out problem))
        {
            return false;
        }

        bool holds = MerkleProofs.Verify(Index, signed.Size, leafHash, Path.Span, signed.Root.Span);
        problem = holds ? "" : $"the path does not lead from the entry at {Index} to the root of the checkpoint of {signed.Size} entries";
        return holds;
    }
}
