using System.Buffers.Binary;
using System.Numerics;
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

    private readonly List<JsonMember> _members = [];
    private readonly short[] _slots; // position in _members plus one, 0 for none; never more than a quarter full
    private readonly int _shift;

    /// <param name="node">The object in the program; null when nothing in it is known.</param>
    /// <param name="learns">False for objects of which there are too many kinds: all their names are noted one by one.</param>
    public MemberShape(ProgramNode? node, bool learns)
    {
        int known = node is null ? 0 : node.Children.Length;
        int slots = (int)BitOperations.RoundUpToPowerOf2((uint)(SlotsPerMember * Math.Max(known, learns ? MaxLearnt : 1)));
        Node = node;
        Learns = learns;
        _slots = new short[slots];
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

    private bool Learns { get; }

    /// <summary>The member of an unescaped name; null when it is not known yet.</summary>
    public JsonMember? Find(ReadOnlySpan<byte> name)
    {
        for (int slot = SlotOf(name); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            var member = _members[_slots[slot] - 1];
            if (name.SequenceEqual(member.Name))
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>Takes up a name that <see cref="Find"/> does not know; gives <see cref="Stranger"/> when there are enough.</summary>
    public JsonMember Learn(ReadOnlySpan<byte> name) =>
        Learns && _members.Count < MaxLearnt && name.Length <= MaxLearntBytes ? Add(null, name) : Stranger;

    private JsonMember Add(ProgramNode? node, ReadOnlySpan<byte> name)
    {
        var member = new JsonMember(node, name, _members.Count < MaxLearnt ? 1UL << _members.Count : 0);
        int slot = SlotOf(name);
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        _members.Add(member);
        _slots[slot] = (short)_members.Count;
        return member;
    }

    // Length and both ends tell names apart well enough; names that an upstream makes collide cost at most as many comparisons as there are members.
    private int SlotOf(ReadOnlySpan<byte> name)
    {
        ulong ends = name.Length switch
        {
            >= 8 => BinaryPrimitives.ReadUInt64LittleEndian(name) ^ BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]), 29),
            >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(name) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]) << 32),
            > 0 => name[0] | ((ulong)name[name.Length / 2] << 8) | ((ulong)name[^1] << 16),
            _ => 0,
        };
        return (int)(((ends + (ulong)name.Length) * 0x9E3779B97F4A7C15) >> _shift); // Knuth's multiplicative hashing, 2^64 over the golden ratio
    }
}
