using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records.Programs;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records.Json;

/// <summary>One member name of the objects at some place.</summary>
internal sealed class JsonMember : JsonPlace
{
    private const int Quote = 1;
    private const int QuoteAndColon = 2;
    private const int NowhereBytes = int.MaxValue;

    private readonly byte[] _key;
    private readonly Vector256<byte> _head; // of the key, zeros behind it
    private readonly uint _headBits; // which bytes of the head must be there

    /// <param name="node">What the program says of it; null when it does not know it.</param>
    /// <param name="name">Unescaped; empty also for the member that stands for all names that are not learnt.</param>
    /// <param name="bit">Tells it from the other members of its object; 0 when it has no bit and must be noted by name.</param>
    /// <param name="unknownIn">The object of the program that lacks it; null when the program has it, or nothing of its object either.</param>
    public JsonMember(ProgramNode? node, ReadOnlySpan<byte> name, ulong bit, ProgramNode? unknownIn = null)
        : base(node)
    {
        (Bit, UnknownIn) = (bit, unknownIn);
        _key = [(byte)'"', .. name, (byte)'"', (byte)':'];
        KeyLength = CanStand(name) ? _key.Length : NowhereBytes;
        Span<byte> head = stackalloc byte[Vector256<byte>.Count];
        _key.AsSpan(0, Math.Min(_key.Length, head.Length)).CopyTo(head);
        _head = Vector256.Create((ReadOnlySpan<byte>)head);
        _headBits = (uint)((1UL << Math.Min(_key.Length, head.Length)) - 1);
        Work = WorkOf(node);
        IsCopied = Work is MemberWork.CopyText or MemberWork.CopyTime or MemberWork.CopyNumber or MemberWork.CopyInteger or MemberWork.CopyBoolean;
        IsText = Work is MemberWork.Skip or MemberWork.CopyText or MemberWork.MapText or MemberWork.CopyTime or MemberWork.TakeText;
    }

    public ReadOnlySpan<byte> Name => _key.AsSpan(Quote..^QuoteAndColon);

    /// <summary>Bytes of the name with its quotes and the colon, as a compact document without escapes has it; more than any text has when none can have it.</summary>
    public int KeyLength { get; }

    public ulong Bit { get; }

    public MemberWork Work { get; }

    /// <summary>The object of the program that lacks it; null when the program has it, or nothing of its object either.</summary>
    public ProgramNode? UnknownIn { get; }

    /// <summary>What there is to say of it then; null until it was said once.</summary>
    public UnknownName? Unknown { get; set; }

    /// <summary>The response in which it was last noted that the program lacks it.</summary>
    public int NotedIn { get; set; }

    /// <summary>True when values of the usual kind leave as they came.</summary>
    public bool IsCopied { get; }

    /// <summary>True when text is what its work is for.</summary>
    public bool IsText { get; }

    /// <summary>The member that stood behind this one when it was met first, or lately.</summary>
    public JsonMember? Next { get; set; }

    /// <summary>Another one that did, in records of another shape.</summary>
    public JsonMember? OtherNext { get; set; }

    /// <summary>True when this name stands at a place, compact and without escapes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool StandsAt(ReadOnlySpan<byte> json, int at)
    {
        if (at > json.Length - Vector256<byte>.Count || KeyLength > Vector256<byte>.Count)
        {
            return KeyLength != NowhereBytes && json[at..].StartsWith(_key);
        }

        var here = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(json), (nuint)at);
        return (Vector256.Equals(here, _head).ExtractMostSignificantBits() & _headBits) == _headBits;
    }

    // With a quote in it, the name as it is would be several names in a text, or a name and its value; with a backslash, another name; with a control character, none.
    private static bool CanStand(ReadOnlySpan<byte> name) => !name.ContainsAny((byte)'"', (byte)'\\') && !name.ContainsAnyInRange((byte)0, (byte)0x1F);

    private static MemberWork WorkOf(ProgramNode? node) => node switch
    {
        null => MemberWork.Skip,
        { Shape: NodeShape.Object } => MemberWork.Enter,
        { Shape: not NodeShape.Leaf } => MemberWork.Look,
        { CopiesText: true } => MemberWork.CopyText,
        { MapsText: true } => MemberWork.MapText,
        { IsCopied: true, Field.Type: FieldType.Date or FieldType.Timestamp or FieldType.Time } => MemberWork.CopyTime,
        { IsCopied: true, Field.Type: FieldType.Integer } => MemberWork.CopyInteger,
        { IsCopied: true, Field.Type: FieldType.Number } => MemberWork.CopyNumber,
        { IsCopied: true, Field.Type: FieldType.Boolean } => MemberWork.CopyBoolean,
        { IsCopied: true } => MemberWork.Look,
        _ => MemberWork.TakeText,
    };
}
