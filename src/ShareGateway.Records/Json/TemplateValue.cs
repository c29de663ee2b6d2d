using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShareGateway.Records.Json;

/// <summary>A value of a template, and the bytes that stand before it.</summary>
internal readonly struct TemplateValue
{
    /// <summary>Bytes before a value that are compared at once; of more, all but the last stand before nothing.</summary>
    public const int LeadBytes = 32;

    private readonly Vector256<byte> _lead; // zeros behind it
    private readonly uint _leadBits; // which bytes of it must be there

    /// <param name="lead">What stands between the value before and this one; at most <see cref="LeadBytes"/>.</param>
    /// <param name="member">Whose value; null when none stands behind this lead.</param>
    /// <param name="depth">How many containers are open around it.</param>
    public TemplateValue(ReadOnlySpan<byte> lead, JsonMember? member, int depth)
    {
        Span<byte> bytes = stackalloc byte[LeadBytes];
        lead.CopyTo(bytes);
        (_lead, Length) = (Vector256.Create((ReadOnlySpan<byte>)bytes), lead.Length);
        _leadBits = (uint)((1UL << lead.Length) - 1);
        (Member, Depth) = (member, depth);
        Kind = member?.Work switch
        {
            null => TemplateKind.Nothing,
            MemberWork.Skip or MemberWork.CopyText or MemberWork.MapText or MemberWork.TakeText => TemplateKind.Text,
            MemberWork.CopyNumber => TemplateKind.Number,
            MemberWork.CopyInteger => TemplateKind.Integer,
            MemberWork.CopyBoolean => TemplateKind.Boolean,
            _ => TemplateKind.Other,
        };
    }

    /// <summary>Whose value; null when none stands here.</summary>
    public JsonMember? Member { get; }

    /// <summary>What is mostly found there.</summary>
    public TemplateKind Kind { get; }

    /// <summary>Bytes before the value.</summary>
    public int Length { get; }

    /// <summary>How many containers are open around it.</summary>
    public int Depth { get; }

    /// <summary>True when the bytes before the value stand at a place.</summary>
    /// <param name="json">Has at least <see cref="LeadBytes"/> from that place on.</param>
    /// <param name="at">The place.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool LeadsAt(ReadOnlySpan<byte> json, int at)
    {
        var here = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(json), (nuint)(uint)at);
        return (Vector256.Equals(here, _lead).ExtractMostSignificantBits() & _leadBits) == _leadBits;
    }
}

/// <summary>What is mostly found at a place of a template.</summary>
internal enum TemplateKind
{
    /// <summary>Whatever a closer look tells.</summary>
    Other = 0,

    /// <summary>A text without escapes.</summary>
    Text = 1,

    /// <summary>A number without fraction and exponent.</summary>
    Integer = 2,

    /// <summary>Any number.</summary>
    Number = 3,

    /// <summary>No value: only what stands before it.</summary>
    Nothing = 4,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean = 5,
}
