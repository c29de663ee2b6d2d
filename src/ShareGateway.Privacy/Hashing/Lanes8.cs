using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ShareGateway.Privacy.Hashing;

/// <summary>8 lanes of 256 bits: AVX2, or two registers of 128 bits elsewhere.</summary>
internal readonly struct Lanes8 : ILanes<Vector256<uint>>
{
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> All(uint word) => Vector256.Create(word);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // as Sha256Lanes
    public static void Load(ReadOnlySpan<byte> blocks, Span<Vector256<uint>> words)
    {
        Span<uint> lanes = stackalloc uint[Count];
        for (int t = 0; t < words.Length; t++)
        {
            for (int lane = 0; lane < Count; lane++)
            {
                lanes[lane] = BinaryPrimitives.ReadUInt32BigEndian(blocks[((lane * Sha256Constants.BlockBytes) + (t * sizeof(uint)))..]);
            }

            words[t] = Vector256.Create<uint>(lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // as Sha256Lanes
    public static void Store(ReadOnlySpan<Vector256<uint>> state, Span<byte> results16)
    {
        for (int t = 0; t < 4; t++)
        {
            for (int lane = 0; lane < Count; lane++)
            {
                BinaryPrimitives.WriteUInt32BigEndian(results16[((lane * 16) + (t * sizeof(uint)))..], state[t][lane]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Add(Vector256<uint> x, Vector256<uint> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Xor(Vector256<uint> x, Vector256<uint> y, Vector256<uint> z) => x ^ y ^ z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Choose(Vector256<uint> x, Vector256<uint> y, Vector256<uint> z) => z ^ (x & (y ^ z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Majority(Vector256<uint> x, Vector256<uint> y, Vector256<uint> z) => (x & y) | (z & (x | y));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> RotateRight(Vector256<uint> x, byte bits) => (x >>> bits) | (x << (32 - bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ShiftRight(Vector256<uint> x, byte bits) => x >>> bits;
}
