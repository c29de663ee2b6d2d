using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ShareGateway.Audit.Checkpoints;

/// <summary>What a log's owner states by signing: this log, at this size, has this root.</summary>
/// <remarks>Source: c2sp.org/tlog-checkpoint and c2sp.org/signed-note. Written without extension lines.</remarks>
public sealed class Checkpoint
{
    private const int RootBytes = 32;

    /// <summary>Makes a statement, not signed yet.</summary>
    /// <param name="origin">Name of the log.</param>
    /// <param name="size">Entries.</param>
    /// <param name="root">32 bytes: root hash over them.</param>
    public Checkpoint(string origin, ulong size, ReadOnlyMemory<byte> root) => (Origin, Size, Root) = (origin, size, root);

    /// <summary>Name of the log.</summary>
    public string Origin { get; }

    /// <summary>Entries.</summary>
    public ulong Size { get; }

    /// <summary>32 bytes: root hash over the entries.</summary>
    public ReadOnlyMemory<byte> Root { get; }

    /// <summary>The signed text: origin, size, base64 root, each on a line.</summary>
    public string Body => $"{Origin}\n{Size.ToString(CultureInfo.InvariantCulture)}\n{Convert.ToBase64String(Root.Span)}\n";

    /// <summary>Signs, and gives the whole note: body, an empty line, the signature line.</summary>
    public string Sign(AuditSigner signer)
    {
        byte[] signature = [.. signer.VerifierKey.KeyId.Span, .. signer.Sign(Encoding.UTF8.GetBytes(Body))];
        return $"{Body}\n{SignedNote.Line(signer.VerifierKey.Name, signature)}";
    }

    /// <summary>Reads a note as the log itself writes it, and checks its signature.</summary>
    /// <param name="note">The whole note: the log writes exactly one signature, and other lines are refused.</param>
    /// <param name="key">Key of the log; its name must be the origin.</param>
    /// <param name="checkpoint">What the note states, when it holds.</param>
    /// <param name="problem">Why it does not hold; empty when it does.</param>
    public static bool TryOpen(string note, VerifierKey key, [NotNullWhen(true)] out Checkpoint? checkpoint, out string problem)
    {
        checkpoint = null;
        bool single = SignedNote.TryParse(note, out var read) && read.Signatures.Length == 1;
        problem = single ? "" : "expected a checkpoint: origin, size, root, an empty line and one signature line";
        return single && TryOpen(read!, key, out checkpoint, out problem);
    }

    /// <summary>Reads a note that others may have signed too, and checks the signature of the log.</summary>
    /// <param name="note">The note; signature lines of other keys are passed over.</param>
    /// <param name="key">Key of the log; its name must be the origin.</param>
    /// <param name="checkpoint">What the note states, when it holds.</param>
    /// <param name="problem">Why it does not hold; empty when it does.</param>
    public static bool TryOpen(SignedNote note, VerifierKey key, [NotNullWhen(true)] out Checkpoint? checkpoint, out string problem)
    {
        checkpoint = null;
        if (!TryReadBody(note.Body.Split('\n'), out var read))
        {
            problem = "expected a checkpoint: origin, size, root, an empty line and signature lines";
            return false;
        }

        if (!string.Equals(read.Origin, key.Name, StringComparison.Ordinal))
        {
            problem = $"expected a checkpoint of `{key.Name}`";
            return false;
        }

        // The text as it stands, not as we would write it: a size spelt `007` is then not what was signed.
        byte[] body = Encoding.UTF8.GetBytes(note.Body);
        bool signed = note.SignaturesOf(key.Name, key.KeyId.Span).Any(signature => key.Verify(body, signature));
        checkpoint = signed ? read : null;
        problem = signed ? "" : $"the signature is not one of key `{key.Text}`";
        return signed;
    }

    private static bool TryReadBody(string[] lines, [NotNullWhen(true)] out Checkpoint? body)
    {
        body = null;
        if (lines.Length != 4 || !ulong.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong size)
            || !StrictBase64.TryDecode(lines[2], out byte[] root) || root.Length != RootBytes)
        {
            return false;
        }

        body = new Checkpoint(lines[0], size, root);
        return true;
    }
}
