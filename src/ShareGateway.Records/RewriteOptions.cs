namespace ShareGateway.Records;

/// <summary>Bounds of one response.</summary>
public sealed record RewriteOptions
{
    /// <summary>The longest record, and the longest token outside records, in bytes. 1 KiB to 64 MiB; 1 MiB unless set.</summary>
    public int MaxRecordBytes { get; init; } = 1 << 20;

    /// <summary>How deep objects and arrays may lie in each other: in a record, and in the envelope around it. 1 to 256; 64 unless set.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>A chunk is handed out when it has grown to this many bytes. 1 byte to 16 MiB; 248 KiB unless set, so that with its last record it mostly fits pooled memory of 256 KiB.</summary>
    public int ChunkBytes { get; init; } = 248 << 10;

    /// <summary>
    /// Bytes that the caller holds already of the chunk under way, from an earlier body: the first chunk is smaller by them, so that chunks do not
    /// end where bodies do. 0 unless set.
    /// </summary>
    public int HeldBytes { get; init; }

    /// <summary>A chunk is handed out when its first record has waited this long for a slow upstream. 250 ms unless set.</summary>
    public TimeSpan ChunkWait { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How many records at the start of the body were dealt with by earlier pages; they are neither judged nor counted. 0 unless set.</summary>
    public long SkipRecords { get; init; }

    /// <summary>The most records to deliver; null for all. See <see cref="RecordRewriter.NextRecord"/>.</summary>
    public long? MaxDelivered { get; init; }

    /// <summary>False when the answer already holds records of an earlier body, so that JSON needs a comma before the first. True unless set.</summary>
    public bool FirstInBody { get; init; } = true;
}
