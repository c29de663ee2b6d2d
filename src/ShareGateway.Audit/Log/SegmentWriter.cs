using System.Buffers;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Log;

/// <summary>
/// The segment that grows, with its side file, and the tree over all entries. Owned by one thread. After any exception it must not
/// be used again: what reached the disk is then unknown, and a second <c>fsync</c> may report success for pages that were dropped.
/// </summary>
internal sealed class SegmentWriter(LogFolder folder, CompactRange tree, long segmentBytes) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _entries = new(1 << 16);
    private readonly ArrayBufferWriter<byte> _subjects = new(1 << 16);
    private IAuditFile? _segment;
    private IAuditFile? _side;

    public ulong Size => tree.Size;

    public byte[] Root() => tree.Root();

    /// <summary>Goes on with a segment, or begins one. The side file comes first: a segment never stands without one.</summary>
    public void Open(ulong firstIndex)
    {
        Dispose();
        _side = folder.OpenAppend(LogFiles.Subjects(firstIndex));
        _segment = folder.OpenAppend(LogFiles.Entries(firstIndex));
        if (_segment.Length == 0 && _side.Length > 0)
        {
            _side.Truncate(0); // records of entries that were never written
        }

        // Also what a killed process had written but not synced: it is about to be signed.
        _side.Sync();
        _segment.Sync();
        folder.Sync();
    }

    /// <summary>Writes entries and gives each its index; all are durable when this returns, and none may be taken as stored when it throws.</summary>
    public void Write(IReadOnlyList<PendingEntry> batch)
    {
        if (_segment is null || _segment.Length >= segmentBytes)
        {
            Open(Size);
        }

        _entries.ResetWrittenCount();
        _subjects.ResetWrittenCount();
        ulong index = Size;
        foreach (var pending in batch)
        {
            pending.Index = index++;
            FrameFormat.Write(_entries, pending.Index, pending.Entry);
            if (pending.Subjects is not null)
            {
                FrameFormat.Write(_subjects, pending.Index, pending.Subjects);
            }
        }

        // INVARIANT: no entry stands in a segment before the record that its commitment points to is durable.
        AppendAndSync(_side!, _subjects);
        AppendAndSync(_segment!, _entries);
        foreach (var pending in batch)
        {
            tree.Append(TreeHasher.Leaf(pending.Entry));
        }
    }

    public void Dispose()
    {
        _segment?.Dispose();
        _side?.Dispose();
        (_segment, _side) = (null, null);
    }

    private static void AppendAndSync(IAuditFile file, ArrayBufferWriter<byte> bytes)
    {
        if (bytes.WrittenCount > 0)
        {
            file.Append(bytes.WrittenSpan);
            file.Sync();
        }
    }
}
