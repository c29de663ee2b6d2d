using System.Runtime.InteropServices;

namespace ShareGateway.Records;

/// <summary>What became of the records of one body so far. For the audit entry, never for the partner (I12).</summary>
/// <param name="Delivered">Records that stand in chunks.</param>
/// <param name="WithheldByGate">Records about someone who may not be shared.</param>
/// <param name="WithheldByRule">Records that a row rule keeps back.</param>
/// <param name="WithheldUnreadable">Records without a readable subject id, that are no object, or with a failure that drops the record.</param>
/// <param name="CellsNulled">Values in delivered records that a transform could not do its work on, delivered as null or left out.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordCounts(
    long Delivered, long WithheldByGate, long WithheldByRule, long WithheldUnreadable, long CellsNulled)
{
    /// <summary>All records that were judged.</summary>
    public long Read => Delivered + WithheldByGate + WithheldByRule + WithheldUnreadable;
}
