namespace ShareGateway.Audit.Entries;

/// <summary>
/// What one entry of the log says. The log adds the moment, its own name and the commitment to the subjects when it stores the entry.
/// Names, counts and ids of our own only: never a raw identifier, a field's value, a token or a value from a query (I10).
/// </summary>
public abstract record AuditEntry
{
    private protected AuditEntry()
    {
    }

    /// <summary>Which of the five kinds this is.</summary>
    public abstract AuditEntryKind Kind { get; }

    /// <summary>Writes the fields of this kind, in their one order.</summary>
    internal abstract void Write(EntryWriter writer, SubjectCommitment subjects);
}
