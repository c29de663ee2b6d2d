using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records.Rewriting;

/// <summary>Values of one field that are transformed together, once the records of a batch have been read: their room in the output is there already.</summary>
internal sealed class DeferredValues(FieldTransform transform)
{
    private readonly ValueBuffer _values = new();
    private int[] _places = new int[4]; // of each result, in the output
    private int _kept;

    /// <summary>Prepares a value of the record under way; false, and nothing added, when the transform cannot do its work on it.</summary>
    public bool TryAdd(ReadOnlySpan<byte> value)
    {
        if (!transform.TryDefer(value, _values.Reserve(CanonicalValue.MaxBytes), out int written))
        {
            return false;
        }

        _values.Commit(written);
        return true;
    }

    /// <summary>Says where the result of the value added last belongs.</summary>
    public void Place(int place)
    {
        if (_values.Count > _places.Length)
        {
            Array.Resize(ref _places, Math.Max(Settlement.MaxWaiting, 2 * _places.Length));
        }

        _places[_values.Count - 1] = place;
    }

    /// <summary>The record under way belongs to the batch.</summary>
    public void Keep() => _kept = _values.Count;

    /// <summary>Forgets the values of a record that does not.</summary>
    public void Drop() => _values.Truncate(_kept);

    /// <summary>Writes the results of all kept values into their places, and forgets and wipes all.</summary>
    public void Complete(Span<byte> output)
    {
        if (_kept > 0)
        {
            transform.Complete(_values.Values.Slice(0, _kept), output, _places.AsSpan(0, _kept));
        }

        _values.Clear();
        _kept = 0;
    }

    /// <summary>Forgets and wipes all values, and gives their memory back.</summary>
    public void Release()
    {
        _values.Release();
        _kept = 0;
    }
}
