using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ShareGateway.Privacy.Hashing;

/// <summary>16 lanes of AVX-512. Only where <see cref="IsSupported"/>.</summary>
[SuppressMessage("Performance", "CA1857", Justification = "every caller gives a constant, and the inlined call sees it")]
internal readonly struct Lanes16 : ILanes<Vector512<uint>>
{
    /// <summary>True where the processor has the instructions.</summary>
    public static bool IsSupported => Avx512F.IsSupported && Avx512BW.IsSupported;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 16;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> All(uint word) => Vector512.Create(word);

    /// <summary>Sixteen rows of sixteen words turned into columns: neighbours, then pairs, then quarters of a register change places.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // as Sha256Lanes
    public static void Load(ReadOnlySpan<byte> blocks, Span<Vector512<uint>> words)
    {
        blocks = blocks[..(Count * Sha256Constants.BlockBytes)];
        words = words[..Count];
        Span<Vector512<uint>> fours = stackalloc Vector512<uint>[Count];
        for (int row = 0; row < Count; row += 4)
        {
            var (a, b) = (Row(blocks, row), Row(blocks, row + 1));
            var (c, d) = (Row(blocks, row + 2), Row(blocks, row + 3));
            (fours[row], fours[row + 1], fours[row + 2], fours[row + 3]) = TurnFour(a, b, c, d);
        }

        for (int column = 0; column < 4; column++)
        {
            (words[column], words[column + 4], words[column + 8], words[column + 12]) =
                TurnQuarters(fours[column], fours[column + 4], fours[column + 8], fours[column + 12]);
        }

        fours.Clear(); // the blocks are values, and a value stands for a person
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // as Sha256Lanes
    public static void Store(ReadOnlySpan<Vector512<uint>> state, Span<byte> results16)
    {
        var (a, b, c, d) = TurnFour(state[0], state[1], state[2], state[3]);
        (a, b, c, d) = TurnQuarters(a, b, c, d);
        Swap(a.AsByte()).CopyTo(results16);
        Swap(b.AsByte()).CopyTo(results16[64..]);
        Swap(c.AsByte()).CopyTo(results16[128..]);
        Swap(d.AsByte()).CopyTo(results16[192..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Add(Vector512<uint> x, Vector512<uint> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Xor(Vector512<uint> x, Vector512<uint> y, Vector512<uint> z) => Avx512F.TernaryLogic(x, y, z, 0x96);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Choose(Vector512<uint> x, Vector512<uint> y, Vector512<uint> z) => Avx512F.TernaryLogic(x, y, z, 0xCA);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Majority(Vector512<uint> x, Vector512<uint> y, Vector512<uint> z) => Avx512F.TernaryLogic(x, y, z, 0xE8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> RotateRight(Vector512<uint> x, byte bits) => Avx512F.RotateRight(x, bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ShiftRight(Vector512<uint> x, byte bits) => Vector512.ShiftRightLogical(x, bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Row(ReadOnlySpan<byte> blocks, int row) => Swap(Vector512.Create(blocks.Slice(row * Sha256Constants.BlockBytes, Sha256Constants.BlockBytes))).AsUInt32();

    /// <summary>Big-endian words from little-endian ones, and back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Swap(Vector512<byte> words) => Avx512BW.Shuffle(
        words, Vector512.Create(Vector256.Create(Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12))));

    /// <summary>In each quarter of a register, by itself: the four rows of four words become four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<uint> A, Vector512<uint> B, Vector512<uint> C, Vector512<uint> D) TurnFour(
        Vector512<uint> a, Vector512<uint> b, Vector512<uint> c, Vector512<uint> d)
    {
        var (abLow, abHigh) = (Avx512F.UnpackLow(a, b).AsUInt64(), Avx512F.UnpackHigh(a, b).AsUInt64());
        var (cdLow, cdHigh) = (Avx512F.UnpackLow(c, d).AsUInt64(), Avx512F.UnpackHigh(c, d).AsUInt64());
        return (Avx512F.UnpackLow(abLow, cdLow).AsUInt32(), Avx512F.UnpackHigh(abLow, cdLow).AsUInt32(),
            Avx512F.UnpackLow(abHigh, cdHigh).AsUInt32(), Avx512F.UnpackHigh(abHigh, cdHigh).AsUInt32());
    }

    /// <summary>The first quarters of all four registers become the first register, and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<uint> A, Vector512<uint> B, Vector512<uint> C, Vector512<uint> D) TurnQuarters(
        Vector512<uint> a, Vector512<uint> b, Vector512<uint> c, Vector512<uint> d)
    {
        const byte Even = 0x88; // quarters 0 and 2 of each
        const byte Odd = 0xDD; // quarters 1 and 3
        var (abEven, abOdd) = (Avx512F.Shuffle4x128(a, b, Even), Avx512F.Shuffle4x128(a, b, Odd));
        var (cdEven, cdOdd) = (Avx512F.Shuffle4x128(c, d, Even), Avx512F.Shuffle4x128(c, d, Odd));
        return (Avx512F.Shuffle4x128(abEven, cdEven, Even), Avx512F.Shuffle4x128(abOdd, cdOdd, Even),
            Avx512F.Shuffle4x128(abEven, cdEven, Odd), Avx512F.Shuffle4x128(abOdd, cdOdd, Odd));
    }
}
