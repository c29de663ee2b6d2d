namespace ShareGateway.Audit.Log;

/// <summary>Where a log lies and how it is written.</summary>
public sealed record AuditLogOptions
{
    /// <summary>The folder of this log; made when it does not exist. One process at a time.</summary>
    public required string Folder { get; init; }

    /// <summary>Size at which a new segment begins; 64 MiB unless set, at least 1. A segment passes it by at most one batch.</summary>
    public long SegmentBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Length of the journal, which is written over and over: 16 MiB unless set, 4 KiB to 1 GiB. Each time half of it is full, segment and side
    /// file are flushed; a batch that is longer than half of it costs two flushes more.
    /// </summary>
    public long JournalBytes { get; init; } = 16L << 20;

    /// <summary>Entries that may wait for the writer; 1,024 unless set, at least 1. Further appends wait for room.</summary>
    public int QueueLength { get; init; } = 1024;

    /// <summary>
    /// Free bytes below which the log writes a last entry that says so, and closes; 0, the default, never looks. It looks at opening, and
    /// each time it signs: choose more than is written between two checkpoints.
    /// </summary>
    public long MinimumFreeBytes { get; init; }

    /// <summary>Longest time that a stored entry waits for a signed checkpoint; 50 ms to 1 min, 1 s unless set.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(1);
}
