namespace ShareGateway.Privacy.Keys;

/// <summary>Several canonical values back to back, as a batch is made of them. Points to the caller's memory.</summary>
public readonly ref struct ValueList
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ReadOnlySpan<int> _ends;
    private readonly int _start; // of the first value

    /// <summary>Lists values.</summary>
    /// <param name="bytes">The values, one behind the other.</param>
    /// <param name="ends">Where each ends in <paramref name="bytes"/>, ascending.</param>
    public ValueList(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends)
        : this(bytes, ends, 0)
    {
    }

    private ValueList(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends, int start)
    {
        _bytes = bytes;
        _ends = ends;
        _start = start;
    }

    /// <summary>How many values there are.</summary>
    public int Count => _ends.Length;

    /// <summary>One value.</summary>
    /// <param name="index">Counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ends do not ascend, or point outside.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such value.</exception>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            int start = index == 0 ? _start : _ends[index - 1];
            return _bytes[start.._ends[index]];
        }
    }

    /// <summary>Some of the values.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    public ValueList Slice(int first, int count) => new(_bytes, _ends.Slice(first, count), first == 0 ? _start : _ends[first - 1]);

    /// <summary>The keyed hash of nothing would be one value shared by many.</summary>
    internal void RefuseEmpty(string canonical)
    {
        for (int i = 0; i < Count; i++)
        {
            if (this[i].IsEmpty)
            {
                throw new ArgumentException($"expected canonical values, got nothing at {i}", canonical);
            }
        }
    }
}
