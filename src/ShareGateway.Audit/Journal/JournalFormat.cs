using System.Buffers.Binary;
using System.Diagnostics;
using ShareGateway.Audit.Frames;

namespace ShareGateway.Audit.Journal;

/// <summary>
/// A record as it lies in the journal, all numbers little-endian: 8 bytes <c>sgjrnl01</c> | u64 epoch | u32 ordinal | u32 CRC-32C over all
/// else | u64 segment | u64 size | u64 place in the segment | u64 place in the side file | u32 bytes of entries | u32 bytes of side records |
/// the entries' frames | the side records' frames. Each begins at a multiple of 512 bytes, so that no sector holds two of them.
/// </summary>
internal static class JournalFormat
{
    public const int HeadBytes = 64;
    public const int Alignment = 512;
    private const int ChecksumAt = 20;
    private const ulong Mark = 0x31306c6e726a6773; // "sgjrnl01"

    /// <summary>What a record takes of the journal.</summary>
    public static long Footprint(int entryBytes, int subjectBytes) =>
        ((long)HeadBytes + entryBytes + subjectBytes + Alignment - 1) / Alignment * Alignment;

    /// <summary>Fills in the head of a record whose other bytes stand.</summary>
    /// <param name="head">The whole record; its first <see cref="HeadBytes"/> are written.</param>
    /// <param name="record">What the head says.</param>
    public static void WriteHead(Span<byte> head, in JournalRecord record)
    {
        Debug.Assert(head.Length == HeadBytes + record.EntryBytes + record.SubjectBytes, "the head must tell the truth");
        BinaryPrimitives.WriteUInt64LittleEndian(head, Mark);
        BinaryPrimitives.WriteUInt64LittleEndian(head[8..], record.Epoch);
        BinaryPrimitives.WriteUInt32LittleEndian(head[16..], record.Ordinal);
        BinaryPrimitives.WriteUInt32LittleEndian(head[ChecksumAt..], 0);
        BinaryPrimitives.WriteUInt64LittleEndian(head[24..], record.Segment);
        BinaryPrimitives.WriteUInt64LittleEndian(head[32..], record.Size);
        BinaryPrimitives.WriteInt64LittleEndian(head[40..], record.EntriesAt);
        BinaryPrimitives.WriteInt64LittleEndian(head[48..], record.SubjectsAt);
        BinaryPrimitives.WriteInt32LittleEndian(head[56..], record.EntryBytes);
        BinaryPrimitives.WriteInt32LittleEndian(head[60..], record.SubjectBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(head[ChecksumAt..], ~FrameFormat.Crc(uint.MaxValue, head));
    }

    /// <summary>Reads the record that begins with the first byte; false when none does, whole and sound.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out JournalRecord record)
    {
        record = default;
        if (bytes.Length < HeadBytes || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Mark)
        {
            return false;
        }

        record = Head(bytes);
        if (record.EntryBytes < 0 || record.SubjectBytes < 0 || (long)record.EntryBytes + record.SubjectBytes > bytes.Length - HeadBytes
            || record.EntriesAt < 0 || record.SubjectsAt < 0)
        {
            return false;
        }

        Span<byte> head = stackalloc byte[HeadBytes];
        bytes[..HeadBytes].CopyTo(head);
        head.Slice(ChecksumAt, sizeof(uint)).Clear();
        uint crc = FrameFormat.Crc(FrameFormat.Crc(uint.MaxValue, head), bytes.Slice(HeadBytes, record.EntryBytes + record.SubjectBytes));
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]) == ~crc;
    }

    private static JournalRecord Head(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[56..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[60..]));
}
