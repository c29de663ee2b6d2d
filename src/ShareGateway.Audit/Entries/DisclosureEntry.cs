using System.Collections.Immutable;

namespace ShareGateway.Audit.Entries;

/// <summary>
/// One chunk of records that may leave once this entry is durable (I1). A disclosure is one answer: its chunks share a
/// <see cref="DisclosureId"/> and count from 0, and a <see cref="ClosingEntry"/> ends it.
/// </summary>
public sealed record DisclosureEntry : AuditEntry
{
    /// <inheritdoc/>
    public override AuditEntryKind Kind => AuditEntryKind.Disclosure;

    /// <summary>The id that the answer carries as well.</summary>
    public required string DisclosureId { get; init; }

    /// <summary>Number of the chunk within its disclosure, from 0.</summary>
    public required int Chunk { get; init; }

    /// <summary>Recipient id, as in the policies.</summary>
    public required string Recipient { get; init; }

    /// <summary>The client of the recipient that asked, as its token names it.</summary>
    public required string ClientId { get; init; }

    /// <summary>Contract, as <c>id@version</c>.</summary>
    public required string Dataset { get; init; }

    /// <summary>The scope that is controller of the data.</summary>
    public required string Controller { get; init; }

    /// <summary>Media type of the answer.</summary>
    public required string Format { get; init; }

    /// <summary>Purpose as a DPV term.</summary>
    public required string Purpose { get; init; }

    /// <summary>Legal basis as a DPV term.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>Agreement, as <c>id@version</c>.</summary>
    public required string Agreement { get; init; }

    /// <summary>SHA-256 of the policy set that the request was pinned to, in lower-case hex (I7).</summary>
    public required string PolicyHash { get; init; }

    /// <summary>
    /// The fields in the chunk. Given with chunk 0 and left empty by the later ones, which deliver the same fields under the same
    /// pinned policy set: a long download would otherwise write its field list thousands of times.
    /// </summary>
    public ImmutableArray<DisclosedField> Fields { get; init; } = [];

    /// <summary>Records in the chunk.</summary>
    public required long Records { get; init; }

    /// <summary>Bytes in the chunk, before any transfer coding.</summary>
    public required long Bytes { get; init; }

    /// <summary>Epochs of the keys behind the chunk's pseudonyms and subject references.</summary>
    public KeyEpochs KeyEpochs { get; init; }

    /// <summary>Where the data goes, and under which tool of chapter V of the GDPR.</summary>
    public TransferGround Transfer { get; init; }

    /// <summary>W3C trace id of the request; empty when it has none.</summary>
    public string TraceId { get; init; } = "";

    internal override void Write(EntryWriter writer, SubjectCommitment subjects)
    {
        writer.Text("disclosureId", DisclosureId);
        writer.Number("chunk", Chunk);
        writer.Text("recipient", Recipient);
        writer.Text("clientId", ClientId);
        writer.Text("dataset", Dataset);
        writer.Text("controller", Controller);
        writer.Text("format", Format);
        writer.Text("purpose", Purpose);
        writer.Text("legalBasis", LegalBasis);
        writer.Text("agreement", Agreement);
        writer.Text("policyHash", PolicyHash);
        WriteFields(writer);
        writer.StartObject("counts");
        writer.Number("records", Records);
        writer.Number("bytes", Bytes);
        writer.EndObject();
        writer.StartObject("subjects");
        writer.Number("count", subjects.Count);
        writer.Text("commitment", subjects.Hash);
        writer.EndObject();
        writer.StartObject("keyEpochs");
        writer.Number("pseudonym", KeyEpochs.Pseudonym);
        writer.Number("audit", KeyEpochs.Audit);
        writer.Number("consent", KeyEpochs.Consent);
        writer.EndObject();
        writer.StartObject("transfer");
        writer.Text("country", Transfer.Country ?? "");
        writer.Text("tool", Transfer.Tool ?? "");
        writer.EndObject();
        writer.Text("traceId", TraceId);
    }

    internal static DisclosureEntry ReadFrom(ref EntryReader reader, out SubjectCommitment subjects)
    {
        var entry = new DisclosureEntry
        {
            DisclosureId = reader.Text("disclosureId"),
            Chunk = reader.Count("chunk"),
            Recipient = reader.Text("recipient"),
            ClientId = reader.Text("clientId"),
            Dataset = reader.Text("dataset"),
            Controller = reader.Text("controller"),
            Format = reader.Text("format"),
            Purpose = reader.Text("purpose"),
            LegalBasis = reader.Text("legalBasis"),
            Agreement = reader.Text("agreement"),
            PolicyHash = reader.Text("policyHash"),
            Fields = ReadFields(ref reader),
            Records = reader.Number("records", opens: "counts"),
            Bytes = reader.Number("bytes"),
        };
        reader.EndObject();
        subjects = new SubjectCommitment(reader.Count("count", opens: "subjects"), reader.Text("commitment"));
        reader.EndObject();
        var epochs = new KeyEpochs(reader.Count("pseudonym", opens: "keyEpochs"), reader.Count("audit"), reader.Count("consent"));
        reader.EndObject();
        var transfer = new TransferGround(reader.Text("country", opens: "transfer"), reader.Text("tool"));
        reader.EndObject();
        return entry with { KeyEpochs = epochs, Transfer = transfer, TraceId = reader.Text("traceId") };
    }

    private void WriteFields(EntryWriter writer)
    {
        if (DisclosedFields.TryGet(Fields, out var json))
        {
            writer.Raw("fields", json);
            return;
        }

        writer.StartList("fields");
        DisclosedFields.Write(writer, Fields);
        writer.EndList();
    }

    private static ImmutableArray<DisclosedField> ReadFields(ref EntryReader reader)
    {
        var fields = ImmutableArray.CreateBuilder<DisclosedField>();
        reader.StartList("fields");
        while (reader.NextItem())
        {
            fields.Add(new DisclosedField(reader.Text("name"), reader.Text("transform"), reader.Text("class")));
            reader.EndObject();
        }

        return fields.ToImmutable();
    }
}
