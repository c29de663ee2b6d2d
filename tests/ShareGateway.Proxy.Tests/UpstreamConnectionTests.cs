using CsCheck;
using ShareGateway.Proxy.Shares;

namespace ShareGateway.Proxy.Tests;

public sealed class UpstreamConnectionTests
{
    private const int Large = 128 << 10;

    [Fact]
    public Task Whatever_pieces_come_and_whatever_is_asked_for_the_bytes_are_the_same() =>
        Gen.Select(Gen.Int[1, 3 * Large / 2].Array[1, 12], Gen.OneOf(Gen.Int[0, 40], Gen.Int[1000, 20_000], Gen.Const(Large), Gen.Const(2 * Large)).Array[1, 12]).SampleAsync(
            async (pieces, asks) =>
            {
                var bytes = new byte[pieces.Sum()];
                new Random(pieces.Length).NextBytes(bytes);
                await using var connection = new UpstreamConnection(new Pieces(bytes, pieces));
                var read = new List<byte>();
                for (var i = 0; read.Count < bytes.Length; i++)
                {
                    var buffer = new byte[asks[i % asks.Length] + (i / asks.Length)]; // not for ever of nothing
                    var count = await connection.ReadAsync(buffer, CancellationToken.None);
                    Assert.True(count > 0 || buffer.Length == 0, "ended early");
                    read.AddRange(buffer.AsSpan(0, count));
                }

                Assert.Equal(bytes, read);
                Assert.Equal(0, await connection.ReadAsync(new byte[10], CancellationToken.None));
            },
            iter: 40);

    [Fact]
    public async Task Many_small_reads_are_one_of_the_network()
    {
        var network = new Pieces(new byte[Large], [Large]);
        await using var connection = new UpstreamConnection(network);

        for (var i = 0; i < 64; i++)
        {
            Assert.Equal(Large / 64, await connection.ReadAsync(new byte[Large / 64], CancellationToken.None));
        }

        Assert.Equal(1, network.Reads);
    }

    [Fact]
    public async Task A_read_of_nothing_waits_for_the_network_only_when_nothing_is_there()
    {
        var network = new Pieces(new byte[3], [1, 2]);
        await using var connection = new UpstreamConnection(network);

        Assert.Equal(0, await connection.ReadAsync(Memory<byte>.Empty, CancellationToken.None));
        Assert.Equal(1, network.Reads);
        Assert.Equal(1, await connection.ReadAsync(new byte[1], CancellationToken.None));
        Assert.Equal(0, await connection.ReadAsync(Memory<byte>.Empty, CancellationToken.None));
        Assert.Equal(2, network.Reads);
    }

    [Fact]
    public async Task What_was_taken_is_wiped_before_anybody_else_gets_the_memory()
    {
        var network = new Pieces([1, 2, 3, 4], [4]);
        await using var connection = new UpstreamConnection(network);

        _ = await connection.ReadAsync(new byte[3], CancellationToken.None);
        Assert.Equal([1, 2, 3, 4], network.Lent[..4].ToArray());
        _ = await connection.ReadAsync(new byte[3], CancellationToken.None);

        Assert.Equal(new byte[4], network.Lent[..4].ToArray());
    }

    [Fact]
    public async Task The_connection_goes_with_it()
    {
        var network = new Pieces([], []);
        await new UpstreamConnection(network).DisposeAsync();

        Assert.False(network.CanRead);
    }

    /// <summary>A network that gives one piece a read.</summary>
    private sealed class Pieces(byte[] bytes, int[] pieces) : MemoryStream(bytes)
    {
        public int Reads { get; private set; }

        public Memory<byte> Lent { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            Reads++;
            if (buffer.IsEmpty)
            {
                return 0;
            }

            Lent = buffer;
            var piece = pieces.Length == 0 ? 0 : pieces[Math.Min(Reads - 1, pieces.Length - 1)];
            return Read(buffer.Span[..Math.Min(buffer.Length, Math.Max(piece, 1))]);
        }
    }
}
