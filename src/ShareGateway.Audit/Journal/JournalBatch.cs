using System.Buffers;
using System.Runtime.InteropServices;
using ShareGateway.Audit.Frames;

namespace ShareGateway.Audit.Journal;

/// <summary>One batch as it lies in the journal, so that one call writes it: room for the head, the entries' frames, the side records' frames.</summary>
internal sealed class JournalBatch
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 16);

    /// <summary>Bytes of the entries with their frames.</summary>
    public int EntryBytes { get; private set; }

    /// <summary>Bytes of the side records with theirs.</summary>
    public int SubjectBytes => _bytes.WrittenCount - JournalFormat.HeadBytes - EntryBytes;

    /// <summary>The entries' frames, as they stand in the segment.</summary>
    public ReadOnlySpan<byte> Entries => _bytes.WrittenSpan.Slice(JournalFormat.HeadBytes, EntryBytes);

    /// <summary>The side records' frames, as they stand in the side file.</summary>
    public ReadOnlySpan<byte> Subjects => _bytes.WrittenSpan[(JournalFormat.HeadBytes + EntryBytes)..];

    /// <summary>Head and all; the head is written last, since it vouches for the rest.</summary>
    public Span<byte> Record => MemoryMarshal.AsMemory(_bytes.WrittenMemory).Span; // nobody else holds it

    /// <summary>Forgets the batch before.</summary>
    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _bytes.GetSpan(JournalFormat.HeadBytes);
        _bytes.Advance(JournalFormat.HeadBytes);
        EntryBytes = 0;
    }

    /// <summary>Frames an entry: all of them before the first side record.</summary>
    public void AddEntry(ulong index, ReadOnlySpan<byte> entry)
    {
        FrameFormat.Write(_bytes, index, entry);
        EntryBytes = _bytes.WrittenCount - JournalFormat.HeadBytes;
    }

    /// <summary>Frames the side record of an entry.</summary>
    public void AddSubjects(ulong index, ReadOnlySpan<byte> record) => FrameFormat.Write(_bytes, index, record);
}
