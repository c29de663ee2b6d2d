namespace ShareGateway.Audit.Entries;

/// <summary>A request that got no data (of a flood: many in one entry), and why: the true reason, and the one the caller was told.</summary>
public sealed record RefusalEntry : AuditEntry
{
    private readonly string _dataset = "";
    private readonly string _purpose = "";

    /// <inheritdoc/>
    public override AuditEntryKind Kind => AuditEntryKind.Refusal;

    /// <summary>Recipient id; empty when the caller is not known.</summary>
    public string Recipient { get; init; } = "";

    /// <summary>The client that asked; empty when it is not known.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Dataset as asked. Becomes empty unless it has the form <c>[a-z][a-z0-9.-]*(@[0-9]+)?</c> and at most 64 characters.</summary>
    public string Dataset
    {
        get => _dataset;
        init => _dataset = AskedName.DatasetOrEmpty(value);
    }

    /// <summary>Purpose as asked. Becomes empty unless it has the form <c>[A-Za-z][A-Za-z0-9:.-]*</c> and at most 64 characters.</summary>
    public string Purpose
    {
        get => _purpose;
        init => _purpose = AskedName.PurposeOrEmpty(value);
    }

    /// <summary>Stable code of the true reason.</summary>
    public required string Reason { get; init; }

    /// <summary>Stable code that the caller got; it may tell less.</summary>
    public required string PublicReason { get; init; }

    /// <summary>Status code of the answer.</summary>
    public required int Status { get; init; }

    /// <summary>The agreement that settled the matter, as <c>id@version</c>; empty when none did.</summary>
    public string Agreement { get; init; } = "";

    /// <summary>SHA-256 of the policy set, in lower-case hex; empty when the request was refused before one was asked.</summary>
    public string PolicyHash { get; init; } = "";

    /// <summary>W3C trace id of the request; empty when it has none.</summary>
    public string TraceId { get; init; } = "";

    /// <summary>
    /// How many requests were refused in this way: 1, or more for an entry that stands for a flood of them. Stored when it is more than 1.
    /// </summary>
    public long Count { get; init; } = 1;

    internal override void Write(EntryWriter writer, SubjectCommitment subjects)
    {
        writer.Text("recipient", Recipient);
        writer.Text("clientId", ClientId);
        writer.Text("dataset", Dataset);
        writer.Text("purpose", Purpose);
        writer.Text("reason", Reason);
        writer.Text("publicReason", PublicReason);
        writer.Number("status", Status);
        writer.Text("agreement", Agreement);
        writer.Text("policyHash", PolicyHash);
        writer.Text("traceId", TraceId);
        if (Count != 1)
        {
            writer.Number("count", Count);
        }
    }

    internal static RefusalEntry ReadFrom(ref EntryReader reader) => new()
    {
        Recipient = reader.Text("recipient"),
        ClientId = reader.Text("clientId"),
        Dataset = reader.Text("dataset"),
        Purpose = reader.Text("purpose"),
        Reason = reader.Text("reason"),
        PublicReason = reader.Text("publicReason"),
        Status = reader.Count("status"),
        Agreement = reader.Text("agreement"),
        PolicyHash = reader.Text("policyHash"),
        TraceId = reader.Text("traceId"),
        Count = reader.NumberOrNothing("count", 1),
    };
}
