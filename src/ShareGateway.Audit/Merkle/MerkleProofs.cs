using System.Numerics;

namespace ShareGateway.Audit.Merkle;

/// <summary>Makes and checks proofs about a log. Source: RFC 9162, section 2.1. Keeps no state, does no I/O.</summary>
public static class MerkleProofs
{
    /// <summary>Bytes of every hash: SHA-256.</summary>
    public const int HashBytes = TreeHasher.HashBytes;

    private const int MaxPath = 64;

    /// <summary>Hash of an entry as a leaf: SHA-256(0x00 ‖ entry).</summary>
    /// <param name="entry">The stored bytes of the entry.</param>
    public static byte[] LeafHash(ReadOnlySpan<byte> entry) => TreeHasher.Leaf(entry);

    /// <summary>Root hash over leaves.</summary>
    /// <param name="leafHashes">n × 32 bytes back to back; n may be 0.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of 32.</exception>
    public static byte[] Root(ReadOnlySpan<byte> leafHashes)
    {
        CheckHashes(leafHashes, nameof(leafHashes));
        var tree = new CompactRange();
        for (; !leafHashes.IsEmpty; leafHashes = leafHashes[HashBytes..])
        {
            tree.Append(leafHashes[..HashBytes]);
        }

        return tree.Root();
    }

    /// <summary>Proves that a leaf is in a tree.</summary>
    /// <param name="index">Position of the leaf, from 0.</param>
    /// <param name="leafHashes">All leaves of the tree, n × 32 bytes back to back.</param>
    /// <returns>The path that <see cref="Verify"/> takes: hashes back to back, the sibling nearest the leaf first.</returns>
    /// <exception cref="ArgumentException">The leaf is not in the tree, or the length is not a multiple of 32.</exception>
    /// <remarks>Costs n hashes.</remarks>
    public static byte[] Inclusion(ulong index, ReadOnlySpan<byte> leafHashes)
    {
        CheckHashes(leafHashes, nameof(leafHashes));
        if (index >= (ulong)(leafHashes.Length / HashBytes))
        {
            throw new ArgumentException("expected the index of a leaf of the tree", nameof(index));
        }

        var path = new List<byte>();
        int start = 0;
        int count = leafHashes.Length / HashBytes;
        var siblings = new Stack<byte[]>();
        while (count > 1)
        {
            int left = LargestPowerOfTwoBelow(count);
            bool goesLeft = (int)index - start < left;
            siblings.Push(Root(goesLeft ? Range(leafHashes, start + left, count - left) : Range(leafHashes, start, left)));
            (start, count) = goesLeft ? (start, left) : (start + left, count - left);
        }

        foreach (byte[] sibling in siblings)
        {
            path.AddRange(sibling);
        }

        return [.. path];
    }

    /// <summary>Proves that a tree is the beginning of a larger one.</summary>
    /// <param name="oldSize">Leaves in the smaller tree.</param>
    /// <param name="leafHashes">All leaves of the larger tree, n × 32 bytes back to back.</param>
    /// <returns>The path that <see cref="VerifyConsistency"/> takes; empty when the sizes are equal or the smaller tree is empty.</returns>
    /// <exception cref="ArgumentException">The smaller tree is the larger one, or the length is not a multiple of 32.</exception>
    /// <remarks>Costs n hashes.</remarks>
    public static byte[] Consistency(ulong oldSize, ReadOnlySpan<byte> leafHashes)
    {
        CheckHashes(leafHashes, nameof(leafHashes));
        if (oldSize > (ulong)(leafHashes.Length / HashBytes))
        {
            throw new ArgumentException("expected at most as many leaves as the larger tree has", nameof(oldSize));
        }

        var path = new List<byte>();
        if (oldSize > 0)
        {
            AddSubproof((int)oldSize, leafHashes, whole: true, path);
        }

        return [.. path];
    }

    /// <summary>Tells whether one audit entry is in the log that a checkpoint describes.</summary>
    /// <param name="index">Position of the entry, counted from 0.</param>
    /// <param name="size">Entries in the log, from the checkpoint.</param>
    /// <param name="leafHash">32 bytes: SHA-256(0x00 ‖ entry).</param>
    /// <param name="path">n × 32 bytes back to back, the sibling nearest the entry first; n is at most 64.</param>
    /// <param name="root">32 bytes: the root hash in the checkpoint.</param>
    /// <returns>False for any proof that does not hold. A bad proof is an answer, not an error.</returns>
    /// <exception cref="ArgumentException">A hash is not 32 bytes, or the path not a multiple of 32.</exception>
    /// <remarks>Source: RFC 9162, section 2.1.3.2. Costs n hashes, allocates nothing, keeps no state.</remarks>
    public static bool Verify(ulong index, ulong size, ReadOnlySpan<byte> leafHash, ReadOnlySpan<byte> path, ReadOnlySpan<byte> root)
    {
        CheckHash(leafHash, nameof(leafHash));
        CheckHashes(path, nameof(path));
        CheckHash(root, nameof(root));
        if (index >= size || path.Length > MaxPath * HashBytes)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[HashBytes];
        leafHash.CopyTo(hash);
        ulong node = index;
        ulong last = size - 1;
        for (; !path.IsEmpty; path = path[HashBytes..])
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                TreeHasher.Node(path[..HashBytes], hash, hash);
                SkipMissingSiblings(ref node, ref last);
            }
            else
            {
                TreeHasher.Node(hash, path[..HashBytes], hash);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash.SequenceEqual(root);
    }

