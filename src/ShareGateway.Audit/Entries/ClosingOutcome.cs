namespace ShareGateway.Audit.Entries;

/// <summary>How a disclosure ended. Everything but <see cref="Complete"/> left the recipient with a visibly broken transfer.</summary>
public enum ClosingOutcome
{
    /// <summary><c>fault</c>: something of ours broke.</summary>
    Fault = 0,

    /// <summary><c>complete</c>: the whole answer was handed over.</summary>
    Complete = 1,

    /// <summary><c>upstream-failed</c>: the upstream broke off or sent what cannot be read.</summary>
    UpstreamFailed = 2,

    /// <summary><c>client-gone</c>: the recipient closed the connection.</summary>
    ClientGone = 3,

    /// <summary><c>quota</c>: the agreement's row quota was used up.</summary>
    Quota = 4,

    /// <summary><c>record-refused</c>: a record could not be delivered as agreed and the agreement says to fail then.</summary>
    RecordRefused = 5,

    /// <summary><c>consent-stale</c>: consent knowledge grew too old on the way.</summary>
    ConsentStale = 6,

    /// <summary><c>shutdown</c>: the gateway was stopped.</summary>
    Shutdown = 7,
}
