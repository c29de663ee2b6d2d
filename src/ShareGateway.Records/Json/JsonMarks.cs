using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace ShareGateway.Records.Json;

/// <summary>
/// Where a text has bytes that mean something in a string: quotes, backslashes, control characters, bytes beyond ASCII. They are found 64 at a
/// time ahead of the reading, one bit each, so that the end of a string is one look at a word and no string waits for a search in the last one.
/// </summary>
internal sealed class JsonMarks
{
    private const int BlockBytes = 64; // bits of a word
    private const int MostBytes = 64 * BlockBytes; // that are marked at once, whatever the record's length
    private const int NextBytes = 16 * BlockBytes;

    // A word is read from the byte that holds its first bit, so up to seven of its bits are of no use.
    private const int UsableBits = 57;

    private Words _words;
    private int _start;
    private int _reach; // how many bytes from _start a look may begin in

    /// <summary>Forgets the last text, and looks at the head of the next.</summary>
    /// <param name="json">The text.</param>
    /// <param name="most">Bytes to begin with; the rest is looked at when it is needed.</param>
    public void Begin(ReadOnlySpan<byte> json, int most) => Mark(json, 0, Math.Min(MostBytes, (most + (2 * BlockBytes) - 1) & -BlockBytes));

    /// <summary>The end of a string of which nothing but its bytes need be known: no escape, nothing that is not ASCII.</summary>
    /// <param name="json">The same text as in <see cref="Begin"/>.</param>
    /// <param name="at">Behind the opening quote; positions only ever grow.</param>
    /// <returns>Where the closing quote stands; <see cref="JsonScan.Stop"/> when the string is longer than a word, or not so plain, or not valid.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PlainEnd(ReadOnlySpan<byte> json, int at)
    {
        int bit = at - _start;
        if ((uint)bit >= (uint)_reach)
        {
            bit = MoveTo(json, at);
        }

        return QuoteFrom(json, at, bit);
    }

    /// <summary>The same, if the marks reach that far: no more are made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NearEnd(ReadOnlySpan<byte> json, int at)
    {
        int bit = at - _start;
        return (uint)bit < (uint)_reach ? QuoteFrom(json, at, bit) : JsonScan.Stop;
    }

    /// <summary>The end of a string without escapes, any UTF-8.</summary>
    /// <param name="json">The same text as in <see cref="Begin"/>.</param>
    /// <param name="at">Behind the opening quote.</param>
    /// <returns>Where the closing quote stands; <see cref="JsonScan.Stop"/> when the string has escapes, is long, or not valid.</returns>
    public int WideEnd(ReadOnlySpan<byte> json, int at)
    {
        int start = at;
        bool isOfPairs = true; // letters of two bytes: most of Europe's
        while (true)
        {
            int bit = at - _start;
            if ((uint)bit >= (uint)_reach)
            {
                bit = MoveTo(json, at);
            }

            at += BitOperations.TrailingZeroCount(Word(bit) | (1UL << UsableBits));
            if ((uint)at >= (uint)json.Length || json[at] < 0x80)
            {
                break;
            }

            int next = at + 1;
            isOfPairs &= (uint)next < (uint)json.Length && json[at] is >= 0xC2 and <= 0xDF && json[next] is >= 0x80 and <= 0xBF;
            at = isOfPairs ? next + 1 : BehindWide(json, next);
        }

        return JsonScan.IsAt(json, at, '"') && (isOfPairs || Utf8.IsValid(json[start..at])) ? at : JsonScan.Stop;
    }

    private static int BehindWide(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length && json[at] >= 0x80)
        {
            at++;
        }

        return at;
    }

    // One bit set behind the usable ones makes an end without a branch: what stands there decides, as at every mark.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int QuoteFrom(ReadOnlySpan<byte> json, int at, int bit)
    {
        int end = at + BitOperations.TrailingZeroCount(Word(bit) | (1UL << UsableBits));
        return (uint)end < (uint)json.Length && json[end] == '"' ? end : JsonScan.Stop;
    }

    // Bound: bit is below _reach, which is at most MostBytes; the word behind the last block belongs to the array.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Word(int bit) => Unsafe.ReadUnaligned<ulong>(
        ref Unsafe.AddByteOffset(ref Unsafe.As<Words, byte>(ref _words), (nuint)(uint)bit >> 3)) >> (bit & 7);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int MoveTo(ReadOnlySpan<byte> json, int at)
    {
        Mark(json, at, NextBytes);
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Mark(ReadOnlySpan<byte> json, int start, int most)
    {
        var bytes = json.Slice(start, Math.Min(json.Length - start, most));
        int word = 0;
        for (; bytes.Length >= BlockBytes; bytes = bytes[BlockBytes..])
        {
            _words[word++] = Marks(bytes);
        }

        int marked = (word * BlockBytes) + bytes.Length;
        if (!bytes.IsEmpty)
        {
            _words[word++] = MarksOfRest(json, bytes);
        }

        _words[word] = 0;
        _start = start;
        _reach = start + marked == json.Length ? marked : marked - BlockBytes;
    }

    /// <summary>The last block of a text, which is not full.</summary>
    private static ulong MarksOfRest(ReadOnlySpan<byte> json, ReadOnlySpan<byte> rest)
    {
        if (json.Length >= BlockBytes)
        {
            return Marks(json[^BlockBytes..]) >> (BlockBytes - rest.Length);
        }

        Span<byte> padded = stackalloc byte[BlockBytes];
        rest.CopyTo(padded);
        return Marks(padded) & ((1UL << rest.Length) - 1);
    }

    // Asked for registers that a processor has not, the runtime goes through memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Marks(ReadOnlySpan<byte> block) => Vector512.IsHardwareAccelerated
        ? Marks(Vector512.Create(block))
        : Marks(Vector256.Create(block)) | ((ulong)Marks(Vector256.Create(block[Vector256<byte>.Count..])) << Vector256<byte>.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Marks(Vector512<byte> bytes)
    {
        // As signed numbers, control characters and what is beyond ASCII are both below the blank.
        var odd = Vector512.LessThan(bytes.AsSByte(), Vector512.Create((sbyte)' ')).AsByte() | Vector512.Equals(bytes, Vector512.Create((byte)'\\'));
        return (odd | Vector512.Equals(bytes, Vector512.Create((byte)'"'))).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Marks(Vector256<byte> bytes) =>
        (JsonScan.Odd(bytes) | Vector256.Equals(bytes, Vector256.Create((byte)'"'))).ExtractMostSignificantBits();

    [InlineArray((MostBytes / BlockBytes) + 1)] // the last one stays zero: a word may be read across the end
    private struct Words
    {
        private ulong _first;
    }
}
