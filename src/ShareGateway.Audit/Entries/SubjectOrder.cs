using System.Buffers;
using System.Numerics;

namespace ShareGateway.Audit.Entries;

/// <summary>
/// Sorts references. They are keyed hashes, so that their first bits tell nearly where each belongs: one pass brings them there, and neighbours
/// change places. Takes time in proportion to their number; no more than any sort if somebody made them all alike.
/// </summary>
internal static class SubjectOrder
{
    private const int Few = 64; // not worth a table
    private const int MaxBits = 16;
    private const int LongBucket = 32; // of more, exchanging neighbours would be slow

    /// <summary>The same references in rising order.</summary>
    public static SubjectReference[] Sorted(ReadOnlySpan<SubjectReference> references)
    {
        if (references.Length <= Few)
        {
            var few = references.ToArray();
            Array.Sort(few);
            return few;
        }

        int bits = Math.Min(BitOperations.Log2((uint)references.Length), MaxBits);
        int[] table = ArrayPool<int>.Shared.Rent(1 << bits);
        var ends = table.AsSpan(0, 1 << bits);
        ends.Clear();
        var sorted = Spread(references, bits, ends);
        int start = 0;
        foreach (int end in ends)
        {
            Order(sorted.AsSpan(start..end));
            start = end;
        }

        ArrayPool<int>.Shared.Return(table);
        return sorted;
    }

    /// <summary>Brings references of the same first bits together.</summary>
    /// <param name="references">In any order.</param>
    /// <param name="bits">How many.</param>
    /// <param name="ends">Zeros; receives where the references of each value of the bits end.</param>
    private static SubjectReference[] Spread(ReadOnlySpan<SubjectReference> references, int bits, Span<int> ends)
    {
        foreach (ref readonly var reference in references)
        {
            ends[reference.Head(bits)]++;
        }

        int start = 0;
        foreach (ref int end in ends)
        {
            (end, start) = (start, start + end);
        }

        var spread = new SubjectReference[references.Length];
        foreach (ref readonly var reference in references)
        {
            spread[ends[reference.Head(bits)]++] = reference;
        }

        return spread;
    }

    private static void Order(Span<SubjectReference> bucket)
    {
        if (bucket.Length > LongBucket)
        {
            bucket.Sort();
            return;
        }

        for (int i = 1; i < bucket.Length; i++)
        {
            var reference = bucket[i];
            int at = i;
            for (; at > 0 && reference < bucket[at - 1]; at--)
            {
                bucket[at] = bucket[at - 1];
            }

            bucket[at] = reference;
        }
    }
}
