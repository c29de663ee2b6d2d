namespace ShareGateway.Records;

/// <summary>
/// Decides whether the people in a record may be shared. One gate serves one response; it is asked once for each record that has readable
/// ids and passes the row rules.
/// </summary>
public abstract class PersonGate
{
    /// <summary>Tells whether a record about these people may leave now. False if any of them may not be shared (I4).</summary>
    /// <param name="people">At least one; valid during the call only.</param>
    public abstract bool Admits(RecordPeople people);

    /// <summary>
    /// The admitted record now stands in the chunk that <see cref="RecordRewriter.ReadChunkAsync"/> will hand out next: its audit entry must
    /// name these people. Not called for records that were admitted and then withheld for another reason.
    /// </summary>
    /// <param name="people">The same as in the call of <see cref="Admits"/> just before; valid during the call only.</param>
    public abstract void Committed(RecordPeople people);
}
