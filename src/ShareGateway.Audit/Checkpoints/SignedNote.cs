using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ShareGateway.Audit.Checkpoints;

/// <summary>A text with signature lines, not checked yet.</summary>
/// <remarks>Source: c2sp.org/signed-note.</remarks>
public sealed class SignedNote
{
    private const string Mark = "\u2014 ";
    private const int MaxNote = 16_384;

    private SignedNote(string body, ImmutableArray<string> signatures) => (Body, Signatures) = (body, signatures);

    /// <summary>What is signed, with its last line end.</summary>
    public string Body { get; }

    /// <summary>The signature lines, without their line ends.</summary>
    public ImmutableArray<string> Signatures { get; }

    /// <summary>Takes a note apart.</summary>
    /// <returns>False unless it is a text, an empty line, and one signature line or more, each with its line end.</returns>
    public static bool TryParse(string note, [NotNullWhen(true)] out SignedNote? read)
    {
        ArgumentNullException.ThrowIfNull(note);
        read = null;
        int end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (note.Length > MaxNote || end <= 0 || end + 2 >= note.Length || note[^1] != '\n')
        {
            return false;
        }

        ImmutableArray<string> lines = [.. note[(end + 2)..^1].Split('\n')];
        read = new SignedNote(note[..(end + 1)], lines);
        return lines.All(line => line.StartsWith(Mark, StringComparison.Ordinal) && line.IndexOf(' ', Mark.Length) > Mark.Length);
    }

    /// <summary>A signature line with its line end.</summary>
    /// <param name="name">Name of the key.</param>
    /// <param name="signature">Key id and signature.</param>
    internal static string Line(string name, ReadOnlySpan<byte> signature) => $"{Mark}{name} {Convert.ToBase64String(signature)}\n";

    /// <summary>The signatures that say they are of a key, without its id.</summary>
    internal IEnumerable<byte[]> SignaturesOf(string name, ReadOnlySpan<byte> keyId)
    {
        var found = new List<byte[]>();
        string start = $"{Mark}{name} ";
        foreach (string line in Signatures)
        {
            if (line.StartsWith(start, StringComparison.Ordinal) && StrictBase64.TryDecode(line[start.Length..], out byte[] bytes)
                && bytes.AsSpan().StartsWith(keyId))
            {
                found.Add(bytes[keyId.Length..]);
            }
        }

        return found;
    }
}
