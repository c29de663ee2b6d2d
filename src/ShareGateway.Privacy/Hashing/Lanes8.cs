using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ShareGateway.Privacy.Hashing;

/// <summary>8 lanes of 256 bits: AVX2.</summary>
internal readonly struct Lanes8 : ILanes<Vector256<uint>>
{
    /// <summary>True where they can be computed with.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> All(uint word) => Vector256.Create(word);

    /// <summary>Eight rows of sixteen words turned into columns: in each half of a register, then whole halves change places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // as Sha256Lanes
    public static void Load(ReadOnlySpan<byte> blocks, Span<Vector256<uint>> words)
    {
        blocks = blocks[..(Count * Sha256Constants.BlockBytes)];
        words = words[..(2 * Count)];
        for (int half = 0; half < 2; half++)
        {
            var rows = blocks[(half * Vector256<byte>.Count)..];
            var columns = words.Slice(half * Count, Count);
            var (a, b, c, d) = TurnFour(Row(rows, 0), Row(rows, 1), Row(rows, 2), Row(rows, 3));
            var (e, f, g, h) = TurnFour(Row(rows, 4), Row(rows, 5), Row(rows, 6), Row(rows, 7));
            (columns[0], columns[4]) = (Lower(a, e), Upper(a, e));
            (columns[1], columns[5]) = (Lower(b, f), Upper(b, f));
            (columns[2], columns[6]) = (Lower(c, g), Upper(c, g));
            (columns[3], columns[7]) = (Lower(d, h), Upper(d, h));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // as Sha256Lanes
    public static void Store(ReadOnlySpan<Vector256<uint>> state, Span<byte> results16)
    {
        var (a, b, c, d) = TurnFour(state[0], state[1], state[2], state[3]);
        Swap(Lower(a, b).AsByte()).CopyTo(results16);
        Swap(Lower(c, d).AsByte()).CopyTo(results16[32..]);
        Swap(Upper(a, b).AsByte()).CopyTo(results16[64..]);
        Swap(Upper(c, d).AsByte()).CopyTo(results16[96..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Add(Vector256<uint> x, Vector256<uint> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Xor(Vector256<uint> x, Vector256<uint> y, Vector256<uint> z) => x ^ y ^ z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Choose(Vector256<uint> x, Vector256<uint> y, Vector256<uint> z) => z ^ (x & (y ^ z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Majority(Vector256<uint> x, Vector256<uint> y, Vector256<uint> z) => ((x ^ y) & (y ^ z)) ^ y; // x ^ y is the next round's y ^ z

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> RotateRight(Vector256<uint> x, byte bits) => (x >>> bits) | (x << (32 - bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ShiftRight(Vector256<uint> x, byte bits) => x >>> bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Row(ReadOnlySpan<byte> rows, int row) => Swap(Vector256.Create(rows.Slice(row * Sha256Constants.BlockBytes, Vector256<byte>.Count))).AsUInt32();

    /// <summary>Big-endian words from little-endian ones, and back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Swap(Vector256<byte> words) => Avx2.Shuffle(
        words, Vector256.Create(Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)));

    /// <summary>In each half of a register, by itself: the four rows of four words become four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<uint> A, Vector256<uint> B, Vector256<uint> C, Vector256<uint> D) TurnFour(
        Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, Vector256<uint> d)
    {
        var (abLow, abHigh) = (Avx2.UnpackLow(a, b).AsUInt64(), Avx2.UnpackHigh(a, b).AsUInt64());
        var (cdLow, cdHigh) = (Avx2.UnpackLow(c, d).AsUInt64(), Avx2.UnpackHigh(c, d).AsUInt64());
        return (Avx2.UnpackLow(abLow, cdLow).AsUInt32(), Avx2.UnpackHigh(abLow, cdLow).AsUInt32(),
            Avx2.UnpackLow(abHigh, cdHigh).AsUInt32(), Avx2.UnpackHigh(abHigh, cdHigh).AsUInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Lower(Vector256<uint> a, Vector256<uint> b) => Avx2.Permute2x128(a, b, 0x20);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Upper(Vector256<uint> a, Vector256<uint> b) => Avx2.Permute2x128(a, b, 0x31);
}
