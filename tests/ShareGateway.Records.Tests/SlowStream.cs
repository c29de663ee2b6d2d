using System.Threading.Channels;

namespace ShareGateway.Records.Tests;

/// <summary>An upstream whose bytes come when the test sends them.</summary>
internal sealed class SlowStream : Stream
{
    private readonly Channel<byte[]> _sent = Channel.CreateUnbounded<byte[]>();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Send(string text) => _sent.Writer.TryWrite(System.Text.Encoding.UTF8.GetBytes(text));

    public void End() => _sent.Writer.Complete();

    public void Break() => _sent.Writer.Complete(new IOException("connection reset while `secret` was sent"));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            byte[] piece = await _sent.Reader.ReadAsync(cancellationToken);
            piece.CopyTo(buffer);
            return piece.Length;
        }
        catch (ChannelClosedException e)
        {
            return e.InnerException is null ? 0 : throw e.InnerException;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
