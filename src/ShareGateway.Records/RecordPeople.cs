using System.Runtime.InteropServices;
using ShareGateway.Privacy.Canonical;

namespace ShareGateway.Records;

/// <summary>The people that one record is about. One instance serves all records of a response, so nothing of it may be kept.</summary>
public sealed class RecordPeople
{
    private Person[] _people = new Person[4];
    private byte[] _ids = new byte[CanonicalValue.MaxBytes];
    private int _used;

    internal RecordPeople()
    {
    }

    /// <summary>How many ids stand in the record; a person named twice counts twice.</summary>
    public int Count { get; private set; }

    /// <summary>An id in its canonical form, UTF-8. Valid during the gate's call only.</summary>
    /// <param name="index">From 0 to below <see cref="Count"/>, in the record's order.</param>
    public ReadOnlySpan<byte> Id(int index) => _ids.AsSpan(At(index).Start, At(index).Length);

    /// <summary>Which kind of id it is, as <see cref="SubjectField.Scheme"/> says.</summary>
    /// <param name="index">From 0 to below <see cref="Count"/>.</param>
    public string Scheme(int index) => At(index).Scheme;

    /// <summary>Number of the record among all that these people were read of: what was noted of another one holds no more.</summary>
    public long Record { get; private set; }

    internal void Clear() => (Count, _used, Record) = (0, 0, Record + 1);

    /// <summary>Adds an id; false, and nothing added, when it cannot be read in its form.</summary>
    internal bool TryAdd(SubjectField subject, ReadOnlySpan<byte> utf8)
    {
        if (_ids.Length - _used < CanonicalValue.MaxBytes)
        {
            Array.Resize(ref _ids, _ids.Length * 2);
        }

        if (!CanonicalValue.TryWrite(subject.Form, utf8, _ids.AsSpan(_used), out int written) || written == 0)
        {
            return false;
        }

        if (Count == _people.Length)
        {
            Array.Resize(ref _people, 2 * Count);
        }

        _people[Count++] = new Person(_used, written, subject.Scheme);
        _used += written;
        return true;
    }

    // Positions beyond the last person throw, whatever an earlier record left there.
    private Person At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return _people[index];
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Person(int Start, int Length, string Scheme);
}
