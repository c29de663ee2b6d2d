namespace ShareGateway.Reports.Register;

/// <summary>What a compaction works on.</summary>
public sealed record CompactionOptions
{
    /// <summary>The log's folder.</summary>
    public required string Log { get; init; }

    /// <summary>The register's folder; made when it does not exist.</summary>
    public required string Register { get; init; }

    /// <summary>Also takes the segment that still grows, up to the last checkpoint. Its side file stays until it is closed.</summary>
    public bool IncludeGrowing { get; init; }

    /// <summary>Keeps the side files of segments that the register holds; they are erased unless set.</summary>
    public bool KeepSideFiles { get; init; }

    /// <summary>Rows that are held in memory before a batch is written, about 24 bytes each; 4,194,304 unless set.</summary>
    public int BatchRows { get; init; } = 1 << 22;

    internal RegisterDisk? Disk { get; init; }
}
