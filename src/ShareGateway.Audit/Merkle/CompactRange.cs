using System.Numerics;

namespace ShareGateway.Audit.Merkle;

/// <summary>
/// A Merkle tree that only grows, kept as the roots of its perfect subtrees, the largest first: at most 64 hashes for any size.
/// Not safe for several threads.
/// </summary>
/// <param name="tiles">Gets the hashes that tiles are made of; null when nobody asks.</param>
internal sealed class CompactRange(ITileHashes? tiles = null)
{
    private const int HashBytes = TreeHasher.HashBytes;
    private readonly byte[] _roots = new byte[(64 + 1) * HashBytes];
    private int _count;

    /// <summary>Leaves in the tree.</summary>
    public ulong Size { get; private set; }

    /// <summary>Adds a leaf: one node hash on average. Allocates nothing.</summary>
    /// <param name="leafHash">32 bytes.</param>
    public void Append(ReadOnlySpan<byte> leafHash)
    {
        leafHash.CopyTo(Root(_count++));
        tiles?.Add(0, leafHash);

        // Each trailing one bit of the old size is a perfect subtree that the new leaf completes to the next larger one.
        int merges = BitOperations.TrailingZeroCount(~Size);
        for (int height = 1; height <= merges; height++)
        {
            TreeHasher.Node(Root(_count - 2), Root(_count - 1), Root(_count - 2));
            _count--;
            if (height % TileAddress.Height == 0)
            {
                tiles?.Add(height / TileAddress.Height, Root(_count - 1));
            }
        }

        Size++;
    }

    /// <summary>Root hash of the tree as it stands. Costs at most 63 hashes and changes nothing.</summary>
    public byte[] Root()
    {
        if (_count == 0)
        {
            return TreeHasher.Empty;
        }

        byte[] root = Root(_count - 1).ToArray();
        for (int i = _count - 2; i >= 0; i--)
        {
            TreeHasher.Node(Root(i), root, root);
        }

        return root;
    }

    private Span<byte> Root(int number) => _roots.AsSpan(number * HashBytes, HashBytes);
}
