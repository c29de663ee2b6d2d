using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Frames;

namespace ShareGateway.Audit.Journal;

/// <summary>
/// What makes a batch durable with one flush: a file of fixed length that is written over and over, so that a flush has no length and no new
/// block to bring to the medium. Segment and side file hold the same bytes; they are flushed before the journal forgets them. Two halves take
/// turns: while an epoch fills one, the epoch before stands whole in the other. Owned by one thread.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private const int Halves = 2;
    private static readonly byte[] Zeros = new byte[1 << 20];

    private readonly LogFolder _folder;
    private readonly long _halfBytes;
    private readonly long[] _old; // how far each half may hold what is to be forgotten
    private readonly long[] _new = new long[Halves]; // how far it has been written over since
    private readonly JournalBatch _nothing = new();
    private IAuditFile? _file;
    private ulong _epoch;
    private uint _ordinal;
    private long _at; // in the half of this epoch

    /// <param name="folder">The log's folder.</param>
    /// <param name="bytes">Length of the file.</param>
    /// <param name="stored">What was found at opening.</param>
    public JournalFile(LogFolder folder, long bytes, JournalContent stored)
    {
        _folder = folder;
        _halfBytes = bytes / (Halves * JournalFormat.Alignment) * JournalFormat.Alignment;
        _epoch = stored.LastEpoch + 1;
        _old = [stored.UsedOf(0), stored.UsedOf(1)];
    }

    /// <summary>Begins a segment, or ends the log: states how far the files stand, which must be flushed. All before is old now: see <see cref="Forget"/>.</summary>
    public void Begin(ulong segment, ulong size, long entriesEnd, long subjectsEnd)
    {
        Open();
        Turn();
        for (int half = 0; half < Halves; half++)
        {
            (_old[half], _new[half]) = (Math.Max(_old[half], _new[half]), 0);
        }

        _ = TryState(new JournalRecord(0, 0, segment, size, entriesEnd, subjectsEnd, 0, 0));
    }

    /// <summary>Writes that the files stand, flushed, as far as a record says: its batch is longer than the journal.</summary>
    public bool TryState(in JournalRecord record)
    {
        _nothing.Clear();
        return TryAppend(record with { EntriesAt = record.EntriesEnd, SubjectsAt = record.SubjectsEnd, EntryBytes = 0, SubjectBytes = 0 }, _nothing);
    }

    /// <summary>Writes a batch; it is on the medium when this returns true.</summary>
    /// <param name="record">Where it belongs; epoch and ordinal are set here.</param>
    /// <param name="batch">Its bytes; the head is filled in.</param>
    /// <returns>False when this half has no room for it: flush the files and <see cref="Turn"/>.</returns>
    public bool TryAppend(in JournalRecord record, JournalBatch batch)
    {
        long footprint = JournalFormat.Footprint(record.EntryBytes, record.SubjectBytes);
        if (footprint > _halfBytes - _at)
        {
            return false;
        }

        JournalFormat.WriteHead(batch.Record, record with { Epoch = _epoch, Ordinal = _ordinal });
        _file!.Write(((long)(_epoch % Halves) * _halfBytes) + _at, batch.Record);
        _file.Sync();
        _ordinal++;
        _at += footprint;
        ref long written = ref _new[_epoch % Halves];
        written = Math.Max(written, _at);
        return true;
    }

    /// <summary>To be called when the files are flushed: the next record begins the other half. Twice in a row is once: an epoch has at least one record.</summary>
    public void Turn()
    {
        if (_ordinal > 0)
        {
            (_epoch, _ordinal, _at) = (_epoch + 1, 0, 0);
        }
    }

    /// <summary>
    /// Writes zeros over what was old when the segment began and has not been written over since: a record about people is not to outlive the
    /// side file, which may be erased once its segment is closed.
    /// </summary>
    public void Forget()
    {
        bool any = false;
        for (int half = 0; half < Halves; half++)
        {
            for (long at = _new[half]; at < _old[half]; at += Zeros.Length)
            {
                _file!.Write((half * _halfBytes) + at, Zeros.AsSpan(0, (int)Math.Min(Zeros.Length, _old[half] - at)));
                any = true;
            }

            _old[half] = 0;
        }

        if (any)
        {
            _file!.Sync();
        }
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>Written once in its whole length: only then does a flush spare the file system its notes. Of another length, it begins anew.</summary>
    private void Open()
    {
        _file ??= _folder.OpenAppend(LogFiles.Journal);
        if (_file.Length == Halves * _halfBytes)
        {
            return;
        }

        _file.Truncate(0);
        while (_file.Length < Halves * _halfBytes)
        {
            _file.Append(Zeros.AsSpan(0, (int)Math.Min(Zeros.Length, (Halves * _halfBytes) - _file.Length)));
        }

        _file.Sync();
        _folder.Sync();
        _old.AsSpan().Clear();
    }
}
