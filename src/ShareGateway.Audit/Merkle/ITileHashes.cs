namespace ShareGateway.Audit.Merkle;

/// <summary>Takes the hashes that tiles are made of, each level in order, as a growing tree completes them.</summary>
internal interface ITileHashes
{
    /// <summary>Takes the next hash of a level: 0 for leaves, n for the roots of perfect subtrees of 256ⁿ leaves.</summary>
    /// <param name="level">From 0 to 7.</param>
    /// <param name="hash">32 bytes; not kept.</param>
    public void Add(int level, ReadOnlySpan<byte> hash);
}
