using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ShareGateway.Privacy.Hashing;

/// <summary>Cuts a message into blocks and pads its end (FIPS 180-4, section 5.1.1), on buffers of the caller.</summary>
internal ref struct Sha256Blocks
{
    private const int LengthAt = Sha256Constants.BlockBytes - sizeof(ulong);

    private readonly Span<uint> _state;
    private readonly Span<byte> _block;
    private int _filled;
    private ulong _messageBytes;

    /// <summary>Goes on from a state.</summary>
    /// <param name="state">8 words, changed in place.</param>
    /// <param name="block">64 bytes to work in; zeroed by <see cref="Finish"/>.</param>
    /// <param name="bytesBefore">Bytes that the state has taken in already: a multiple of 64.</param>
    public Sha256Blocks(Span<uint> state, Span<byte> block, int bytesBefore)
    {
        _state = state;
        _block = block[..Sha256Constants.BlockBytes];
        _messageBytes = (ulong)bytesBefore;
    }

    /// <summary>Takes in a part of the message.</summary>
    public void Append(scoped ReadOnlySpan<byte> part)
    {
        _messageBytes += (ulong)part.Length;
        while (part.Length >= _block.Length - _filled)
        {
            int room = _block.Length - _filled;
            part[..room].CopyTo(_block[_filled..]);
            Sha256Compression.Compress(_state, _block);
            part = part[room..];
            _filled = 0;
        }

        part.CopyTo(_block[_filled..]);
        _filled += part.Length;
    }

    /// <summary>Takes in the end; the state is the digest then.</summary>
    public void Finish()
    {
        _block[_filled] = 0x80;
        _block[(_filled + 1)..].Clear();
        if (_filled >= LengthAt)
        {
            Sha256Compression.Compress(_state, _block);
            _block.Clear();
        }

        BinaryPrimitives.WriteUInt64BigEndian(_block[LengthAt..], _messageBytes * 8);
        Sha256Compression.Compress(_state, _block);
        _block.Clear(); // it held the value, and a value stands for a person
    }

    /// <summary>Words of a state as bytes of a digest; as many as fit.</summary>
    public static void WriteDigest(ReadOnlySpan<uint> state, Span<byte> digest)
    {
        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(state, MemoryMarshal.Cast<byte, uint>(digest));
            return;
        }

        MemoryMarshal.AsBytes(state).CopyTo(digest);
    }
}
