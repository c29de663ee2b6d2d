using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using ShareGateway.Proxy.Shares;

namespace ShareGateway.Proxy.Tests;

/// <summary>Real connections: what lies in one is told of when somebody waits, however high its mark was while bytes flowed.</summary>
public sealed class LowWaterMarkTests
{
    private const int Large = 128 << 10;
    private const int Reads = 40; // more than it takes to put the mark up
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int Option = 18; // SO_RCVLOWAT

    [Fact]
    public async Task The_mark_is_up_while_a_body_flows_and_down_while_somebody_waits()
    {
        using var pair = await Pair.ConnectAsync();
        Assert.Equal(1, pair.Mark);

        await pair.FlowAsync();

        Assert.InRange(pair.Mark, Large, int.MaxValue);
        var buffer = new byte[10];
        var read = pair.Connection.ReadAsync(buffer, TestContext.Current.CancellationToken).AsTask();
        Assert.Equal(1, pair.Mark);
        Assert.False(read.IsCompleted);

        await pair.SendAsync([7]);

        Assert.Equal(1, await read.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal(7, buffer[0]);
    }

    [Fact]
    public async Task Few_bytes_that_came_while_the_mark_was_up_wake_whoever_waits_for_them_later()
    {
        using var pair = await Pair.ConnectAsync();
        for (var round = 0; round < 20; round++)
        {
            await pair.FlowAsync();
            var buffer = new byte[10];
            var read = Task.Run(async () => await pair.Connection.ReadAsync(buffer)); // at the same time, by chance before or behind

            await pair.SendAsync([(byte)round]);

            Assert.Equal(1, await read.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            Assert.Equal(round, buffer[0]);
        }
    }

    [Fact]
    public async Task The_end_of_a_body_that_flowed_is_noticed()
    {
        using var pair = await Pair.ConnectAsync();
        await pair.FlowAsync();
        var read = pair.Connection.ReadAsync(new byte[10], TestContext.Current.CancellationToken).AsTask();

        pair.Close();

        Assert.Equal(0, await read.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Few_reads_that_are_full_are_no_flow()
    {
        using var pair = await Pair.ConnectAsync();

        await pair.FlowAsync(reads: 10);

        Assert.Equal(1, pair.Mark);
    }

    [Fact]
    public async Task A_read_fails_of_a_connection_that_was_closed_while_its_mark_was_up()
    {
        using var pair = await Pair.ConnectAsync();
        await pair.FlowAsync();
        pair.CloseOwn();

        await Assert.ThrowsAnyAsync<Exception>(() => pair.Connection.ReadAsync(new byte[10], TestContext.Current.CancellationToken).AsTask());
    }

    /// <summary>Both ends of a connection.</summary>
    private sealed class Pair : IDisposable
    {
        private readonly Socket _own;
        private readonly Socket _other;

        private Pair(Socket own, Socket other)
        {
            (_own, _other) = (own, other);
            Connection = new UpstreamConnection(new NetworkStream(own, ownsSocket: true), LowWaterMark.Of(own));
        }

        public UpstreamConnection Connection { get; }

        public int Mark
        {
            get
            {
                var value = 0;
                _ = _own.GetRawSocketOption(SocketLevel, Option, MemoryMarshal.AsBytes(new Span<int>(ref value)));
                return value;
            }
        }

        public static async Task<Pair> ConnectAsync()
        {
            using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            var own = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4 * Large }; // room for what is sent before it is read
            await own.ConnectAsync(listener.LocalEndPoint!);
            return new Pair(own, await listener.AcceptAsync());
        }

        public async Task SendAsync(byte[] bytes) => Assert.Equal(bytes.Length, await _other.SendAsync(bytes));

        /// <summary>Sends and takes as many bytes as there are in some full reads, each of which finds them there.</summary>
        public async Task FlowAsync(int reads = Reads)
        {
            var buffer = new byte[Large / 2];
            for (var i = 0; i < reads; i++)
            {
                await SendAsync(new byte[Large]);
                Assert.True(SpinWait.SpinUntil(() => _own.Available >= Large, TimeSpan.FromSeconds(30)), "the bytes did not arrive");
                Assert.Equal(buffer.Length, await Connection.ReadAsync(buffer));
                Assert.Equal(buffer.Length, await Connection.ReadAsync(buffer));
            }
        }

        public void Close() => _other.Dispose();

        public void CloseOwn() => _own.Dispose();

        public void Dispose()
        {
            Connection.Dispose();
            _own.Dispose();
            _other.Dispose();
        }
    }
}
