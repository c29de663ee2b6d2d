using System.Runtime.InteropServices;

namespace ShareGateway.Records.Json;

/// <summary>
/// Remembers the member names of all objects of one record, so that twins in one object are found, escaped ones too, at any depth. The
/// hash is seeded per process: an upstream cannot make names that collide.
/// </summary>
internal sealed class MemberNames
{
    private const int FirstBytes = 1024;
    private const int FirstHeads = 64;
    private const int MostKeptBytes = 4 * FirstBytes;
    private const int MostKeptHeads = 4 * FirstHeads;

    private readonly List<Entry> _entries = [];
    private int[] _heads = new int[FirstHeads]; // a power of two; position in _entries plus one, 0 for none
    private byte[] _bytes = new byte[FirstBytes];
    private int _used;
    private int _objects;

    /// <summary>Forgets the last record.</summary>
    public void Clear()
    {
        if (_objects == 0)
        {
            return;
        }

        foreach (var entry in _entries)
        {
            _heads[entry.Hash & (_heads.Length - 1)] = 0;
        }

        _entries.Clear();
        (_used, _objects) = (0, 0);
    }

    /// <summary>Bytes of its room for names, and how many names it has room for.</summary>
    public (int Bytes, int Names) Room => (_bytes.Length, Math.Max(_heads.Length, _entries.Capacity));

    /// <summary>Forgets all records; room for many names is let go.</summary>
    public void Wipe()
    {
        Clear();
        if (_bytes.Length > MostKeptBytes || _heads.Length > MostKeptHeads)
        {
            (_bytes, _heads) = (new byte[FirstBytes], new int[FirstHeads]);
            _entries.Capacity = 0;
        }

        _bytes.AsSpan().Clear();
    }

    /// <summary>A number for an object that starts.</summary>
    public int NewObject() => ++_objects;

    /// <summary>Notes a name; false when the object has it already.</summary>
    /// <param name="number">From <see cref="NewObject"/>.</param>
    /// <param name="name">Unescaped.</param>
    public bool TryAdd(int number, ReadOnlySpan<byte> name)
    {
        int hash = Hash(number, name);
        for (int at = _heads[hash & (_heads.Length - 1)]; at != 0; at = _entries[at - 1].Next)
        {
            var entry = _entries[at - 1];
            if (entry.Hash == hash && entry.Object == number && name.SequenceEqual(_bytes.AsSpan(entry.Start, entry.Length)))
            {
                return false;
            }
        }

        Add(number, name, hash);
        return true;
    }

    private static int Hash(int number, ReadOnlySpan<byte> name)
    {
        var hash = default(HashCode);
        hash.Add(number);
        hash.AddBytes(name);
        return hash.ToHashCode();
    }

    private void Add(int number, ReadOnlySpan<byte> name, int hash)
    {
        if (_bytes.Length - _used < name.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + name.Length));
        }

        if (_entries.Count == _heads.Length)
        {
            Grow();
        }

        name.CopyTo(_bytes.AsSpan(_used));
        ref int head = ref _heads[hash & (_heads.Length - 1)];
        _entries.Add(new Entry(hash, number, _used, name.Length, head));
        head = _entries.Count;
        _used += name.Length;
    }

    private void Grow()
    {
        _heads = new int[_heads.Length * 2];
        for (int i = 0; i < _entries.Count; i++)
        {
            ref int head = ref _heads[_entries[i].Hash & (_heads.Length - 1)];
            _entries[i] = _entries[i] with { Next = head };
            head = i + 1;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(int Hash, int Object, int Start, int Length, int Next);
}
