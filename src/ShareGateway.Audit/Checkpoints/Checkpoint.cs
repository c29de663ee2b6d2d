using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ShareGateway.Audit.Checkpoints;

/// <summary>What a log's owner states by signing: this log, at this size, has this root.</summary>
/// <remarks>Source: c2sp.org/tlog-checkpoint and c2sp.org/signed-note. Written without extension lines.</remarks>
public sealed class Checkpoint
{
    private const string SignatureMark = "\u2014 ";
    private const int RootBytes = 32;
    private const int MaxNote = 4096;

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
        return $"{Body}\n{SignatureMark}{signer.VerifierKey.Name} {Convert.ToBase64String(signature)}\n";
    }

    /// <summary>Reads a note and checks its signature.</summary>
    /// <param name="note">The whole note: the log writes exactly one signature, and other lines are refused.</param>
    /// <param name="key">Key of the log; its name must be the origin.</param>
    /// <param name="checkpoint">What the note states, when it holds.</param>
    /// <param name="problem">Why it does not hold; empty when it does.</param>
    public static bool TryOpen(string note, VerifierKey key, [NotNullWhen(true)] out Checkpoint? checkpoint, out string problem)
    {
        checkpoint = null;
        string[] lines = note.Split('\n');
        if (note.Length > MaxNote || lines.Length != 6 || lines[3].Length != 0 || lines[5].Length != 0
            || !TryReadBody(lines, out var read))
        {
            problem = "expected a checkpoint: origin, size, root, an empty line and one signature line";
            return false;
        }

        if (!string.Equals(read.Origin, key.Name, StringComparison.Ordinal))
        {
            problem = $"expected a checkpoint of `{key.Name}`";
            return false;
        }

        // The text as it stands, not as we would write it: a size spelt `007` is then not what was signed.
        byte[] body = Encoding.UTF8.GetBytes($"{lines[0]}\n{lines[1]}\n{lines[2]}\n");
        bool signed = TryReadSignature(lines[4], key, out byte[] signature) && key.Verify(body, signature);
        checkpoint = signed ? read : null;
        problem = signed ? "" : $"the signature is not one of key `{key.Text}`";
        return signed;
    }

    private static bool TryReadBody(string[] lines, [NotNullWhen(true)] out Checkpoint? body)
    {
        body = null;
        if (!ulong.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong size)
            || !StrictBase64.TryDecode(lines[2], out byte[] root) || root.Length != RootBytes)
        {
            return false;
        }

        body = new Checkpoint(lines[0], size, root);
        return true;
    }

    private static bool TryReadSignature(string line, VerifierKey key, out byte[] signature)
    {
        signature = [];
        string start = $"{SignatureMark}{key.Name} ";
        if (!line.StartsWith(start, StringComparison.Ordinal) || !StrictBase64.TryDecode(line[start.Length..], out byte[] bytes)
            || bytes.Length != 4 + VerifierKey.SignatureBytes || !key.KeyId.Span.SequenceEqual(bytes.AsSpan(0, 4)))
        {
            return false;
        }

        signature = bytes[4..];
        return true;
    }
}
