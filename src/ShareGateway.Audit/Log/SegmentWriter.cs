using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Journal;

namespace ShareGateway.Audit.Log;

/// <summary>
/// The segment that grows, with its side file, and the tree over all entries. Owned by one thread. After any exception it must not
/// be used again: what reached the disk is then unknown, and a second <c>fsync</c> may report success for pages that were dropped.
/// </summary>
/// <param name="folder">The log's folder.</param>
/// <param name="stored">What is known of the entries that stand.</param>
/// <param name="journal">Makes a batch durable; disposed of with the writer.</param>
/// <param name="segmentBytes">A segment ends once it is as long as this.</param>
internal sealed class SegmentWriter(LogFolder folder, StoredLog stored, JournalFile journal, long segmentBytes) : IDisposable
{
    private const long StartFlushBytes = 256 << 10; // 1 MiB made the waits of one caller in a hundred half as long again
    private readonly JournalBatch _bytes = new();
    private IAuditFile? _segment;
    private IAuditFile? _side;
    private ulong _first; // index of the segment's first entry
    private bool _flushed = true; // nothing was written to the files since their last sync
    private long _behind; // bytes written to them since they were last told to write
    private long _day = DayOf(stored.LastTime); // UTC, since 1970; of the last entry

    public ulong Size => stored.Tree.Size;

    public byte[] Root() => stored.Tree.Root();

    /// <summary>Begins a segment, or goes on with one. The side file comes first: a segment never stands without one.</summary>
    /// <param name="firstIndex">Index of the segment's first entry.</param>
    /// <param name="unsignedEntries">Where in the segment the entries begin that no checkpoint covers; 0 for a new one.</param>
    /// <param name="unsignedSubjects">The same for the side file.</param>
    public void Open(ulong firstIndex, long unsignedEntries = 0, long unsignedSubjects = 0)
    {
        Flush();
        CloseFiles();
        _first = firstIndex;
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
        stored.Ids.Begin(firstIndex, later: true);
        journal.Begin(_first, Size, _segment.Length, _side.Length);
    }

    /// <summary>
    /// Brings segment and side file to the medium, so that what is signed stands in the files alone, and has the journal forget what it held of
    /// earlier segments.
    /// </summary>
    public void Settle()
    {
        Flush();
        journal.Forget();
    }

    /// <summary>Ends the log for now: all is on the medium, and the journal holds no record about anybody.</summary>
    public void Close()
    {
        Flush();
        journal.Begin(_first, Size, _segment!.Length, _side!.Length);
        journal.Forget();
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

        var record = new JournalRecord(0, 0, _first, Size + (ulong)batch.Count, _segment!.Length, _side!.Length, _bytes.EntryBytes, _bytes.SubjectBytes);

        // The side file first, so that a killed process leaves no entry without its record.
        _flushed = false;
        if (_bytes.SubjectBytes > 0)
        {
            _side.Append(_bytes.Subjects);
        }

        _segment.Append(_bytes.Entries);
        MakeDurable(record);
        Remember(batch);
        StartFlush(record.EntryBytes + record.SubjectBytes);
    }

    public void Dispose()
    {
        CloseFiles();
        journal.Dispose();
    }

    private void MakeDurable(in JournalRecord record)
    {
        if (!journal.TryAppend(record, _bytes))
        {
            Flush(); // this batch too, so that one longer than the journal need not stand there
            _ = journal.TryAppend(record, _bytes) || journal.TryState(record);
        }
    }

    private void Flush()
    {
        if (_flushed)
        {
            return;
        }

        _side!.Sync();
        _segment!.Sync();
        (_flushed, _behind) = (true, 0);
        journal.Turn();
    }

    /// <summary>Has the files written bit by bit, so that the next flush, for which all wait, has little left.</summary>
    private void StartFlush(long bytes)
    {
        _behind += bytes;
        if (_behind >= StartFlushBytes)
        {
            _behind = 0;
            _segment!.StartSync();
            _side!.StartSync();
        }
    }

    private void Remember(IReadOnlyList<PendingEntry> batch)
    {
        foreach (var pending in batch)
        {
            stored.Tree.Append(pending.Leaf);
            if (pending.DisclosureId is { } id)
            {
                stored.Ids.Add(pending.Index, id);
            }
        }
    }

    private void Frame(IReadOnlyList<PendingEntry> batch)
    {
        _bytes.Clear();
        ulong index = Size;
        foreach (var pending in batch)
        {
            pending.Index = index++;
            stored.Places.Add(pending.Index, _segment!.Length + _bytes.EntryBytes);
            _bytes.AddEntry(pending.Index, pending.Entry);
        }

        foreach (var pending in batch)
        {
            if (pending.Subjects is { } record)
            {
                _bytes.AddSubjects(pending.Index, record);
            }
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
