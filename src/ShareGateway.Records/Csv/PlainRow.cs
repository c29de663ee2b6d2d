using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace ShareGateway.Records.Csv;

/// <summary>
/// Takes a row without quotes apart, 64 bytes at a time, while it looks for its end: most rows are of this kind. Any other row is left to
/// <see cref="CsvRow"/>. One instance serves all rows of a body.
/// </summary>
internal sealed class PlainRow
{
    private const int BlockBytes = 64;
    private const int HalfBytes = BlockBytes / 2;
    private const int Batch = 8; // ends that are noted without asking whether there are so many: a block seldom has more

    private int[] _ends = new int[4 * BlockBytes]; // of the cells, behind a -1, so that each cell starts behind the end before it
    private int _firstWide; // bytes beyond ASCII lie from here
    private int _lastWide; // to here; none when this is less

    public PlainRow() => _ends[0] = -1;

    /// <summary>How many cells the row has.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the row, without its line end.</summary>
    public int Length => _ends[Count];

    /// <summary>-1, and then where each cell ends, so that a cell lies between the byte behind one of them and the next.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count + 1);

    /// <summary>Looks for a row at the head of some bytes.</summary>
    /// <returns>Bytes of the row with its line end; 0 when it has a quote or a stray carriage return, or its end is not there yet.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // the loop has the registers to itself
    public int TryTake(ReadOnlySpan<byte> unread)
    {
        (_firstWide, _lastWide) = (int.MaxValue, -1);
        int count = 1;
        int block = 0;
        for (; block <= unread.Length - BlockBytes; block += BlockBytes)
        {
            ulong stops = Look(unread[block..], block, ref count);
            if (stops != 0)
            {
                return Finish(unread, block + BitOperations.TrailingZeroCount(stops), count);
            }
        }

        return block < unread.Length ? TakeRest(unread, block, count) : 0;
    }

    /// <summary>True when all of the row is UTF-8.</summary>
    /// <param name="row">The bytes that <see cref="TryTake"/> took.</param>
    public bool IsUnicode(ReadOnlySpan<byte> row) => _lastWide < 0 || Utf8.IsValid(row[_firstWide..(_lastWide + 1)]); // what lies around is ASCII

    /// <summary>True when the bytes between two places are ASCII; false also for some that are.</summary>
    public bool IsAscii(int start, int end) => end <= _firstWide || start > _lastWide;

    // Apart from the loop, or its vectors would live on the stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int TakeRest(ReadOnlySpan<byte> unread, int block, int count)
    {
        Span<byte> padded = stackalloc byte[BlockBytes]; // zeros mean nothing
        unread[block..].CopyTo(padded);
        ulong stops = Look(padded, block, ref count);
        return stops != 0 ? Finish(unread, block + BitOperations.TrailingZeroCount(stops), count) : 0;
    }

    /// <summary>Notes the ends of cells in a block, up to the first byte that is the row's end or makes it no plain row.</summary>
    /// <returns>Where such bytes stand.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Look(ReadOnlySpan<byte> bytes, int block, ref int count)
    {
        // Asked for registers that a processor has not, the runtime goes through memory.
        var marks = Vector512.IsHardwareAccelerated
            ? Marks.Of(Vector512.Create(bytes))
            : Marks.Of(Vector256.Create(bytes)).And(Marks.Of(Vector256.Create(bytes[Vector256<byte>.Count..])));
        ulong row = marks.Stops ^ (marks.Stops - 1); // the bits up to the first stop, all without one
        NoteWide(marks.Wide & row, block);
        count = NoteEnds(marks.Commas & row, block, count);
        return marks.Stops;
    }

    private void NoteWide(ulong wide, int block)
    {
        if (wide != 0)
        {
            _firstWide = Math.Min(_firstWide, block + BitOperations.TrailingZeroCount(wide));
            _lastWide = block + BitOperations.Log2(wide);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NoteEnds(ulong commas, int block, int count)
    {
        if (_ends.Length - count <= BlockBytes + Batch)
        {
            Array.Resize(ref _ends, 2 * _ends.Length);
        }

        int next = count + BitOperations.PopCount(commas);
        var ends = _ends.AsSpan(count, Batch);
        for (int i = 0; i < Batch; i += 2)
        {
            ends[i] = block + BitOperations.TrailingZeroCount(commas);
            commas &= commas - 1;
            ends[i + 1] = block + BitOperations.TrailingZeroCount(commas);
            commas &= commas - 1;
        }

        for (count += Batch; commas != 0; count++, commas &= commas - 1)
        {
            _ends[count] = block + BitOperations.TrailingZeroCount(commas);
        }

        return next;
    }

    private int Finish(ReadOnlySpan<byte> unread, int end, int count)
    {
        _ends[count] = end;
        Count = count;
        if (unread[end] == '\n')
        {
            return end + 1;
        }

        return unread[end] == '\r' && end + 1 < unread.Length && unread[end + 1] == '\n' ? end + 2 : 0;
    }

    /// <summary>What bytes are, one bit each.</summary>
    /// <param name="Stops">Line ends and quotes.</param>
    /// <param name="Wide">Bytes beyond ASCII.</param>
    /// <param name="Commas">Commas.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Marks(ulong Stops, ulong Wide, ulong Commas)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Marks Of(Vector512<byte> bytes) => new(
            (Vector512.Equals(bytes, Vector512.Create((byte)'\n')) | Vector512.Equals(bytes, Vector512.Create((byte)'\r'))
                | Vector512.Equals(bytes, Vector512.Create((byte)'"'))).ExtractMostSignificantBits(),
            bytes.ExtractMostSignificantBits(),
            Vector512.Equals(bytes, Vector512.Create((byte)',')).ExtractMostSignificantBits());

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Marks Of(Vector256<byte> bytes) => new(
            (Vector256.Equals(bytes, Vector256.Create((byte)'\n')) | Vector256.Equals(bytes, Vector256.Create((byte)'\r'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'"'))).ExtractMostSignificantBits(),
            bytes.ExtractMostSignificantBits(),
            Vector256.Equals(bytes, Vector256.Create((byte)',')).ExtractMostSignificantBits());

        /// <summary>Those of half a block, and of the half behind it.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Marks And(Marks upper) =>
            new(Stops | (upper.Stops << HalfBytes), Wide | (upper.Wide << HalfBytes), Commas | (upper.Commas << HalfBytes));
    }
}
