using System.Buffers;

namespace ShareGateway.Privacy.Keys;

/// <summary>
/// Canonical values back to back, to be made into a <see cref="ValueList"/>. Grows, in pooled memory; all that was ever written there is wiped before
/// the memory goes back, for a value stands for a person. Not safe for several threads.
/// </summary>
public sealed class ValueBuffer
{
    private const int FirstValues = 64;
    private const int FirstBytes = 16 * FirstValues;

    private byte[] _bytes = [];
    private int[] _ends = [];
    private int _touched; // beyond it nothing was written, so there is nothing to wipe

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    /// <summary>All values; valid until the next call of another member.</summary>
    public ValueList Values => new(_bytes, _ends.AsSpan(0, Count));

    private int Used => Count == 0 ? 0 : _ends[Count - 1];

    /// <summary>Room for the next value; it is none before <see cref="Commit"/>.</summary>
    /// <param name="bytes">How much, at least.</param>
    public Span<byte> Reserve(int bytes)
    {
        int used = Used;
        if (_bytes.Length - used < bytes)
        {
            Grow(used, bytes);
        }

        _touched = Math.Max(_touched, used + bytes);
        return _bytes.AsSpan(used, bytes);
    }

    /// <summary>Adds the value whose bytes stand at the head of the reserved room.</summary>
    /// <param name="bytes">How many there are.</param>
    public void Commit(int bytes)
    {
        if (Count == _ends.Length)
        {
            var larger = ArrayPool<int>.Shared.Rent(Math.Max(FirstValues, 2 * Count));
            _ends.AsSpan(0, Count).CopyTo(larger);
            ReturnEnds();
            _ends = larger;
        }

        int end = Used + bytes;
        _ends[Count++] = end;
    }

    /// <summary>Adds a value.</summary>
    /// <param name="value">Its bytes.</param>
    public void Add(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Commit(value.Length);
    }

    /// <summary>Forgets all but the first values; wiped with the others.</summary>
    /// <param name="count">How many are kept.</param>
    public void Truncate(int count) => Count = Math.Min(Count, count);

    /// <summary>Forgets and wipes all values.</summary>
    public void Clear()
    {
        _bytes.AsSpan(0, _touched).Clear();
        (Count, _touched) = (0, 0);
    }

    /// <summary>The same, and gives the memory back. May be used again.</summary>
    public void Release()
    {
        Clear();
        ReturnBytes();
        ReturnEnds();
        (_bytes, _ends) = ([], []);
    }

    private void Grow(int used, int moreBytes)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(FirstBytes, 2 * _bytes.Length), used + moreBytes));
        _bytes.AsSpan(0, used).CopyTo(larger);
        _bytes.AsSpan(0, _touched).Clear();
        ReturnBytes();
        (_bytes, _touched) = (larger, used);
    }

    private void ReturnBytes()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }

    private void ReturnEnds()
    {
        if (_ends.Length > 0)
        {
            ArrayPool<int>.Shared.Return(_ends);
        }
    }
}
