using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ShareGateway.Privacy.Hashing;

/// <summary>
/// The compression function of SHA-256, by itself: the platform offers whole hashes only, and a keyed hash of a short value is two of these
/// once the key's own two have been done beforehand. Through <see cref="Sha256Native"/> where that is there, else managed; both give the same.
/// </summary>
/// <remarks>Source: FIPS 180-4, section 6.2.2. No branch and no table index depends on secret bytes.</remarks>
internal static class Sha256Compression
{
    /// <summary>Takes one block into a state.</summary>
    /// <param name="state">8 words, changed in place.</param>
    /// <param name="block">64 bytes.</param>
    public static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        if (Sha256Native.IsAvailable)
        {
            Sha256Native.Compress(state, block);
            return;
        }

        CompressManaged(state, block);
    }

    /// <summary>The same without native code.</summary>
    public static void CompressManaged(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[64];
        Schedule(block[..Sha256Constants.BlockBytes], words);
        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        var constants = Sha256Constants.RoundConstants;
        for (int t = 0; t < words.Length; t += 8)
        {
            var k = constants.Slice(t, 8);
            var w = words.Slice(t, 8);
            Round(a, b, c, ref d, e, f, g, ref h, k[0] + w[0]);
            Round(h, a, b, ref c, d, e, f, ref g, k[1] + w[1]);
            Round(g, h, a, ref b, c, d, e, ref f, k[2] + w[2]);
            Round(f, g, h, ref a, b, c, d, ref e, k[3] + w[3]);
            Round(e, f, g, ref h, a, b, c, ref d, k[4] + w[4]);
            Round(d, e, f, ref g, h, a, b, ref c, k[5] + w[5]);
            Round(c, d, e, ref f, g, h, a, ref b, k[6] + w[6]);
            Round(b, c, d, ref e, f, g, h, ref a, k[7] + w[7]);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
        words.Clear(); // they are the value, and a value stands for a person
    }

    private static void Schedule(ReadOnlySpan<byte> block, Span<uint> words)
    {
        for (int t = 0; t < 16; t++)
        {
            words[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * t)..]);
        }

        for (int t = 16; t < words.Length; t++)
        {
            uint early = words[t - 15];
            uint late = words[t - 2];
            words[t] = (BitOperations.RotateRight(late, 17) ^ BitOperations.RotateRight(late, 19) ^ (late >> 10)) + words[t - 7]
                + (BitOperations.RotateRight(early, 7) ^ BitOperations.RotateRight(early, 18) ^ (early >> 3)) + words[t - 16];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(uint a, uint b, uint c, ref uint d, uint e, uint f, uint g, ref uint h, uint scheduled)
    {
        uint step = h + scheduled + (g ^ (e & (f ^ g)))
            + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25));
        d += step;
        h = step + ((a & b) | (c & (a | b)))
            + (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22));
    }
}
