using System.Collections.Immutable;
using System.Text.Encodings.Web;

namespace ShareGateway.Audit.Entries;

/// <summary>
/// A policy set that goes live: durable before the set decides its first request, so that the <c>policyHash</c> of every disclosure and
/// refusal behind it leads to the files that were in force (I7). A set of many files takes several entries, its parts.
/// </summary>
public sealed record PolicyEntry : AuditEntry
{
    private const int PartBytes = 48 * 1024; // of files; leaves room for the other fields below the longest entry
    private const int BytesAroundFile = 96; // the hash and the punctuation

    /// <inheritdoc/>
    public override AuditEntryKind Kind => AuditEntryKind.Policy;

    /// <summary>The set, in the words of <see cref="DisclosureEntry.PolicyHash"/>.</summary>
    public required string PolicyHash { get; init; }

    /// <summary>The set that was live before, as the log knows it; empty for the first.</summary>
    public string Previous { get; init; } = "";

    /// <summary>Agreements in the set.</summary>
    public required int Agreements { get; init; }

    /// <summary>Contracts in the set.</summary>
    public required int Contracts { get; init; }

    /// <summary>Recipients in the set.</summary>
    public required int Recipients { get; init; }

    /// <summary>Which part this is, from 0.</summary>
    public int Part { get; init; }

    /// <summary>How many parts there are, at least 1.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>The files of this part, by path in ordinal order.</summary>
    public ImmutableArray<PolicyFileHash> Files { get; init; } = [];

    /// <summary>Two entries are equal when their fields and their files are.</summary>
    /// <param name="other">The entry to compare with.</param>
    public bool Equals(PolicyEntry? other) =>
        other is not null && Fields == other.Fields && Files.SequenceEqual(other.Files);

    /// <inheritdoc/>
    public override int GetHashCode() => Fields.GetHashCode();

    /// <summary>The entries for a set whose files are all given in this one: as many parts as the length of an entry asks for, in order.</summary>
    public IEnumerable<PolicyEntry> Split()
    {
        var parts = new List<ImmutableArray<PolicyFileHash>>();
        var (start, bytes) = (0, 0);
        for (int i = 0; i < Files.Length; i++)
        {
            int more = JavaScriptEncoder.Default.Encode(Files[i].Path).Length + BytesAroundFile;
            if (bytes + more > PartBytes)
            {
                parts.Add(Files[start..i]);
                (start, bytes) = (i, 0);
            }

            bytes += more;
        }

        parts.Add(Files[start..]);
        return parts.Select((files, part) => this with { Files = files, Part = part, Parts = parts.Count });
    }

    internal override void Write(EntryWriter writer, SubjectCommitment subjects)
    {
        writer.Text("policyHash", PolicyHash);
        writer.Text("previous", Previous);
        writer.Number("agreements", Agreements);
        writer.Number("contracts", Contracts);
        writer.Number("recipients", Recipients);
        writer.Number("part", Part);
        writer.Number("parts", Parts);
        writer.StartList("files");
        foreach (var file in Files)
        {
            writer.StartItem();
            writer.LongText("path", file.Path);
            writer.Text("sha256", file.Sha256);
            writer.EndObject();
        }

        writer.EndList();
    }

    internal static PolicyEntry ReadFrom(ref EntryReader reader) => new()
    {
        PolicyHash = reader.Text("policyHash"),
        Previous = reader.Text("previous"),
        Agreements = reader.Count("agreements"),
        Contracts = reader.Count("contracts"),
        Recipients = reader.Count("recipients"),
        Part = reader.Count("part"),
        Parts = reader.Count("parts"),
        Files = ReadFiles(ref reader),
    };

    private (string, string, int, int, int, int, int) Fields => (PolicyHash, Previous, Agreements, Contracts, Recipients, Part, Parts);

    private static ImmutableArray<PolicyFileHash> ReadFiles(ref EntryReader reader)
    {
        var files = ImmutableArray.CreateBuilder<PolicyFileHash>();
        reader.StartList("files");
        while (reader.NextItem())
        {
            files.Add(new PolicyFileHash(reader.Text("path"), reader.Text("sha256")));
            reader.EndObject();
        }

        return files.ToImmutable();
    }
}
