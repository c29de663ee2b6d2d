using System.Security.Cryptography;

namespace ShareGateway.Audit.Tests.Merkle;

/// <summary>RFC 9162, section 2.1, word by word and slow.</summary>
internal static class ReferenceTree
{
    public static byte[] Root(byte[][] entries)
    {
        if (entries.Length == 0)
        {
            return SHA256.HashData([]);
        }

        if (entries.Length == 1)
        {
            return SHA256.HashData([0x00, .. entries[0]]);
        }

        int k = Split(entries.Length);
        return SHA256.HashData([0x01, .. Root(entries[..k]), .. Root(entries[k..])]);
    }

    public static byte[][] Path(int m, byte[][] entries)
    {
        if (entries.Length == 1)
        {
            return [];
        }

        int k = Split(entries.Length);
        return m < k
            ? [.. Path(m, entries[..k]), Root(entries[k..])]
            : [.. Path(m - k, entries[k..]), Root(entries[..k])];
    }

    public static byte[][] Proof(int m, byte[][] entries) => Subproof(m, entries, complete: true);

    private static byte[][] Subproof(int m, byte[][] entries, bool complete)
    {
        if (m == entries.Length)
        {
            return complete ? [] : [Root(entries)];
        }

        int k = Split(entries.Length);
        return m <= k
            ? [.. Subproof(m, entries[..k], complete), Root(entries[k..])]
            : [.. Subproof(m - k, entries[k..], complete: false), Root(entries[..k])];
    }

    private static int Split(int n)
    {
        int k = 1;
        while (k * 2 < n)
        {
            k *= 2;
        }

        return k;
    }
}
