namespace ShareGateway.Audit.Entries;

/// <summary>What an entry tells. The names stand in the log as <c>kind</c>; names and numbers are never used again for something else.</summary>
public enum AuditEntryKind
{
    /// <summary>No kind: never written, refused when read.</summary>
    None = 0,

    /// <summary><c>disclosure</c>: one chunk of records about to leave for a recipient.</summary>
    Disclosure = 1,

    /// <summary><c>closing</c>: how a disclosure ended, with its totals.</summary>
    Closing = 2,

    /// <summary><c>refusal</c>: a request that got no data.</summary>
    Refusal = 3,

    /// <summary><c>administrative</c>: what was done to the gateway itself: started, key created.</summary>
    Administrative = 4,

    /// <summary><c>policy</c>: a policy set that goes live, with its files.</summary>
    Policy = 5,
}
