using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records;

/// <summary>
/// The people of some neighbouring records that are judged at once. One instance serves all batches of a response, so nothing of it may be kept.
/// </summary>
public sealed class RecordBatch
{
    private readonly ValueBuffer _ids = new(); // with those of a record that is not in the batch yet
    private string[] _schemes = new string[4]; // of each id
    private int[] _lasts = new int[4]; // how many people the records have up to and with each

    /// <summary>Counts the batches that this object has held: what was noted of an earlier one holds no more.</summary>
    public long Number { get; private set; }

    /// <summary>Records in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>How many ids stand in them; a person named twice counts twice.</summary>
    public int People => Count == 0 ? 0 : _lasts[Count - 1];

    /// <summary>All ids in their canonical form, UTF-8, record by record. Valid until the batch is left.</summary>
    public ValueList Ids => _ids.Values.Slice(0, People);

    /// <summary>The people of one record.</summary>
    /// <param name="record">From 0 to below <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such record.</exception>
    public RecordPeople this[int record]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)record, (uint)Count, nameof(record));
            int first = record == 0 ? 0 : _lasts[record - 1];
            return new(this, first, _lasts[record] - first);
        }
    }

    /// <summary>Those of the record under way.</summary>
    internal RecordPeople Current => new(this, People, _ids.Count - People);

    /// <summary>Which kind of id one is, as <see cref="SubjectField.Scheme"/> says.</summary>
    /// <param name="person">Position in <see cref="Ids"/>.</param>
    public string Scheme(int person) => _schemes.AsSpan(0, _ids.Count)[person];

    internal ReadOnlySpan<byte> Id(int person) => _ids.Values[person];

    /// <summary>Begins a record; whoever was read and not added to the batch is forgotten.</summary>
    internal void Begin() => _ids.Truncate(People);

    /// <summary>Adds an id to the record under way; false, and nothing added, when it cannot be read in its form.</summary>
    internal bool TryAdd(SubjectField subject, ReadOnlySpan<byte> utf8)
    {
        if (!CanonicalValue.TryWrite(subject.Form, utf8, _ids.Reserve(CanonicalValue.MaxBytes), out int written) || written == 0)
        {
            return false;
        }

        if (_ids.Count == _schemes.Length)
        {
            Array.Resize(ref _schemes, Math.Max(Settlement.MaxWaiting, 2 * _schemes.Length));
        }

        _schemes[_ids.Count] = subject.Scheme;
        _ids.Commit(written);
        return true;
    }

    /// <summary>The record under way belongs to the batch.</summary>
    internal void Add()
    {
        if (Count == _lasts.Length)
        {
            Array.Resize(ref _lasts, Math.Max(Settlement.MaxWaiting, 2 * Count));
        }

        _lasts[Count++] = _ids.Count;
    }

    /// <summary>Forgets everybody; the ids are wiped.</summary>
    internal void Clear()
    {
        _ids.Clear();
        (Count, Number) = (0, Number + 1);
    }

    /// <summary>The same, and gives the ids' memory back.</summary>
    internal void Release()
    {
        Clear();
        _ids.Release();
    }
}
