using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records.Rewriting;

/// <summary>Values of one field that are transformed together, once the records of a batch have been read: their room in the output is there already.</summary>
internal sealed class DeferredValues(FieldTransform transform)
{
    private byte[] _values = new byte[2 * CanonicalValue.MaxBytes];
    private int[] _ends = new int[4]; // of each value, in _values
    private int[] _places = new int[4]; // of each result, in the output
    private int _count;
    private int _kept;

    private int Used => _count == 0 ? 0 : _ends[_count - 1];

    /// <summary>Prepares a value of the record under way; false, and nothing added, when the transform cannot do its work on it.</summary>
    public bool TryAdd(ReadOnlySpan<byte> value)
    {
        int used = Used;
        if (_values.Length - used < CanonicalValue.MaxBytes)
        {
            Array.Resize(ref _values, 2 * _values.Length);
        }

        if (!transform.TryDefer(value, _values.AsSpan(used), out int written))
        {
            return false;
        }

        if (_count == _ends.Length)
        {
            Array.Resize(ref _ends, 2 * _count);
            Array.Resize(ref _places, 2 * _count);
        }

        _ends[_count++] = used + written;
        return true;
    }

    /// <summary>Says where the result of the value added last belongs.</summary>
    public void Place(int place) => _places[_count - 1] = place;

    /// <summary>The record under way belongs to the batch.</summary>
    public void Keep() => _kept = _count;

    /// <summary>Forgets the values of a record that does not.</summary>
    public void Drop() => _count = _kept;

    /// <summary>Writes the results of all kept values into their places, and forgets and wipes all.</summary>
    public void Complete(Span<byte> output)
    {
        if (_kept > 0)
        {
            transform.Complete(new ValueList(_values, _ends.AsSpan(0, _kept)), output, _places.AsSpan(0, _kept));
        }

        Clear();
    }

    /// <summary>Forgets and wipes all values.</summary>
    public void Clear()
    {
        _values.AsSpan(0, Used).Clear();
        (_count, _kept) = (0, 0);
    }
}
