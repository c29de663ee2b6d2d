using System.Numerics;

namespace ShareGateway.Audit.Merkle;

/// <summary>
/// Makes proofs from tiles. Reads at most two tiles for each level of tiles, each of them once: O(log n) for a log of n entries. Whoever
/// gets a proof checks it with <see cref="MerkleProofs"/>: the tiles need no trust.
/// </summary>
/// <param name="tiles">Where tiles come from.</param>
/// <param name="size">Entries in the log that the proofs are about, as in a checkpoint.</param>
/// <remarks>Source: RFC 9162, sections 2.1.3 and 2.1.4, and c2sp.org/tlog-tiles. Not safe for several threads.</remarks>
public sealed class TileProofs(ITileSource tiles, ulong size)
{
    private const int HashBytes = TreeHasher.HashBytes;
    private readonly Dictionary<(int Level, ulong Index), byte[]> _read = [];

    /// <summary>Root hash over the whole log.</summary>
    /// <exception cref="IOException">A tile is missing or cannot be read.</exception>
    public byte[] Root() => size == 0 ? TreeHasher.Empty : RangeRoot(0, size);

    /// <summary>Hash of one entry as a leaf.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The log has no such entry.</exception>
    /// <exception cref="IOException">A tile is missing or cannot be read.</exception>
    public byte[] Leaf(ulong index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        return Perfect(0, index);
    }

    /// <summary>Proves that an entry is in the log, as <see cref="MerkleProofs.Verify"/> takes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The log has no such entry.</exception>
    /// <exception cref="IOException">A tile is missing or cannot be read.</exception>
    public byte[] Inclusion(ulong index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var siblings = new Stack<byte[]>();
        ulong start = 0;
        ulong end = size;
        while (end - start > 1)
        {
            ulong middle = start + LargestPowerOfTwoBelow(end - start);
            bool goesLeft = index < middle;
            siblings.Push(goesLeft ? RangeRoot(middle, end) : RangeRoot(start, middle));
            (start, end) = goesLeft ? (start, middle) : (middle, end);
        }

        return [.. siblings.SelectMany(sibling => sibling)];
    }

    /// <summary>Proves that an earlier state is the log's beginning, as <see cref="MerkleProofs.VerifyConsistency"/> takes it.</summary>
    /// <param name="oldSize">Entries then; at most the size.</param>
    /// <exception cref="ArgumentOutOfRangeException">The log was never that large.</exception>
    /// <exception cref="IOException">A tile is missing or cannot be read.</exception>
    public byte[] Consistency(ulong oldSize)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, size);
        var path = new List<byte>();
        if (oldSize > 0)
        {
            AddSubproof(oldSize, 0, size, whole: true, path);
        }

        return [.. path];
    }

    private void AddSubproof(ulong oldEnd, ulong start, ulong end, bool whole, List<byte> path)
    {
        if (oldEnd == end)
        {
            if (!whole)
            {
                path.AddRange(RangeRoot(start, end));
            }

            return;
        }

        ulong middle = start + LargestPowerOfTwoBelow(end - start);
        if (oldEnd <= middle)
        {
            AddSubproof(oldEnd, start, middle, whole, path);
            path.AddRange(RangeRoot(middle, end));
        }
        else
        {
            AddSubproof(oldEnd, middle, end, whole: false, path);
            path.AddRange(RangeRoot(start, middle));
        }
    }

    /// <summary>Root over [start, end), where start is a multiple of the next power of two from the length on, as the splits make it.</summary>
    private byte[] RangeRoot(ulong start, ulong end)
    {
        ulong length = end - start;
        if (BitOperations.IsPow2(length))
        {
            int height = BitOperations.Log2(length);
            return Perfect(height, start >> height);
        }

        ulong middle = start + LargestPowerOfTwoBelow(length);
        byte[] root = new byte[HashBytes];
        TreeHasher.Node(RangeRoot(start, middle), RangeRoot(middle, end), root);
        return root;
    }

    /// <summary>Root of a perfect subtree of 2^height leaves: joined from hashes of one tile.</summary>
    private byte[] Perfect(int height, ulong index)
    {
        int level = height / TileAddress.Height;
        int count = 1 << (height % TileAddress.Height);
        ulong first = index * (ulong)count;
        byte[] hashes = Tile(level, first / TileAddress.FullWidth)
            .AsSpan((int)(first % TileAddress.FullWidth) * HashBytes, count * HashBytes).ToArray();
        for (; count > 1; count /= 2)
        {
            for (int i = 0; i < count / 2; i++)
            {
                var pair = hashes.AsSpan(2 * i * HashBytes, 2 * HashBytes);
                TreeHasher.Node(pair[..HashBytes], pair[HashBytes..], hashes.AsSpan(i * HashBytes, HashBytes));
            }
        }

        return hashes[..HashBytes];
    }

    private byte[] Tile(int level, ulong index)
    {
        if (_read.TryGetValue((level, index), out byte[]? tile))
        {
            return tile;
        }

        var address = new TileAddress(level, index, 0);
        address = address with { Width = address.WidthAt(size) };
        tile = tiles.Read(address);
        if (tile.Length != address.Width * HashBytes)
        {
            throw new IOException($"expected `{address}` to hold {address.Width} hashes, got {tile.Length} bytes");
        }

        return _read[(level, index)] = tile;
    }

    private static ulong LargestPowerOfTwoBelow(ulong count) => 1ul << BitOperations.Log2(count - 1);
}
