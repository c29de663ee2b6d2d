using System.Security.Cryptography;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Tests.Merkle;

public sealed class Sha256Tests
{
    [Fact]
    public void Any_two_pieces_hash_as_the_whole()
    {
        byte[] bytes = new byte[20_000];
        new Random(1).NextBytes(bytes);
        foreach (int length in Enumerable.Range(0, 300).Concat([1023, 1024, 16_383, 16_384, 16_385, 20_000]))
        {
            foreach (int cut in new[] { 0, 1, length / 2, length }.Where(cut => cut <= length))
            {
                byte[] hash = new byte[32];
                Sha256.Hash(bytes.AsSpan(0, cut), bytes.AsSpan(cut, length - cut), hash);
                Assert.Equal(SHA256.HashData(bytes.AsSpan(0, length)), hash);
            }
        }
    }

    [Fact]
    public void The_result_may_lie_over_the_input()
    {
        byte[] bytes = [.. Enumerable.Range(0, 64).Select(i => (byte)i)];
        byte[] expected = SHA256.HashData(bytes);

        Sha256.Hash(bytes, [], bytes.AsSpan(0, 32));

        Assert.Equal(expected, bytes[..32]);
    }
}
