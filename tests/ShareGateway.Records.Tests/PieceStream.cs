namespace ShareGateway.Records.Tests;

/// <summary>Hands out a body in given pieces, one a read, each at once.</summary>
internal sealed class PieceStream(params byte[][] pieces) : Stream
{
    private readonly Queue<byte[]> _pieces = new(pieces.Where(p => p.Length > 0));
    private int _used;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static PieceStream InPiecesOf(int bytes, byte[] body) => new([.. body.Chunk(bytes)]);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (!_pieces.TryPeek(out byte[]? piece))
        {
            return 0;
        }

        int count = Math.Min(buffer.Length, piece.Length - _used);
        piece.AsSpan(_used, count).CopyTo(buffer);
        _used += count;
        if (_used == piece.Length)
        {
            _pieces.Dequeue();
            _used = 0;
        }

        return count;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
