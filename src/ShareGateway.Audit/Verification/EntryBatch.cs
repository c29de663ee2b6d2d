using System.Runtime.InteropServices;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Verification;

/// <summary>
/// Entries on their way through a check. What needs only the entry itself, its form and its leaf hash, is worked out for many at once on
/// all processors; what needs the order comes after, one by one.
/// </summary>
internal sealed class EntryBatch
{
    private const int MaxEntries = 1 << 12; // handing out work costs a thread's sleep and waking: with 1,024 entries it took a tenth of the check
    private const int MaxBytes = 1 << 22;
    private const int FewEntries = 64; // below this, handing out the work costs more than it saves
    private readonly KnownSections[] _known = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new KnownSections())];
    private Slot[] _slots = new Slot[256];
    private byte[] _leaves = new byte[256 * TreeHasher.HashBytes];
    private byte[] _commitments = new byte[256 * TreeHasher.HashBytes];
    private byte[] _bytes = new byte[1 << 18];
    private int _used;

    public int Count { get; private set; }

    public bool IsFull => Count == MaxEntries || _used > MaxBytes - EntryCodec.MaxBytes;

    /// <summary>Copies an entry in.</summary>
    /// <param name="place">Offset of its frame, or of its bundle's place.</param>
    /// <param name="index">The index that stands with it.</param>
    /// <param name="expected">The index that should.</param>
    /// <param name="entry">Its bytes, at most <see cref="EntryCodec.MaxBytes"/>.</param>
    public void Add(long place, ulong index, ulong expected, ReadOnlySpan<byte> entry)
    {
        if (Count == _slots.Length)
        {
            Array.Resize(ref _slots, 2 * Count);
            (_leaves, _commitments) = (new byte[2 * Count * TreeHasher.HashBytes], new byte[2 * Count * TreeHasher.HashBytes]); // nothing is worked out yet
        }

        if (_used > _bytes.Length - entry.Length)
        {
            Array.Resize(ref _bytes, 2 * _bytes.Length);
        }

        entry.CopyTo(_bytes.AsSpan(_used));
        _slots[Count++] = new Slot { Place = place, Index = index, Expected = expected, Start = _used, Length = entry.Length };
        _used += entry.Length;
    }

    public void Clear() => (Count, _used) = (0, 0);

    public ref readonly Slot this[int number] => ref _slots[number];

    public ReadOnlySpan<byte> EntryOf(in Slot slot) => _bytes.AsSpan(slot.Start, slot.Length);

    public ReadOnlySpan<byte> LeafOf(int number) => _leaves.AsSpan(number * TreeHasher.HashBytes, TreeHasher.HashBytes);

    /// <summary>What a disclosure commits to; of any other entry it says nothing.</summary>
    public ReadOnlySpan<byte> CommitmentOf(int number) => _commitments.AsSpan(number * TreeHasher.HashBytes, TreeHasher.HashBytes);

    /// <summary>Works out form and leaf hash of all.</summary>
    /// <param name="decode">True when each entry is wanted whole, not only its outline.</param>
    public void Work(bool decode)
    {
        int parts = Count < FewEntries ? 1 : _known.Length;
        if (parts == 1)
        {
            Work(0, Count, _known[0], decode);
            return;
        }

        Parallel.For(0, parts, part => Work(Count * part / parts, Count * (part + 1) / parts, _known[part], decode));
    }

    private void Work(int from, int to, KnownSections known, bool decode)
    {
        for (int i = from; i < to; i++)
        {
            ref var slot = ref _slots[i];
            var entry = _bytes.AsSpan(slot.Start, slot.Length);
            TreeHasher.Leaf(entry, _leaves.AsSpan(i * TreeHasher.HashBytes, TreeHasher.HashBytes));
            if (decode || !EntryOutline.TryRead(entry, known, out slot.Outline))
            {
                _ = EntryCodec.TryDecode(slot.Index, entry, out slot.View, out slot.Problem);
            }
            else if (slot.Outline.Kind == AuditEntryKind.Disclosure)
            {
                SubjectRecord.ReadCommitment(entry[slot.Outline.Commitment], _commitments.AsSpan(i * TreeHasher.HashBytes, TreeHasher.HashBytes));
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    internal struct Slot
    {
        public long Place;
        public ulong Index;
        public ulong Expected;
        public int Start;
        public int Length;

        /// <summary>Of the three kinds that fill a log; of kind None when <see cref="View"/> or <see cref="Problem"/> tells.</summary>
        public EntryOutline Outline;
        public AuditEntryView? View;
        public string? Problem;
    }
}
