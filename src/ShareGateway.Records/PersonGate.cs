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
    /// A person's id was just read: the last one in <paramref name="people"/>. The record is still being read, and whether <see cref="Admits"/> follows is
    /// open; whoever looks people up may begin to.
    /// </summary>
    /// <param name="people">Those read so far; valid during the call only.</param>
    public virtual void Foresee(RecordPeople people)
    {
    }

    /// <summary>Called behind <see cref="Foresee"/>, once what else is to be done with the id's value is done: a look-up in two steps may take its second.</summary>
    /// <param name="people">As in <see cref="Foresee"/>.</param>
    public virtual void Approach(RecordPeople people)
    {
    }

    /// <summary>
    /// The admitted record now stands in the chunk that <see cref="RecordRewriter.ReadChunkAsync"/> will hand out next: its audit entry must
    /// name these people. Not called for records that were admitted and then withheld for another reason.
    /// </summary>
    /// <param name="people">The same as in the call of <see cref="Admits"/> just before; valid during the call only.</param>
    public abstract void Committed(RecordPeople people);
}
