namespace ShareGateway.Records;

/// <summary>The people that one record is about. Valid as long as its batch.</summary>
public readonly ref struct RecordPeople
{
    private readonly RecordBatch _batch;
    private readonly int _first;

    internal RecordPeople(RecordBatch batch, int first, int count) => (_batch, _first, Count) = (batch, first, count);

    /// <summary>How many ids stand in the record; a person named twice counts twice.</summary>
    public int Count { get; }

    /// <summary>An id in its canonical form, UTF-8.</summary>
    /// <param name="index">From 0 to below <see cref="Count"/>, in the record's order.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such person in this record.</exception>
    public ReadOnlySpan<byte> Id(int index) => _batch.Id(At(index));

    /// <summary>Which kind of id it is, as <see cref="SubjectField.Scheme"/> says.</summary>
    /// <param name="index">From 0 to below <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such person in this record.</exception>
    public string Scheme(int index) => _batch.Scheme(At(index));

    // The batch has neighbours of this record: nobody of theirs may answer for it.
    private int At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return _first + index;
    }
}
