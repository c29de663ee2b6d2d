using System.Security.Cryptography;

namespace ShareGateway.Audit.Merkle;

/// <summary>The three hashes of a Merkle tree. Source: RFC 9162, section 2.1.1.</summary>
internal static class TreeHasher
{
    public const int HashBytes = SHA256.HashSizeInBytes;

    /// <summary>Root of the empty tree: SHA-256 of nothing.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    /// <summary>SHA-256(0x00 ‖ entry).</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> entry)
    {
        byte[] hash = new byte[HashBytes];
        Leaf(entry, hash);
        return hash;
    }

    /// <summary>SHA-256(0x00 ‖ entry), into 32 bytes.</summary>
    public static void Leaf(ReadOnlySpan<byte> entry, Span<byte> hash) => Sha256.Hash([0x00], entry, hash);

    /// <summary>SHA-256(0x01 ‖ left ‖ right). The result may lie over an input.</summary>
    public static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> hash)
    {
        Span<byte> input = stackalloc byte[1 + (2 * HashBytes)];
        input[0] = 0x01; // leaves use 0x00, so a leaf can never pass for a node
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + HashBytes)..]);
        Sha256.Hash(input, [], hash);
    }
}
