namespace ShareGateway.Reports.Register;

/// <summary>What a compaction did.</summary>
/// <param name="Batches">Batches written.</param>
/// <param name="Rows">Rows of people in them.</param>
/// <param name="End">The register now holds the entries before this one.</param>
/// <param name="SignedSize">Entries that the log's checkpoint covers.</param>
/// <param name="ErasedSideFiles">Side files that were erased.</param>
/// <param name="RemainingSideFiles">Side files that stand: of the growing segment, and of segments that the register does not hold yet.</param>
public sealed record CompactionResult(int Batches, long Rows, ulong End, ulong SignedSize, int ErasedSideFiles, int RemainingSideFiles);
