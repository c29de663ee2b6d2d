namespace ShareGateway.Records.Rewriting;

/// <summary>What becomes of one record. The zero value withholds it.</summary>
internal enum Verdict
{
    /// <summary>Nobody can tell whose it is, or a failure drops it.</summary>
    Unreadable = 0,

    /// <summary>A row rule keeps it back.</summary>
    ByRule = 1,

    /// <summary>Someone in it may not be shared.</summary>
    ByGate = 2,

    /// <summary>It may leave.</summary>
    Admitted = 3,

    /// <summary>It might leave, but a value of it failed whose field fails the request.</summary>
    Unfit = 4,
}
