namespace ShareGateway.Records.Reading;

/// <summary>Finds the records of one body, whatever pieces it comes in, and leads each through the program.</summary>
internal abstract class RecordInput
{
    /// <summary>
    /// Looks for the next record and leads it through the program. Bytes that were neither consumed nor seen are never skipped.
    /// </summary>
    /// <param name="unread">All that was not consumed yet; the same bytes again, and more, after <see cref="InputKind.NeedMore"/>.</param>
    /// <param name="offsetBytes">Where <paramref name="unread"/> starts in the body.</param>
    /// <param name="isLast">True when no more bytes will come; the answer is never <see cref="InputKind.NeedMore"/> then.</param>
    /// <param name="passesOver">True for a record that is not wanted: it is found, but not looked into.</param>
    /// <exception cref="RecordException">The body may not be passed on.</exception>
    public abstract InputStep Next(ReadOnlySpan<byte> unread, long offsetBytes, bool isLast, bool passesOver);

    /// <summary>The body has been read to its end, or as far as it is wanted, and nothing was wrong with it: what was learnt may serve another response.</summary>
    public virtual void Leave()
    {
    }
}