    /// <summary>Tells whether the log that one checkpoint describes begins with the log of an older one: nothing changed, nothing went.</summary>
    /// <param name="oldSize">Entries in the older log.</param>
    /// <param name="newSize">Entries in the newer log.</param>
    /// <param name="path">n × 32 bytes back to back; n is at most 65.</param>
    /// <param name="oldRoot">32 bytes: the root hash in the older checkpoint.</param>
    /// <param name="newRoot">32 bytes: the root hash in the newer checkpoint.</param>
    /// <returns>False for any proof that does not hold. A bad proof is an answer, not an error.</returns>
    /// <exception cref="ArgumentException">A root is not 32 bytes, or the path not a multiple of 32.</exception>
    /// <remarks>Source: RFC 9162, section 2.1.4.2. An empty older log is the beginning of any log: its path must be empty.</remarks>
    public static bool VerifyConsistency(
        ulong oldSize, ulong newSize, ReadOnlySpan<byte> path, ReadOnlySpan<byte> oldRoot, ReadOnlySpan<byte> newRoot)
    {
        CheckHashes(path, nameof(path));
        CheckHash(oldRoot, nameof(oldRoot));
        CheckHash(newRoot, nameof(newRoot));
        if (oldSize >= newSize || oldSize == 0)
        {
            // Equal sizes need equal roots; an empty log has the one root there is for it.
            bool sameRoot = oldSize == newSize ? oldRoot.SequenceEqual(newRoot) : oldRoot.SequenceEqual(TreeHasher.Empty);
            return oldSize <= newSize && path.IsEmpty && sameRoot;
        }

        // A perfect older tree is itself the first node of the path; it is not sent.
        bool perfect = BitOperations.IsPow2(oldSize);
        if (path.Length > (MaxPath + 1) * HashBytes || (!perfect && path.IsEmpty))
        {
            return false;
        }

        return JoinsBoth(oldSize, newSize, perfect ? oldRoot : path[..HashBytes], perfect ? path : path[HashBytes..], oldRoot, newRoot);
    }

    private static bool JoinsBoth(
        ulong oldSize, ulong newSize, ReadOnlySpan<byte> first, ReadOnlySpan<byte> path, ReadOnlySpan<byte> oldRoot, ReadOnlySpan<byte> newRoot)
    {
        ulong node = oldSize - 1;
        ulong last = newSize - 1;
        int shared = BitOperations.TrailingZeroCount(~node);
        (node, last) = (node >> shared, last >> shared);
        Span<byte> oldHash = stackalloc byte[HashBytes];
        Span<byte> newHash = stackalloc byte[HashBytes];
        first.CopyTo(oldHash);
        first.CopyTo(newHash);
        for (; !path.IsEmpty; path = path[HashBytes..])
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                TreeHasher.Node(path[..HashBytes], oldHash, oldHash);
                TreeHasher.Node(path[..HashBytes], newHash, newHash);
                SkipMissingSiblings(ref node, ref last);
            }
            else
            {
                TreeHasher.Node(newHash, path[..HashBytes], newHash);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && oldHash.SequenceEqual(oldRoot) && newHash.SequenceEqual(newRoot);
    }

    /// <summary>The last node of a level may have no sibling; it rises unhashed until it is a right child, or the root.</summary>
    private static void SkipMissingSiblings(ref ulong node, ref ulong last)
    {
        while ((node & 1) == 0 && node != 0)
        {
            (node, last) = (node >> 1, last >> 1);
        }
    }

    private static void AddSubproof(int oldSize, ReadOnlySpan<byte> leaves, bool whole, List<byte> path)
    {
        int count = leaves.Length / HashBytes;
        if (oldSize == count)
        {
            if (!whole)
            {
                path.AddRange(Root(leaves));
            }

            return;
        }

        int left = LargestPowerOfTwoBelow(count);
        if (oldSize <= left)
        {
            AddSubproof(oldSize, Range(leaves, 0, left), whole, path);
            path.AddRange(Root(Range(leaves, left, count - left)));
        }
        else
        {
            AddSubproof(oldSize - left, Range(leaves, left, count - left), whole: false, path);
            path.AddRange(Root(Range(leaves, 0, left)));
        }
    }

    private static ReadOnlySpan<byte> Range(ReadOnlySpan<byte> leaves, int start, int count) => leaves.Slice(start * HashBytes, count * HashBytes);

    private static int LargestPowerOfTwoBelow(int count) => 1 << BitOperations.Log2((uint)(count - 1));

    private static void CheckHash(ReadOnlySpan<byte> hash, string name)
    {
        if (hash.Length != HashBytes)
        {
            throw new ArgumentException($"expected a hash of {HashBytes} bytes, got {hash.Length} bytes", name);
        }
    }

    private static void CheckHashes(ReadOnlySpan<byte> hashes, string name)
    {
        if (hashes.Length % HashBytes != 0)
        {
            throw new ArgumentException($"expected hashes of {HashBytes} bytes back to back, got {hashes.Length} bytes", name);
        }
    }
}
