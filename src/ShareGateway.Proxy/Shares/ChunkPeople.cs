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

    /// <summary>Writes everybody's reference, in any order, some perhaps twice: the log counts each once. The ids are wiped.</summary>
    /// <param name="key">Makes them.</param>
    /// <param name="references">As many as <see cref="Count"/>.</param>
    public void TakeReferences(SubjectReferenceKey key, Span<SubjectReference> references)
    {
        var rest = references;
        foreach (var kind in _kinds)
        {
            kind.Write(key, rest[..kind.Count]);
            rest = rest[kind.Count..];
        }

        Wipe();
    }

    /// <summary>Forgets everybody.</summary>
    public void Wipe()
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

    /// <summary>The ids of one kind.</summary>
    private sealed class Kind(SubjectScheme scheme)
    {
        private readonly ValueBuffer _ids = new();

        public SubjectScheme Scheme => scheme;

        public int Count => _ids.Count;

        public void Add(ReadOnlySpan<byte> id) => _ids.Add(id);

        public void Add(Kind later)
        {
            var ids = later._ids.Values;
            for (var i = 0; i < ids.Count; i++)
            {
                Add(ids[i]);
            }
        }

        public void Write(SubjectReferenceKey key, Span<SubjectReference> references)
        {
            var bytes = ArrayPool<byte>.Shared.Rent(Count * SubjectReferenceKey.ReferenceBytes);
            key.WriteMany(scheme, _ids.Values, bytes);
            for (var i = 0; i < references.Length; i++)
            {
                references[i] = new(bytes.AsSpan(i * SubjectReferenceKey.ReferenceBytes, SubjectReferenceKey.ReferenceBytes));
            }

            ArrayPool<byte>.Shared.Return(bytes);
        }

        /// <summary>Wipes the ids and gives the memory back.</summary>
        public void Wipe() => _ids.Release();
    }
}
