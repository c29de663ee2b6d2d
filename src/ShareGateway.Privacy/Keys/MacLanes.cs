using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ShareGateway.Privacy.Hashing;

namespace ShareGateway.Privacy.Keys;

/// <summary>The keyed hashes of as many short values as a register has lanes, at once.</summary>
internal static class MacLanes
{
    /// <summary>Bytes of each result.</summary>
    public const int ResultBytes = 16;

    /// <summary>Longest message that one block holds: a byte of padding and eight of length come behind it.</summary>
    public const int MaxMessageBytes = Sha256Constants.BlockBytes - 9;

    private const int BlockWords = Sha256Constants.BlockBytes / sizeof(uint);
    private const uint EndOfMessage = 0x80000000;
    private const uint OuterBits = (Sha256Constants.BlockBytes + Sha256Constants.DigestBytes) * 8;

    /// <summary>Writes the results of a full set of lanes, from a value on.</summary>
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
        if (Avx512F.IsSupported && left >= Lanes16.Count)
        {
            return Fits<Lanes16, Vector512<uint>>(prefix, values, first)
                ? Write<Lanes16, Vector512<uint>>(inner, outer, prefix, values, first, results)
                : 0;
        }

        return Vector256.IsHardwareAccelerated && left >= Lanes8.Count && Fits<Lanes8, Vector256<uint>>(prefix, values, first)
            ? Write<Lanes8, Vector256<uint>>(inner, outer, prefix, values, first, results)
            : 0;
    }

    private static bool Fits<TLanes, T>(ReadOnlySpan<byte> prefix, ValueList values, int first)
        where TLanes : struct, ILanes<T>
        where T : struct
    {
        int longest = MaxMessageBytes - prefix.Length - LengthPrefixed.PrefixBytes;
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            if (values[first + lane].Length > longest)
            {
                return false;
            }
        }

        return true;
    }

    [SkipLocalsInit]
    internal static int Write<TLanes, T>(
        ReadOnlySpan<uint> inner, ReadOnlySpan<uint> outer, ReadOnlySpan<byte> prefix, ValueList values, int first, Span<byte> results)
        where TLanes : struct, ILanes<T>
        where T : struct
    {
        Span<uint> text = stackalloc uint[BlockWords * 16];
        text = text[..(BlockWords * TLanes.Count)];
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            Spread(prefix, values[first + lane], text[lane..], TLanes.Count);
        }

        var words = default(Registers<T>);
        var state = default(Registers<T>);
        for (int t = 0; t < BlockWords; t++)
        {
            words[t] = TLanes.Load(text[(t * TLanes.Count)..]);
        }

        text.Clear(); // values stand for people
        Start<TLanes, T>(state, inner);
        Sha256Lanes<TLanes, T>.Compress(state, words);
        Pad<TLanes, T>(state, words);
        Start<TLanes, T>(state, outer);
        Sha256Lanes<TLanes, T>.Compress(state, words);
        for (int t = 0; t < ResultBytes / sizeof(uint); t++)
        {
            TLanes.Store(state[t], text[(t * TLanes.Count)..]);
        }

        Gather(text, TLanes.Count, results[(first * ResultBytes)..]);
        return TLanes.Count;
    }

    /// <summary>Writes one padded message into its lane.</summary>
    [SkipLocalsInit]
    private static void Spread(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> value, Span<uint> lane, int lanes)
    {
        Span<byte> block = stackalloc byte[Sha256Constants.BlockBytes];
        prefix.CopyTo(block);
        LengthPrefixed.WritePrefix(value.Length, block[prefix.Length..]);
        int bytes = prefix.Length + LengthPrefixed.PrefixBytes + value.Length;
        value.CopyTo(block[(prefix.Length + LengthPrefixed.PrefixBytes)..]);
        block[bytes] = 0x80;
        block[(bytes + 1)..].Clear();
        BinaryPrimitives.WriteInt32BigEndian(block[^sizeof(int)..], (Sha256Constants.BlockBytes + bytes) * 8);
        for (int t = 0; t < BlockWords; t++)
        {
            lane[t * lanes] = BinaryPrimitives.ReadUInt32BigEndian(block[(t * sizeof(uint))..]);
        }

        block.Clear();
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

    private static void Gather(ReadOnlySpan<uint> text, int lanes, Span<byte> results)
    {
        for (int lane = 0; lane < lanes; lane++)
        {
            for (int t = 0; t < ResultBytes / sizeof(uint); t++)
            {
                BinaryPrimitives.WriteUInt32BigEndian(results[((lane * ResultBytes) + (t * sizeof(uint)))..], text[(t * lanes) + lane]);
            }
        }
    }

    /// <summary>Sixteen registers side by side.</summary>
    [InlineArray(BlockWords)]
    private struct Registers<T>
    {
        private T _first;
    }
}
