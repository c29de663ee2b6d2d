using System.Net.Sockets;
using System.Runtime.CompilerServices;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Shares;

/// <summary>
/// A connection to an upstream that is read in large pieces. The HTTP client reads a chunked body chunk by chunk, and each of its reads would be a
/// call of the system and a wake-up of the upstream. What was read ahead is wiped once it has been taken.
/// </summary>
/// <param name="network">The connection; owned.</param>
/// <param name="mark">Its low-water mark; null where there is none.</param>
internal sealed class UpstreamConnection(Stream network, LowWaterMark? mark = null) : Stream
{
    private const int AheadBytes = 128 << 10;

    private byte[] _ahead = [];
    private int _start;
    private int _end;
    private int _touched; // beyond it nothing was ever read

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Connects as the HTTP client would.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, stop);
            return new UpstreamConnection(new NetworkStream(socket, ownsSocket: true), LowWaterMark.Of(socket));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start < _end)
        {
            return new(Take(buffer.Span));
        }

        // A read of nothing waits until there is something.
        return buffer.IsEmpty || buffer.Length >= AheadBytes ? ReadNetworkAsync(buffer, cancellationToken) : ReadAheadAsync(buffer, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("it is only read asynchronously");

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => network.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => network.WriteAsync(buffer, offset, count, cancellationToken);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("it is only written asynchronously");

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => network.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override void Flush() => network.Flush();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            network.Dispose(); // a read under way ends by it; its buffer is left to the collector, as it may yet be written to
        }

        base.Dispose(disposing);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadAheadAsync(Memory<byte> buffer, CancellationToken stop)
    {
        if (_ahead.Length == 0)
        {
            _ahead = BodyMemory.Pool.Rent(AheadBytes);
        }

        (_start, _end) = (0, await ReadNetworkAsync(_ahead, stop));
        if (_end == _ahead.Length)
        {
            mark?.Flows();
        }

        _touched = Math.Max(_touched, _end);
        return Take(buffer.Span);
    }

    private ValueTask<int> ReadNetworkAsync(Memory<byte> buffer, CancellationToken stop)
    {
        var read = network.ReadAsync(buffer, stop);
        if (!read.IsCompleted)
        {
            mark?.Waits();
        }

        return read;
    }

    private int Take(Span<byte> destination)
    {
        var taken = Math.Min(destination.Length, _end - _start);
        _ahead.AsSpan(_start, taken).CopyTo(destination);
        _start += taken;
        if (_start == _end && _end < _ahead.Length)
        {
            LetGo();
        }

        return taken;
    }

    /// <summary>The upstream pauses, or has sent all: an idle connection keeps no memory, and nobody's data.</summary>
    private void LetGo()
    {
        var used = _ahead;
        used.AsSpan(0, _touched).Clear();
        (_ahead, _start, _end, _touched) = ([], 0, 0, 0);
        BodyMemory.Pool.Return(used);
    }
}
