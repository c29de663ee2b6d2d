using System.Buffers;
using ShareGateway.Audit.Entries;
using ShareGateway.Privacy.Keys;

namespace ShareGateway.Proxy.Shares;

/// <summary>
/// The people whose records stand in a chunk: their ids, until the audit log asks for references. Made all at once these cost less than one by
/// one, and not the thread that rewrites. Not safe for several threads.
/// </summary>
internal sealed class ChunkPeople
{
    private readonly List<Kind> _kinds = []; // mostly one

    /// <summary>Ids in it; a person named twice counts twice.</summary>
    public int Count => _kinds.Sum(kind => kind.Count);

    /// <summary>Adds a person.</summary>
    /// <param name="scheme">What kind of id it is.</param>
    /// <param name="id">The id in its canonical form; not empty.</param>
    public void Add(SubjectScheme scheme, ReadOnlySpan<byte> id) => KindOf(scheme).Add(id);

    /// <summary>Adds the people of a later part of the chunk, which is empty then.</summary>
    public void TakeOver(ChunkPeople later)
    {
        foreach (var kind in later._kinds)
        {
            KindOf(kind.Scheme).Add(kind);
        }

        later.Wipe();
    }

    /// <summary>Everybody's reference, in any order, some perhaps twice: the log counts each once. The ids are wiped.</summary>
    public SubjectReference[] TakeReferences(SubjectReferenceKey key)
    {
        var references = new SubjectReference[Count];
        var rest = references.AsSpan();
        foreach (var kind in _kinds)
        {
            kind.Write(key, rest[..kind.Count]);
            rest = rest[kind.Count..];
        }

        Wipe();
        return references;
    }

    private void Wipe()
    {
        _kinds.ForEach(kind => kind.Wipe());
        _kinds.Clear();
    }

    private Kind KindOf(SubjectScheme scheme)
    {
        foreach (var known in _kinds)
        {
            if (ReferenceEquals(known.Scheme, scheme))
            {
                return known;
            }
        }

        var kind = new Kind(scheme);
        _kinds.Add(kind);
        return kind;
    }

    /// <summary>The ids of one kind, one behind the other.</summary>
    private sealed class Kind(SubjectScheme scheme)
    {
        private const int FirstIds = 64;
        private const int FirstBytes = 16 * FirstIds;
        private byte[] _ids = new byte[FirstBytes];
        private int[] _ends = new int[FirstIds];
        private int _used;

        public SubjectScheme Scheme => scheme;

        public int Count { get; private set; }

        public void Add(ReadOnlySpan<byte> id)
        {
            if (Count == _ends.Length)
            {
                Array.Resize(ref _ends, 2 * Count);
            }

            while (_ids.Length - _used < id.Length)
            {
                Grow();
            }

            id.CopyTo(_ids.AsSpan(_used));
            _ends[Count++] = _used += id.Length;
        }

        public void Add(Kind later)
        {
            var ids = new ValueList(later._ids, later._ends.AsSpan(0, later.Count));
            for (var i = 0; i < ids.Count; i++)
            {
                Add(ids[i]);
            }
        }

        public void Write(SubjectReferenceKey key, Span<SubjectReference> references)
        {
            var bytes = ArrayPool<byte>.Shared.Rent(Count * SubjectReferenceKey.ReferenceBytes);
            key.WriteMany(scheme, new ValueList(_ids, _ends.AsSpan(0, Count)), bytes);
            for (var i = 0; i < references.Length; i++)
            {
                references[i] = new(bytes.AsSpan(i * SubjectReferenceKey.ReferenceBytes, SubjectReferenceKey.ReferenceBytes));
            }

            ArrayPool<byte>.Shared.Return(bytes);
        }

        public void Wipe() => _ids.AsSpan(0, _used).Clear();

        private void Grow()
        {
            var larger = new byte[2 * _ids.Length];
            _ids.AsSpan(0, _used).CopyTo(larger);
            Wipe();
            _ids = larger;
        }
    }
}
