using System.Security.Cryptography;

namespace ShareGateway.Audit.Merkle;

/// <summary>The three hashes of a Merkle tree. Source: RFC 9162, section 2.1.1.</summary>
internal static class TreeHasher
{
    public const int HashBytes = SHA256.HashSizeInBytes;

    private const int LargestOnStack = 1024;

    /// <summary>Root of the empty tree: SHA-256 of nothing.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    /// <summary>SHA-256(0x00 ‖ entry).</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> entry)
    {
        Span<byte> input = entry.Length < LargestOnStack ? stackalloc byte[LargestOnStack] : new byte[entry.Length + 1];
        input[0] = 0x00;
        entry.CopyTo(input[1..]);
        return SHA256.HashData(input[..(entry.Length + 1)]);
    }

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    public static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> hash)
    {
        Span<byte> input = stackalloc byte[1 + (2 * HashBytes)];
        input[0] = 0x01; // leaves use 0x00, so a leaf can never pass for a node
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + HashBytes)..]);
        SHA256.HashData(input, hash);
    }
}
