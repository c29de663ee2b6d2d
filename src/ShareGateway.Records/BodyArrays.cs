using System.Buffers;
using System.Numerics;

namespace ShareGateway.Records;

/// <summary>
/// Arrays whose lengths are powers of two, shared by all threads; of each length as many are kept as make 8 MiB. The platform's own pool of this kind lends longer arrays when
/// those of a length are all out: at 64 connections that was half as much memory again. Safe for any number of threads.
/// </summary>
internal sealed class BodyArrays : ArrayPool<byte>
{
    private const int ShortestBits = 12;
    private const int LongestBits = 22; // longer ones are left to the collector
    private const int KeptBits = 23; // bytes of each length

    private readonly Stack<byte[]>[] _kept = [.. Enumerable.Range(ShortestBits, LongestBits - ShortestBits + 1).Select(_ => new Stack<byte[]>())];

    /// <inheritdoc/>
    public override byte[] Rent(int minimumLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimumLength);
        int bits = Math.Max(ShortestBits, BitOperations.Log2((uint)Math.Max(minimumLength, 1) - 1) + 1);
        if (bits > LongestBits)
        {
            return new byte[minimumLength];
        }

        var kept = _kept[bits - ShortestBits];
        lock (kept)
        {
            if (kept.TryPop(out byte[]? array))
            {
                return array;
            }
        }

        return new byte[1 << bits];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An array that this pool cannot have lent.</exception>
    public override void Return(byte[] array, bool clearArray = false)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (clearArray)
        {
            array.AsSpan().Clear();
        }

        int bits = BitOperations.Log2((uint)array.Length);
        if (array.Length > 1 << LongestBits)
        {
            return;
        }

        if (array.Length != 1 << bits || bits < ShortestBits)
        {
            throw new ArgumentException($"expected an array of this pool, got one of {array.Length} bytes", nameof(array));
        }

        var kept = _kept[bits - ShortestBits];
        lock (kept)
        {
            if (kept.Count < 1 << (KeptBits - bits))
            {
                kept.Push(array);
            }
        }
    }
}
