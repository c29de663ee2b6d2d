using System.Buffers.Binary;

namespace ShareGateway.Audit.Frames;

/// <summary>Reads the frames of one file from its start. Memory is bounded by the longest frame, whatever a damaged length says.</summary>
/// <param name="stream">At its start; stays the caller's.</param>
/// <param name="mostBytes">Longest frame that can be, without its header.</param>
internal sealed class FrameReader(Stream stream, int mostBytes)
{
    private readonly byte[] _header = new byte[FrameFormat.HeaderBytes];
    private byte[] _bytes = new byte[4096];
    private int _length;

    /// <summary>Where the frame begins that was read last, sound or not; the file's end when there was none.</summary>
    public long Offset { get; private set; }

    /// <summary>Where the last sound frame ends.</summary>
    public long GoodEnd { get; private set; }

    /// <summary>Index of the last sound frame.</summary>
    public ulong Index { get; private set; }

    /// <summary>Bytes of the last sound frame, until the next is read.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

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
        int read = stream.ReadAtLeast(_header, FrameFormat.HeaderBytes, throwOnEndOfStream: false);
        if (read < FrameFormat.HeaderBytes)
        {
            Problem = read == 0 ? "" : $"the file ends {read} bytes into the header of a frame";
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(_header);
        return length <= mostBytes ? ReadBytes((int)length) : Fail($"expected a frame of at most {mostBytes} bytes, got a length of {length}");
    }

    private bool ReadBytes(int length)
    {
        if (_bytes.Length < length)
        {
            _bytes = new byte[Math.Min(mostBytes, Math.Max(length, 2 * _bytes.Length))];
        }

        int read = stream.ReadAtLeast(_bytes.AsSpan(0, length), length, throwOnEndOfStream: false);
        if (read < length)
        {
            return Fail($"the file ends {read} bytes into a frame of {length}");
        }

        ulong index = BinaryPrimitives.ReadUInt64LittleEndian(_header.AsSpan(8));
        if (BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(4)) != FrameFormat.Checksum((uint)length, index, _bytes.AsSpan(0, length)))
        {
            return Fail("the checksum does not fit the frame");
        }

        (Index, _length) = (index, length);
        GoodEnd += FrameFormat.HeaderBytes + length;
        return true;
    }

    private bool Fail(string problem)
    {
        Problem = problem;
        return false;
    }
}
