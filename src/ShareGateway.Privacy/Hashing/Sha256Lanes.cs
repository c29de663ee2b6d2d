using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ShareGateway.Privacy.Hashing;

/// <summary>The compression of several blocks at once, one in each lane; otherwise as <see cref="Sha256Compression"/>.</summary>
/// <typeparam name="TLanes">How lanes are computed with.</typeparam>
/// <typeparam name="T">Their register.</typeparam>
[SuppressMessage("Design", "MA0018", Justification = "internal, and named by both of its types in one place")]
internal static class Sha256Lanes<TLanes, T>
    where TLanes : struct, ILanes<T>
    where T : struct
{
    /// <summary>Takes one block into each lane's state.</summary>
    /// <param name="state">8 words of each lane, changed in place.</param>
    /// <param name="words">The 16 words of each lane's block; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // one call stands for many values: the runtime would count thirty of them before it compiled this well
    public static void Compress(Span<T> state, Span<T> words)
    {
        var s = state[..8];
        var w = words[..16];
        var (a, b, c, d) = (s[0], s[1], s[2], s[3]);
        var (e, f, g, h) = (s[4], s[5], s[6], s[7]);
        var constants = Sha256Constants.RoundConstants;
        for (int t = 0; t < 64; t += 8)
        {
            var k = constants.Slice(t, 8);
            int at = t & 8; // the 16 words go round: the second half while the first is made anew
            Round(a, b, c, ref d, e, f, g, ref h, k[0], w[at]);
            Round(h, a, b, ref c, d, e, f, ref g, k[1], w[at + 1]);
            Round(g, h, a, ref b, c, d, e, ref f, k[2], w[at + 2]);
            Round(f, g, h, ref a, b, c, d, ref e, k[3], w[at + 3]);
            Round(e, f, g, ref h, a, b, c, ref d, k[4], w[at + 4]);
            Round(d, e, f, ref g, h, a, b, ref c, k[5], w[at + 5]);
            Round(c, d, e, ref f, g, h, a, ref b, k[6], w[at + 6]);
            Round(b, c, d, ref e, f, g, h, ref a, k[7], w[at + 7]);
            if (t < 48)
            {
                Extend(w, at);
            }
        }

        s[0] = TLanes.Add(s[0], a);
        s[1] = TLanes.Add(s[1], b);
        s[2] = TLanes.Add(s[2], c);
        s[3] = TLanes.Add(s[3], d);
        s[4] = TLanes.Add(s[4], e);
        s[5] = TLanes.Add(s[5], f);
        s[6] = TLanes.Add(s[6], g);
        s[7] = TLanes.Add(s[7], h);
    }

    /// <summary>Makes eight words of the schedule, 16 further than those in whose place they go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Extend(Span<T> w, int at)
    {
        for (int i = 0; i < 8; i++)
        {
            ref var word = ref w[at + i];
            var early = w[(at + i + 1) & 15];
            var late = w[(at + i + 14) & 15];
            var sum = TLanes.Add(
                TLanes.Xor(TLanes.RotateRight(late, 17), TLanes.RotateRight(late, 19), TLanes.ShiftRight(late, 10)),
                TLanes.Xor(TLanes.RotateRight(early, 7), TLanes.RotateRight(early, 18), TLanes.ShiftRight(early, 3)));
            word = TLanes.Add(TLanes.Add(word, w[(at + i + 9) & 15]), sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(T a, T b, T c, ref T d, T e, T f, T g, ref T h, uint constant, T word)
    {
        var step = TLanes.Add(
            TLanes.Add(TLanes.Add(h, TLanes.Add(TLanes.All(constant), word)), TLanes.Choose(e, f, g)),
            TLanes.Xor(TLanes.RotateRight(e, 6), TLanes.RotateRight(e, 11), TLanes.RotateRight(e, 25)));
        d = TLanes.Add(d, step);
        h = TLanes.Add(
            TLanes.Add(step, TLanes.Majority(a, b, c)),
            TLanes.Xor(TLanes.RotateRight(a, 2), TLanes.RotateRight(a, 13), TLanes.RotateRight(a, 22)));
    }
}
