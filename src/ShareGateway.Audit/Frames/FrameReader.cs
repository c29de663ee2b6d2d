using System.Buffers.Binary;

namespace ShareGateway.Audit.Frames;

/// <summary>
/// Reads the frames of one file from its start, many at a time. Memory is bounded by the longest frame, whatever a damaged length says.
/// </summary>
/// <param name="stream">At its start; stays the caller's, and is read ahead.</param>
/// <param name="mostBytes">Longest frame that can be, without its header.</param>
internal sealed class FrameReader(Stream stream, int mostBytes)
{
    private const int ReadBytes = 1 << 16;

    private byte[] _buffer = new byte[4096]; // most readers look at few frames
    private int _start; // of the frame that is read next
    private int _end;
    private int _frame; // where the bytes of the last sound one begin
    private int _length;

    /// <summary>Where the frame begins that was read last, sound or not; the file's end when there was none.</summary>
    public long Offset { get; private set; }

    /// <summary>Where the last sound frame ends.</summary>
    public long GoodEnd { get; private set; }

    /// <summary>Index of the last sound frame.</summary>
    public ulong Index { get; private set; }

    /// <summary>Bytes of the last sound frame, until the next is read.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_frame, _length);

    /// <summary>What is wrong with the frame that ended the reading; empty at a clean end.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Reads the next frame; false at the end of the file or at a frame that is not sound, and then for good.</summary>
    public bool Next()
    {
        if (Problem.Length > 0)
        {
            return false;
        }

        Offset = GoodEnd;
        if (!Has(FrameFormat.HeaderBytes))
        {
            int rest = _end - _start;
            Problem = rest == 0 ? "" : $"the file ends {rest} bytes into the header of a frame";
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_start));
        return length <= mostBytes ? Take((int)length) : Fail($"expected a frame of at most {mostBytes} bytes, got a length of {length}");
    }

    private bool Take(int length)
    {
        if (!Has(FrameFormat.HeaderBytes + length))
        {
            return Fail($"the file ends {_end - _start - FrameFormat.HeaderBytes} bytes into a frame of {length}");
        }

        var header = _buffer.AsSpan(_start);
        ulong index = BinaryPrimitives.ReadUInt64LittleEndian(header[8..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) != FrameFormat.Checksum((uint)length, index, header.Slice(FrameFormat.HeaderBytes, length)))
        {
            return Fail("the checksum does not fit the frame");
        }

        (Index, _frame, _length) = (index, _start + FrameFormat.HeaderBytes, length);
        _start = _frame + length;
        GoodEnd += FrameFormat.HeaderBytes + length;
        return true;
    }

    /// <summary>Sees to it that this many bytes of the next frame are in the buffer; false when the file ends before.</summary>
    private bool Has(int bytes)
    {
        while (_end - _start < bytes)
        {
            MakeRoom(bytes);
            int read = stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }

    private void MakeRoom(int bytes)
    {
        int rest = _end - _start;
        byte[] larger = _end == _buffer.Length && _buffer.Length < Math.Max(ReadBytes, bytes) ? new byte[Math.Max(bytes, Math.Min(ReadBytes, 4 * _buffer.Length))] : _buffer;
        if (!ReferenceEquals(larger, _buffer) || _buffer.Length - _start < bytes)
        {
            Buffer.BlockCopy(_buffer, _start, larger, 0, rest);
            (_buffer, _start, _end) = (larger, 0, rest);
        }
    }

    private bool Fail(string problem)
    {
        Problem = problem;
        return false;
    }
}
