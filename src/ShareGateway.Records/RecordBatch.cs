using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Records;

/// <summary>
/// The people of some neighbouring records that are judged at once. One instance serves all batches of a response, so nothing of it may be kept.
/// </summary>
public sealed class RecordBatch
{
    private byte[] _ids = new byte[2 * CanonicalValue.MaxBytes];
    private int[] _ends = new int[4]; // of each id, in _ids
    private string[] _schemes = new string[4]; // of each id
    private int[] _lasts = new int[4]; // how many people the records have up to and with each
    private int _read; // people, with those of a record that is not in the batch yet

    /// <summary>Counts the batches that this object has held: what was noted of an earlier one holds no more.</summary>
    public long Number { get; private set; }

    /// <summary>Records in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>How many ids stand in them; a person named twice counts twice.</summary>
    public int People => Count == 0 ? 0 : _lasts[Count - 1];

    /// <summary>All ids in their canonical form, UTF-8, record by record. Valid until the batch is left.</summary>
    public ValueList Ids => new(_ids, _ends.AsSpan(0, People));

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
    internal RecordPeople Current => new(this, People, _read - People);

    /// <summary>Which kind of id one is, as <see cref="SubjectField.Scheme"/> says.</summary>
    /// <param name="person">Position in <see cref="Ids"/>.</param>
    public string Scheme(int person) => _schemes.AsSpan(0, _read)[person];

    internal ReadOnlySpan<byte> Id(int person)
    {
        int start = person == 0 ? 0 : _ends[person - 1];
        return _ids.AsSpan(start, _ends.AsSpan(0, _read)[person] - start);
    }

    /// <summary>Begins a record; whoever was read and not added to the batch is forgotten.</summary>
    internal void Begin() => _read = People;

    /// <summary>Adds an id to the record under way; false, and nothing added, when it cannot be read in its form.</summary>
    internal bool TryAdd(SubjectField subject, ReadOnlySpan<byte> utf8)
    {
        int used = _read == 0 ? 0 : _ends[_read - 1];
        if (_ids.Length - used < CanonicalValue.MaxBytes)
        {
            Array.Resize(ref _ids, _ids.Length * 2);
        }

        if (!CanonicalValue.TryWrite(subject.Form, utf8, _ids.AsSpan(used), out int written) || written == 0)
        {
            return false;
        }

        if (_read == _ends.Length)
        {
            Array.Resize(ref _ends, 2 * _read);
            Array.Resize(ref _schemes, 2 * _read);
        }

        (_ends[_read], _schemes[_read]) = (used + written, subject.Scheme);
        _read++;
        return true;
    }

    /// <summary>The record under way belongs to the batch.</summary>
    internal void Add()
    {
        if (Count == _lasts.Length)
        {
            Array.Resize(ref _lasts, 2 * Count);
        }

        _lasts[Count++] = _read;
    }

    /// <summary>Forgets everybody; the ids are wiped.</summary>
    internal void Clear()
    {
        _ids.AsSpan(0, _read == 0 ? 0 : _ends[_read - 1]).Clear();
        (Count, _read, Number) = (0, 0, Number + 1);
    }
}
