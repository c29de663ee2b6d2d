using System.Numerics;

namespace ShareGateway.Audit.Merkle;

/// <summary>
/// A Merkle tree that only grows, kept as the roots of its perfect subtrees, the largest first: at most 64 hashes for any size.
/// Not safe for several threads.
/// </summary>
internal sealed class CompactRange
{
    private readonly List<byte[]> _roots = [];

    /// <summary>Leaves in the tree.</summary>
    public ulong Size { get; private set; }

    /// <summary>Adds a leaf: one node hash on average.</summary>
    /// <param name="leafHash">32 bytes; kept, not copied.</param>
    public void Append(byte[] leafHash)
    {
        _roots.Add(leafHash);

        // Each trailing one bit of the old size is a perfect subtree that the new leaf completes to the next larger one.
        int merges = BitOperations.TrailingZeroCount(~Size);
        for (int i = 0; i < merges; i++)
        {
            byte[] joined = new byte[TreeHasher.HashBytes];
            TreeHasher.Node(_roots[^2], _roots[^1], joined);
            _roots.RemoveRange(_roots.Count - 2, 2);
            _roots.Add(joined);
        }

        Size++;
    }

    /// <summary>Root hash of the tree as it stands. Costs at most 63 hashes and changes nothing.</summary>
    public byte[] Root()
    {
        if (_roots.Count == 0)
        {
            return TreeHasher.Empty;
        }

        byte[] root = [.. _roots[^1]];
        for (int i = _roots.Count - 2; i >= 0; i--)
        {
            TreeHasher.Node(_roots[i], root, root);
        }

        return root;
    }
}
