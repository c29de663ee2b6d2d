using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ShareGateway.Policy.Loading;

/// <summary>The hash by which an audit entry names the policies that were in force (I7).</summary>
internal static class PolicyHash
{
    /// <summary>SHA-256 over all files by path in ordinal order: path and content, each after its length in 8 bytes, big-endian.</summary>
    /// <remarks>The lengths keep two different folders from giving the same bytes.</remarks>
    public static string Of(IEnumerable<(string File, byte[] Content)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (file, content) in files.OrderBy(file => file.File, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(file));
            Append(hash, content);
        }

        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, byte[] bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
