using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Witnessing;

/// <summary>What a log sends to a witness: the size that the witness saw last, a consistency proof from there, and the new checkpoint.</summary>
/// <param name="OldSize">Entries in the checkpoint that the witness cosigned last; 0 when it never did.</param>
/// <param name="Proof">Hashes of 32 bytes back to back.</param>
/// <param name="Note">The signed checkpoint.</param>
/// <remarks>Source: c2sp.org/tlog-witness, <c>add-checkpoint</c>.</remarks>
public sealed record WitnessRequest(ulong OldSize, ReadOnlyMemory<byte> Proof, string Note)
{
    /// <summary>Longest body of a request: the proof's lines and a note with some signatures.</summary>
    public const int MaxBytes = 16_384;

    private const int MaxProofLines = 63;

    /// <summary>The body of the request.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"old {OldSize}\n"));
            for (var rest = Proof.Span; !rest.IsEmpty; rest = rest[MerkleProofs.HashBytes..])
            {
                text.Append(Convert.ToBase64String(rest[..MerkleProofs.HashBytes])).Append('\n');
            }

            return text.Append('\n').Append(Note).ToString();
        }
    }

    /// <summary>Makes the request that brings a witness from one size to a checkpoint.</summary>
    /// <param name="oldSize">What the witness has; at most the checkpoint's size.</param>
    /// <param name="tiles">The log's tiles.</param>
    /// <param name="checkpoint">What the note states.</param>
    /// <param name="note">The signed checkpoint.</param>
    /// <exception cref="ArgumentOutOfRangeException">The witness has more than the log.</exception>
    /// <exception cref="IOException">A tile cannot be read.</exception>
    public static WitnessRequest From(ulong oldSize, ITileSource tiles, Checkpoint checkpoint, string note)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return new WitnessRequest(oldSize, new TileProofs(tiles, checkpoint.Size).Consistency(oldSize), note);
    }

    /// <summary>Reads the body of a request.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out WitnessRequest? request)
    {
        ArgumentNullException.ThrowIfNull(text);
        request = null;
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (text.Length > MaxBytes || end < 0)
        {
            return false;
        }

        string[] lines = text[..end].Split('\n');
        if (lines.Length > 1 + MaxProofLines || !TryParseOld(lines[0], out ulong oldSize))
        {
            return false;
        }

        var proof = new List<byte>();
        foreach (string line in lines.Skip(1))
        {
            if (!StrictBase64.TryDecode(line, out byte[] hash) || hash.Length != MerkleProofs.HashBytes)
            {
                return false;
            }

            proof.AddRange(hash);
        }

        request = new WitnessRequest(oldSize, proof.ToArray(), text[(end + 2)..]);
        return true;
    }

    private static bool TryParseOld(string line, out ulong size)
    {
        size = 0;
        return line.StartsWith("old ", StringComparison.Ordinal)
            && ulong.TryParse(line.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out size)
            && line.Length == 4 + size.ToString(CultureInfo.InvariantCulture).Length; // no leading zeros
    }
}
