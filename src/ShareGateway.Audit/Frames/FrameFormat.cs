using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace ShareGateway.Audit.Frames;

/// <summary>
/// One frame of a log file, all numbers little-endian: u32 length of the bytes | u32 CRC-32C over length, index and bytes | u64 index |
/// bytes. The checksum finds torn writes; changes made on purpose are found by the Merkle tree and the commitments.
/// </summary>
internal static class FrameFormat
{
    public const int HeaderBytes = 16;

    public static void Write(IBufferWriter<byte> output, ulong index, ReadOnlySpan<byte> bytes)
    {
        var frame = output.GetSpan(HeaderBytes + bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)bytes.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[8..], index);
        bytes.CopyTo(frame[HeaderBytes..]);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Checksum((uint)bytes.Length, index, bytes));
        output.Advance(HeaderBytes + bytes.Length);
    }

    public static uint Checksum(uint length, ulong index, ReadOnlySpan<byte> bytes)
    {
        uint crc = BitOperations.Crc32C(uint.MaxValue, length);
        return ~Crc(BitOperations.Crc32C(crc, index), bytes);
    }

    /// <summary>CRC-32C over more bytes; begins with all bits set, and the end result is its complement.</summary>
    public static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return crc;
    }

    /// <summary>Tells whether a whole, sound frame with an index in the given range begins anywhere in the bytes.</summary>
    public static bool AnyIn(ReadOnlySpan<byte> bytes, ulong firstIndex, int mostBytes)
    {
        for (; bytes.Length >= HeaderBytes; bytes = bytes[1..])
        {
            if (IsAtStartOf(bytes, firstIndex, mostBytes))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same for the first byte alone.</summary>
    public static bool IsAtStartOf(ReadOnlySpan<byte> bytes, ulong firstIndex, int mostBytes)
    {
        if (bytes.Length < HeaderBytes)
        {
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        ulong index = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        return length <= mostBytes && length <= bytes.Length - HeaderBytes && index - firstIndex < (ulong)bytes.Length
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) == Checksum(length, index, bytes.Slice(HeaderBytes, (int)length));
    }
}
