using ShareGateway.Proxy.Shares;

namespace ShareGateway.Proxy.Tests;

public sealed class UpstreamStreamTests
{
    [Theory]
    [InlineData(false, typeof(UpstreamException))]
    [InlineData(true, typeof(IOException))] // our own end of it: the client hung up, and the read was broken off for that
    public async Task Only_a_read_that_we_did_not_end_ourselves_is_the_upstream_s_failure(bool ended, Type expected)
    {
        using var stop = new CancellationTokenSource();
        await using var body = new UpstreamStream(new Breaking(ended ? stop : null), TimeSpan.FromSeconds(30), TimeProvider.System);

        var exception = await Record.ExceptionAsync(() => body.CopyToAsync(Stream.Null, stop.Token));

        Assert.Equal(expected, exception?.GetType());
    }

    private sealed class Breaking(CancellationTokenSource? stop) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await (stop?.CancelAsync() ?? Task.CompletedTask);
            throw new IOException("reset");
        }
    }
}
