using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ShareGateway.Privacy.Hashing;

namespace ShareGateway.Privacy.Keys;

/// <summary>The keyed hashes of as many short values as a register has lanes, at once.</summary>
internal static class MacLanes
{
    /// <summary>Bytes of each result.</summary>
    public const int ResultBytes = 16;

    /// <summary>Longest message that one block holds: a byte of padding and eight of length come behind it.</summary>
    public const int MaxMessageBytes = Sha256Constants.BlockBytes - 9;

    /// <summary>A set of lanes costs as much as so many values one by one.</summary>
    private const int FewestWorth = 5;

    private const int MaxLanes = 16;
    private const int BlockWords = Sha256Constants.BlockBytes / sizeof(uint);
    private const uint EndOfMessage = 0x80000000;
    private const uint OuterBits = (Sha256Constants.BlockBytes + Sha256Constants.DigestBytes) * 8;

    /// <summary>Writes the results of a set of lanes, from a value on.</summary>
    /// <param name="inner">State after the inner key block.</param>
    /// <param name="outer">State after the outer key block.</param>
    /// <param name="prefix">Comes before each value.</param>
    /// <param name="values">The values.</param>
    /// <param name="first">Where to begin.</param>
    /// <param name="results">16 bytes for each of all values.</param>
    /// <returns>How many were written; 0 when too few are left, one is too long for a block, or the processor has no lanes.</returns>
    public static int Write(
        ReadOnlySpan<uint> inner, ReadOnlySpan<uint> outer, ReadOnlySpan<byte> prefix, ValueList values, int first, Span<byte> results)
    {
        int left = values.Count - first;
        if (left < FewestWorth || !Lanes8.IsSupported)
        {
            return 0;
        }

        var some = values.Slice(first, Math.Min(left, Lanes16.IsSupported ? Lanes16.Count : Lanes8.Count));
        results = results[(first * ResultBytes)..];
        return !Fits(prefix, some) ? 0
            : Lanes16.IsSupported ? Write<Lanes16, Vector512<uint>>(inner, outer, prefix, some, results)
            : Write<Lanes8, Vector256<uint>>(inner, outer, prefix, some, results);
    }

    /// <summary>Writes the results of as many values as there are lanes, or fewer; all fit.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // as Sha256Lanes
    internal static int Write<TLanes, T>(
        ReadOnlySpan<uint> inner, ReadOnlySpan<uint> outer, ReadOnlySpan<byte> prefix, ValueList values, Span<byte> results)
        where TLanes : struct, ILanes<T>
        where T : struct
    {
        Span<byte> blocks = stackalloc byte[MaxLanes * Sha256Constants.BlockBytes];
        blocks = blocks[..(TLanes.Count * Sha256Constants.BlockBytes)];
        Fill(prefix, values, blocks);
        var words = default(Registers<T>);
        var state = default(Registers<T>);
        TLanes.Load(blocks, words);
        Start<TLanes, T>(state, inner);
        Sha256Lanes<TLanes, T>.Compress(state, words);
        Pad<TLanes, T>(state, words);
        Start<TLanes, T>(state, outer);
        Sha256Lanes<TLanes, T>.Compress(state, words);
        TLanes.Store(state, blocks);
        blocks[..(values.Count * ResultBytes)].CopyTo(results);
        blocks.Clear(); // values stand for people
        return values.Count;
    }

    private static bool Fits(ReadOnlySpan<byte> prefix, ValueList values)
    {
        int longest = MaxMessageBytes - prefix.Length - LengthPrefixed.PrefixBytes;
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i].Length > longest)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes one padded message for each value; lanes that are left over hash something that nobody looks at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // as Sha256Lanes
    private static void Fill(ReadOnlySpan<byte> prefix, ValueList values, Span<byte> blocks)
    {
        Span<byte> empty = stackalloc byte[Sha256Constants.BlockBytes];
        empty.Clear();
        prefix.CopyTo(empty);
        var start = Vector512.Create<byte>(empty);
        int valueAt = prefix.Length + LengthPrefixed.PrefixBytes;
        for (int i = 0; i < values.Count; i++)
        {
            var block = blocks.Slice(i * Sha256Constants.BlockBytes, Sha256Constants.BlockBytes);
            var value = values[i];
            start.CopyTo(block);
            LengthPrefixed.WritePrefix(value.Length, block[prefix.Length..]);
            value.CopyTo(block[valueAt..]);
            block[valueAt + value.Length] = 0x80;
            BinaryPrimitives.WriteInt32BigEndian(block[^sizeof(int)..], (Sha256Constants.BlockBytes + valueAt + value.Length) * 8);
        }
    }

    private static void Start<TLanes, T>(Span<T> state, ReadOnlySpan<uint> from)
        where TLanes : struct, ILanes<T>
        where T : struct
    {
        for (int i = 0; i < Sha256Constants.StateWords; i++)
        {
            state[i] = TLanes.All(from[i]);
        }
    }

    /// <summary>The outer message is the inner digest; its padding never differs.</summary>
    private static void Pad<TLanes, T>(Span<T> digest, Span<T> words)
        where TLanes : struct, ILanes<T>
        where T : struct
    {
        digest[..Sha256Constants.StateWords].CopyTo(words);
        words[8] = TLanes.All(EndOfMessage);
        words[9..15].Fill(TLanes.All(0));
        words[15] = TLanes.All(OuterBits);
    }

    /// <summary>Sixteen registers side by side.</summary>
    [InlineArray(BlockWords)]
    private struct Registers<T>
    {
        private T _first;
    }
}
