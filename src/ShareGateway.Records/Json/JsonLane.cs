using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShareGateway.Records.Json;

/// <summary>
/// The members of the last object at some place, in their order, and what stood between their values byte by byte: names, colons, commas,
/// blanks. As long as the next object has the same bytes there, nothing of it need be looked at but its values. A guess like all that is learnt:
/// compared, never trusted.
/// </summary>
internal sealed class JsonLane
{
    private const int Wild = 16; // misses in a row

    private Step[] _steps = new Step[8];
    private int _count;
    private int _misses;
    private int _patience;
    private int _inRow; // misses, whatever was learnt meanwhile
    private uint _objects;
    private int _notedIn; // the response whose unknown members were noted
    private int _notedSteps;

    /// <summary>True when objects have been of another order each time for a while: guessing costs more than it brings.</summary>
    public bool IsWild { get; private set; }

    /// <summary>False when there is nothing to go by; and mostly, when the order is wild.</summary>
    public bool IsPromising => _count > 0 && (!IsWild || _objects % Wild == 0);

    /// <summary>True when the last object was as expected from its first member to its last.</summary>
    public bool IsWhole { get; private set; }

    public ReadOnlySpan<Step> Steps => _steps.AsSpan(0, _count);

    /// <summary>An object was as expected.</summary>
    public void Hit() => (_misses, _inRow, IsWild, IsWhole) = (0, 0, false, true);

    /// <summary>
    /// An object was not as expected. True when its order is to be learnt: after one miss, later after two in a row, four, eight…, so that an
    /// order that changes all the time costs next to nothing.
    /// </summary>
    /// <param name="matched">How many members were; what is learnt follows them.</param>
    public bool Miss(int matched)
    {
        _objects++;
        IsWhole = false;
        _inRow = Math.Min(_inRow + 1, Wild);
        IsWild = _inRow == Wild;
        if (++_misses <= _patience)
        {
            return false;
        }

        (_misses, _patience, _count) = (0, Math.Min((2 * _patience) + 1, 1 << 20), matched);
        return true;
    }

    /// <summary>Of how many of its steps it was noted in a response which of them the program does not know.</summary>
    public int NotedSteps(int response) => _notedIn == response ? _notedSteps : 0;

    /// <summary>It was, of the first ones.</summary>
    public void Noted(int response, int steps) => (_notedIn, _notedSteps) = (response, steps);

    /// <summary>Learns what followed.</summary>
    /// <param name="member">The next member; it has a bit, so that there are 64 at most, and no twins.</param>
    /// <param name="lead">What stood between the last value, or the brace, and this member's value.</param>
    /// <returns>False when it is too long to be learnt: the lane ends here.</returns>
    public bool TryAdd(JsonMember member, ReadOnlySpan<byte> lead)
    {
        if (lead.Length > Vector256<byte>.Count)
        {
            return false;
        }

        if (_count == _steps.Length)
        {
            Array.Resize(ref _steps, 2 * _count);
        }

        var (seen, required) = _count == 0 ? (0UL, 0) : (_steps[_count - 1].Seen, _steps[_count - 1].Required);
        _steps[_count++] = new Step(member, lead, seen | member.Bit, required + (member.IsRequired ? 1 : 0));
        return true;
    }

    /// <summary>One member on the way.</summary>
    internal readonly struct Step
    {
        private readonly Vector256<byte> _lead; // zeros behind it
        private readonly uint _leadBits; // which bytes of it must be there

        public Step(JsonMember member, ReadOnlySpan<byte> lead, ulong seen, int required)
        {
            Span<byte> bytes = stackalloc byte[Vector256<byte>.Count];
            lead.CopyTo(bytes);
            (_lead, Length) = (Vector256.Create((ReadOnlySpan<byte>)bytes), lead.Length);
            _leadBits = (uint)((1UL << lead.Length) - 1);
            (Member, Seen, Required) = (member, seen, required);
            IsCompact = lead.Length - 1 == member.KeyLength && member.StandsAt(lead, 1);
            CopiesText = IsCompact && member.Work is MemberWork.CopyText;
        }

        public JsonMember Member { get; }

        /// <summary>The bytes between the last value and this one.</summary>
        [UnscopedRef]
        public ReadOnlySpan<byte> Lead => MemoryMarshal.AsBytes(new ReadOnlySpan<Vector256<byte>>(in _lead))[..Length];

        /// <summary>How many they are.</summary>
        public int Length { get; }

        /// <summary>True when they are written as the answer would be.</summary>
        public bool IsCompact { get; }

        /// <summary>True for text that leaves as it came, its name too.</summary>
        public bool CopiesText { get; }

        /// <summary>The bits of the members up to this one.</summary>
        public ulong Seen { get; }

        /// <summary>How many of them are required.</summary>
        public int Required { get; }

        /// <summary>True when the same bytes stand at a place.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool LeadsAt(ReadOnlySpan<byte> json, int at)
        {
            if (at > json.Length - Vector256<byte>.Count)
            {
                return EndsAt(json, at);
            }

            // Bound: a whole vector lies behind this place, as was just asked.
            var here = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(json), (nuint)(uint)at);
            return (Vector256.Equals(here, _lead).ExtractMostSignificantBits() & _leadBits) == _leadBits;
        }

        // Near the text's end.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private bool EndsAt(ReadOnlySpan<byte> json, int at)
        {
            Span<byte> lead = stackalloc byte[Vector256<byte>.Count];
            _lead.CopyTo(lead);
            return json[at..].StartsWith(lead[..Length]);
        }
    }
}
