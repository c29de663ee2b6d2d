using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using ShareGateway.Records.Programs;

namespace ShareGateway.Records.Json;

/// <summary>
/// The member names of the objects at one place: those of the program, and others as they are met, as long as there are bits. Records
/// mostly have their members in one order, so each name points to the one that followed it last; another order costs a look-up.
/// </summary>
internal sealed class MemberShape
{
    private const int MaxLearnt = 64; // bits of the word in which the members of an object are ticked off
    private const int MaxLearntBytes = 64;
    private const int SlotsPerMember = 4;
    private const int MissesPerGuess = 8;

    private readonly JsonMember?[] _slots; // never more than a quarter full
    private readonly JsonMember?[] _near; // by the head of the name; whoever comes later to a place finds it taken
    private readonly int _shift;
    private int _count;
    private int _misses;

    /// <param name="node">The object in the program; null when nothing in it is known.</param>
    /// <param name="learns">False for objects of which there are too many kinds: all their names are noted one by one.</param>
    public MemberShape(ProgramNode? node, bool learns)
    {
        int known = node is null ? 0 : node.Children.Length;
        int slots = (int)BitOperations.RoundUpToPowerOf2((uint)(SlotsPerMember * Math.Max(known, learns ? MaxLearnt : 1)));
        Node = node;
        Learns = learns;
        _slots = new JsonMember?[slots];
        _near = new JsonMember?[slots];
        _shift = 64 - BitOperations.Log2((uint)slots);
        for (int i = 0; i < known; i++)
        {
            Add(node!.Children[i], node.Children[i].Name);
        }
    }

    /// <summary>The object in the program; null when nothing in it is known.</summary>
    public ProgramNode? Node { get; }

    /// <summary>Stands before the first member.</summary>
    public JsonMember Start { get; } = new(null, [], 0);

    /// <summary>Stands for every name that the program does not know and that was not learnt.</summary>
    public JsonMember Stranger { get; } = new(null, [], 0);

    /// <summary>What followed each other in the last object.</summary>
    public JsonLane Lane { get; } = new();

    /// <summary>True when what objects hold is learnt.</summary>
    public bool Learns { get; }

