namespace ShareGateway.Records;

/// <summary>
/// Decides whether the people in a record may be shared. One gate serves one response; it is asked once about each record that has readable
/// ids and passes the row rules, about several at a time.
/// </summary>
public abstract class PersonGate
{
    /// <summary>
    /// <see cref="Judge"/> follows about this batch, a few microseconds later: whoever has to look people up may begin to. Nothing is decided here.
    /// </summary>
    /// <param name="batch">As in <see cref="Judge"/>; its <see cref="RecordBatch.Number"/> tells it from all others of the response.</param>
    public virtual void Foresee(RecordBatch batch)
    {
    }

    /// <summary>Tells which records may leave now. None may of which any person may not be shared (I4).</summary>
    /// <param name="batch">At least one record, each with at least one person; valid during the call only.</param>
    /// <param name="admitted">One for each record, all false: true for those that may leave.</param>
    public abstract void Judge(RecordBatch batch, Span<bool> admitted);

    /// <summary>
    /// The admitted record now stands in the chunk that <see cref="RecordRewriter.ReadChunkAsync"/> will hand out next: its audit entry must
    /// name these people. Not called for records that were admitted and then withheld for another reason.
    /// </summary>
    /// <param name="people">Those of a record of the batch just judged, in the order of the records; valid during the call only.</param>
    public abstract void Committed(RecordPeople people);
}
