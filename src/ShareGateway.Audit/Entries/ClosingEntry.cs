namespace ShareGateway.Audit.Entries;

/// <summary>Ends a disclosure with its totals. After a crash it is missing, and <c>log.recovered</c> stands for it.</summary>
public sealed record ClosingEntry : AuditEntry
{
    private static readonly string[] OutcomeNames =
        ["fault", "complete", "upstream-failed", "client-gone", "quota", "record-refused", "consent-stale", "shutdown"];

    /// <inheritdoc/>
    public override AuditEntryKind Kind => AuditEntryKind.Closing;

    /// <summary>The disclosure that ended.</summary>
    public required string DisclosureId { get; init; }

    /// <summary>How it ended.</summary>
    public required ClosingOutcome Outcome { get; init; }

    /// <summary>Status code of the answer.</summary>
    public required int Status { get; init; }

    /// <summary>Records read from the upstream.</summary>
    public required long Read { get; init; }

    /// <summary>Records handed over.</summary>
    public required long Delivered { get; init; }

    /// <summary>Records held back because a person in them did not consent.</summary>
    public required long WithheldByConsent { get; init; }

    /// <summary>Records held back by a row rule.</summary>
    public required long WithheldByRule { get; init; }

    /// <summary>Records held back because they, or the ids in them, could not be read.</summary>
    public required long WithheldUnreadable { get; init; }

    /// <summary>Bytes handed over.</summary>
    public required long Bytes { get; init; }

    /// <summary>Chunks handed over: the number of disclosure entries with this id.</summary>
    public required int Chunks { get; init; }

    /// <summary>Names of fields in the upstream's records that the contract does not know. A count: the names are not ours.</summary>
    public long UnknownFields { get; init; }

    /// <summary>The outcome as it stands in the log.</summary>
    public string OutcomeName => OutcomeNames[(int)Outcome];

    /// <summary>Tells whether bytes spell an outcome.</summary>
    internal static bool IsOutcome(ReadOnlySpan<byte> name)
    {
        foreach (string known in OutcomeNames)
        {
            if (System.Text.Ascii.Equals(name, known))
            {
                return true;
            }
        }

        return false;
    }

    internal override void Write(EntryWriter writer, SubjectCommitment subjects)
    {
        writer.Text("disclosureId", DisclosureId);
        writer.Text("outcome", OutcomeName);
        writer.Number("status", Status);
        writer.StartObject("totals");
        writer.Number("read", Read);
        writer.Number("delivered", Delivered);
        writer.Number("withheldByConsent", WithheldByConsent);
        writer.Number("withheldByRule", WithheldByRule);
        writer.Number("withheldUnreadable", WithheldUnreadable);
        writer.Number("bytes", Bytes);
        writer.Number("chunks", Chunks);
        writer.EndObject();
        writer.Number("unknownFields", UnknownFields);
    }

    internal static ClosingEntry ReadFrom(ref EntryReader reader)
    {
        var entry = new ClosingEntry
        {
            DisclosureId = reader.Text("disclosureId"),
            Outcome = (ClosingOutcome)reader.OneOf("outcome", OutcomeNames),
            Status = reader.Count("status"),
            Read = reader.Number("read", opens: "totals"),
            Delivered = reader.Number("delivered"),
            WithheldByConsent = reader.Number("withheldByConsent"),
            WithheldByRule = reader.Number("withheldByRule"),
            WithheldUnreadable = reader.Number("withheldUnreadable"),
            Bytes = reader.Number("bytes"),
            Chunks = reader.Count("chunks"),
        };
        reader.EndObject();
        return entry with { UnknownFields = reader.Number("unknownFields") };
    }
}