    /// <summary>The member of an unescaped name; null when it is not known yet.</summary>
    public JsonMember? Find(ReadOnlySpan<byte> name)
    {
        for (int slot = SlotOf(name); _slots[slot] is { } member; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (name.SequenceEqual(member.Name))
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>The same for a name that stands in a text without escapes, between quotes, with the colon right behind it.</summary>
    /// <param name="json">The text.</param>
    /// <param name="start">Behind the opening quote.</param>
    /// <param name="end">At the closing quote.</param>
    public JsonMember? FindAt(ReadOnlySpan<byte> json, int start, int end)
    {
        if (end < sizeof(ulong) || start > json.Length - sizeof(ulong) || start == end)
        {
            return Find(json[start..end]);
        }

        int length = end - start;
        int unused = UnusedBits(length);
        ulong head = BinaryPrimitives.ReadUInt64LittleEndian(json[start..]) << unused;
        ulong tail = BinaryPrimitives.ReadUInt64LittleEndian(json[(end - sizeof(ulong))..]) >> unused;
        for (int slot = SlotOf(head, tail, length); _slots[slot] is { } member; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (member.StandsAt(json, start - 1))
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>
    /// The member whose name stands at a place, compact and without escapes, by its first sixteen bytes: they are there at once, while its end has yet to be
    /// found. Null also for some that are known.
    /// </summary>
    /// <param name="json">Has a whole vector of bytes from that place on.</param>
    /// <param name="start">Behind the opening quote.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public JsonMember? FindNear(ReadOnlySpan<byte> json, int start)
    {
        int slot = NearSlotOf(BinaryPrimitives.ReadUInt64LittleEndian(json[start..]), BinaryPrimitives.ReadUInt64LittleEndian(json[(start + sizeof(ulong))..]));
        return _near[slot] is { } member && member.StandsAt(json, start - 1) ? member : null;
    }

    /// <summary>
    /// Learns that one member stood behind another. The first that did stays the first guess, so that records of two shapes by turns are
    /// both guessed; the second guess is exchanged at every eighth miss only, so that a random order costs hardly more than the look-up.
    /// </summary>
    public void Follow(JsonMember last, JsonMember member)
    {
        if (last.Next is null)
        {
            last.Next = member;
        }
        else if (last.OtherNext is null || (++_misses % MissesPerGuess) == 0)
        {
            last.OtherNext = member;
        }
    }

    /// <summary>Takes up a name that <see cref="Find"/> does not know; gives <see cref="Stranger"/> when there are enough.</summary>
    public JsonMember Learn(ReadOnlySpan<byte> name) =>
        Learns && _count < MaxLearnt && name.Length <= MaxLearntBytes ? Add(null, name) : Stranger;

    private JsonMember Add(ProgramNode? node, ReadOnlySpan<byte> name)
    {
        var member = new JsonMember(node, name, _count < MaxLearnt ? 1UL << _count : 0, node is null ? Node : null);
        int slot = SlotOf(name);
        while (_slots[slot] is not null)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        _count++;
        _slots[slot] = member;
        _near[NearSlotOf(member)] ??= member;
        return member;
    }

    private int NearSlotOf(JsonMember member)
    {
        Span<byte> head = stackalloc byte[2 * sizeof(ulong)];
        var key = member.Name[..Math.Min(member.Name.Length, head.Length)];
        key.CopyTo(head);
        if (key.Length < head.Length)
        {
            head[key.Length] = (byte)'"';
        }

        return NearSlotOf(BinaryPrimitives.ReadUInt64LittleEndian(head), BinaryPrimitives.ReadUInt64LittleEndian(head[sizeof(ulong)..]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NearSlotOf(ulong first, ulong second)
    {
        ulong quotes = Quotes(first);
        ulong untilQuote = quotes ^ (quotes - 1); // all bits when there is none
        ulong others = Quotes(second);
        first &= untilQuote;
        second &= (others ^ (others - 1)) & (0 - (quotes == 0 ? 1UL : 0));
        return (int)(((first ^ BitOperations.RotateLeft(second, 29)) * 0x9E3779B97F4A7C15) >> _shift);
    }

    // The highest bit of the first byte that is a quote; bytes behind it may be marked too (Mycroft's test for a byte of zero).
    private static ulong Quotes(ulong word)
    {
        ulong zeros = word ^ 0x2222222222222222;
        return (zeros - 0x0101010101010101) & ~zeros & 0x8080808080808080;
    }

    private int SlotOf(ReadOnlySpan<byte> name)
    {
        if (name.Length >= sizeof(ulong))
        {
            return SlotOf(BinaryPrimitives.ReadUInt64LittleEndian(name), BinaryPrimitives.ReadUInt64LittleEndian(name[^sizeof(ulong)..]), name.Length);
        }

        ulong all = 0;
        for (int i = name.Length - 1; i >= 0; i--)
        {
            all = (all << 8) | name[i];
        }

        return SlotOf(all << UnusedBits(name.Length), all, name.Length);
    }

    // Of a word, beyond a name's bytes; only of names that are not empty would a shift by it mean anything.
    // Without a branch, as names are of any length.
    private static int UnusedBits(int length)
    {
        int missing = sizeof(ulong) - length;
        return 8 * (missing & ~(missing >> 31));
    }

    // Length and both ends tell names apart well enough; names that an upstream makes collide cost at most as many comparisons as there are members.
    // Knuth's multiplicative hashing, 2^64 over the golden ratio.
    private int SlotOf(ulong head, ulong tail, int length) =>
        (int)(((head ^ BitOperations.RotateLeft(tail, 29) ^ ((ulong)length << 17)) * 0x9E3779B97F4A7C15) >> _shift);
}
