using System.Buffers;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Log;

/// <summary>
/// The segment that grows, with its side file, and the tree over all entries. Owned by one thread. After any exception it must not
/// be used again: what reached the disk is then unknown, and a second <c>fsync</c> may report success for pages that were dropped.
/// </summary>
internal sealed class SegmentWriter(LogFolder folder, StoredLog stored, long segmentBytes) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _entries = new(1 << 16);
    private readonly ArrayBufferWriter<byte> _subjects = new(1 << 16);
    private readonly SyncThread _sideSync = new();
    private IAuditFile? _segment;
    private IAuditFile? _side;
    private long _day = DayOf(stored.LastTime); // UTC, since 1970; of the last entry

    public ulong Size => stored.Tree.Size;

    public byte[] Root() => stored.Tree.Root();

    /// <summary>Begins a segment, or goes on with one. The side file comes first: a segment never stands without one.</summary>
    /// <param name="firstIndex">Index of the segment's first entry.</param>
    /// <param name="unsignedEntries">Where in the segment the entries begin that no checkpoint covers; 0 for a new one.</param>
    /// <param name="unsignedSubjects">The same for the side file.</param>
    public void Open(ulong firstIndex, long unsignedEntries = 0, long unsignedSubjects = 0)
    {
        CloseFiles();
        _side = folder.OpenAppend(LogFiles.Subjects(firstIndex));
        _segment = folder.OpenAppend(LogFiles.Entries(firstIndex));
        if (_segment.Length == 0 && _side.Length > 0)
        {
            _side.Truncate(0); // records of entries that were never written
        }

        // Also what a killed process had written but not synced, or what a failed sync left in the cache as if it were clean: it is about to be signed.
        Refresh(_side, unsignedSubjects);
        Refresh(_segment, unsignedEntries);
        folder.Sync();
        stored.Ids.Begin(firstIndex);
    }

    /// <summary>Writes entries and gives each its index; all are durable when this returns, and none may be taken as stored when it throws.</summary>
    public void Write(IReadOnlyList<PendingEntry> batch)
    {
        long day = DayOf(batch[^1].Time);
        if (_segment is null || _segment.Length >= segmentBytes || (day != _day && _segment.Length > 0))
        {
            Open(Size);
        }

        _day = day;
        Frame(batch);

        // Both are written before either is synced, so that a killed process leaves no entry without its record. After a power cut an entry
        // may stand whose record does not: it was never acknowledged, and the next opening cuts it.
        bool hasSubjects = _subjects.WrittenCount > 0;
        if (hasSubjects)
        {
            _side!.Append(_subjects.WrittenSpan);
        }

        _segment!.Append(_entries.WrittenSpan);
        if (hasSubjects)
        {
            _sideSync.Start(_side!);
        }

        var segmentFailure = SyncThread.Sync(_segment);
        var failure = (hasSubjects ? _sideSync.Wait() : null) ?? segmentFailure;
        Hash(batch);
        if (failure is not null)
        {
            throw new IOException("the audit log cannot be brought to the disk", failure);
        }

        foreach (var pending in batch)
        {
            if (pending.DisclosureId is { } id)
            {
                stored.Ids.Add(pending.Index, id);
            }
        }
    }

    public void Dispose()
    {
        CloseFiles();
        _sideSync.Dispose();
    }

    private void Frame(IReadOnlyList<PendingEntry> batch)
    {
        _entries.ResetWrittenCount();
        _subjects.ResetWrittenCount();
        ulong index = Size;
        foreach (var pending in batch)
        {
            pending.Index = index++;
            stored.Places.Add(pending.Index, _segment!.Length + _entries.WrittenCount);
            FrameFormat.Write(_entries, pending.Index, pending.Entry);
            if (pending.Subjects is not null)
            {
                FrameFormat.Write(_subjects, pending.Index, pending.Subjects);
            }
        }
    }

    /// <summary>A failed sync makes the tree run ahead of the log, and nobody signs it any more.</summary>
    private void Hash(IReadOnlyList<PendingEntry> batch)
    {
        Span<byte> leaf = stackalloc byte[TreeHasher.HashBytes];
        foreach (var pending in batch)
        {
            TreeHasher.Leaf(pending.Entry, leaf);
            stored.Tree.Append(leaf);
        }
    }

    private static long DayOf(long micros) => micros / (TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond);

    private static void Refresh(IAuditFile file, long from)
    {
        if (from < file.Length)
        {
            file.Rewrite(from);
        }

        file.Sync();
    }

    private void CloseFiles()
    {
        _segment?.Dispose();
        _side?.Dispose();
        (_segment, _side) = (null, null);
    }
}
