using ShareGateway.Audit.Verification;

namespace ShareGateway.Reports.Register;

/// <summary>
/// Turns the side files of a log into the disclosure register and then erases them. May stop at any step: the next run goes on, and the
/// register comes out the same.
/// </summary>
public sealed class Compaction
{
    private readonly CompactionOptions _options;
    private readonly RegisterFolder _folder;
    private readonly LogAnchor _anchor;
    private readonly Action<long>? _onProgress;
    private readonly HashSet<SubjectRow> _erased = [];
    private int _batches;
    private long _rows;
    private long _seen;

    private Compaction(CompactionOptions options, LogAnchor anchor, Action<long>? onProgress)
    {
        (_options, _anchor, _onProgress) = (options, anchor, onProgress);
        _folder = new RegisterFolder(options.Register, options.Disk);
    }

    /// <summary>Runs once.</summary>
    /// <param name="options">What to work on.</param>
    /// <param name="onProgress">Gets the entries read so far; null when nobody asks.</param>
    /// <param name="cancellationToken">Stops between entries; nothing is lost.</param>
    /// <exception cref="InvalidDataException">Log and register contradict each other, or one of them is damaged. Nothing was erased.</exception>
    /// <exception cref="IOException">The disk refuses, or another process compacts.</exception>
    /// <remarks>Reads what is new in the log; memory is bounded by <see cref="CompactionOptions.BatchRows"/> and the largest entry.</remarks>
    public static CompactionResult Run(CompactionOptions options, Action<long>? onProgress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchRows, 1, nameof(options));
        return new Compaction(options, LogAnchor.Of(options.Log), onProgress).Run(cancellationToken);
    }

    private CompactionResult Run(CancellationToken cancellationToken)
    {
        using var taken = _folder.Open();
        var batches = _folder.ReadBatches();
        if (batches.Any(batch => batch.Origin != _anchor.Checkpoint.Origin) || (batches.Length > 0 && batches[^1].End > _anchor.Checkpoint.Size))
        {
            throw new InvalidDataException($"the register holds {batches[^1].End} entries of the log `{batches[^1].Origin}`; expected one of `{_anchor.Checkpoint.Origin}` with at most {_anchor.Checkpoint.Size}");
        }

        foreach (var pending in _folder.ReadPending())
        {
            _erased.Add(SubjectRow.Of(Convert.FromHexString(pending.Key), pending.End));
        }

        ulong end = batches.Length == 0 ? 0 : batches[^1].End;
        foreach (var segment in LogSegments.List(_options.Log))
        {
            ulong until = Math.Min(segment.End ?? ulong.MaxValue, _anchor.Checkpoint.Size);
            bool isDue = until > end && (segment.End is { } closed ? closed <= _anchor.Checkpoint.Size : _options.IncludeGrowing);
            end = isDue ? Take(segment, end, until, cancellationToken) : end;
        }

        var sides = new SideFiles(_options.Log, _folder, _erased);
        int erased = _options.KeepSideFiles ? 0 : sides.Erase(end, cancellationToken);
        ForgetErasures(end);
        return new CompactionResult(_batches, _rows, end, _anchor.Checkpoint.Size, erased, LogSegments.List(_options.Log).Count(segment => segment.HasSideFile));
    }

    private ulong Take(LogSegment segment, ulong from, ulong until, CancellationToken cancellationToken)
    {
        if (!segment.HasSideFile)
        {
            throw new InvalidDataException($"the side file of the segment that begins with entry {segment.FirstIndex} is gone, and the register holds only the entries before {from}");
        }

        BatchWriter? batch = null;
        ulong first = from;
        foreach (var stored in LogSegments.Read(_options.Log, segment, until))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (stored.View.Index < first)
            {
                continue;
            }

            batch ??= new BatchWriter(_folder, first);
            batch.Add(stored, _erased);
            if (batch.Rows >= _options.BatchRows)
            {
                (first, batch) = (Commit(batch, first, stored.View.Index + 1), null);
            }

            _onProgress?.Invoke(++_seen);
        }

        return batch is null ? first : Commit(batch, first, until);
    }

    private ulong Commit(BatchWriter batch, ulong first, ulong end)
    {
        _folder.Commit(new RegisterBatch
        {
            Origin = _anchor.Checkpoint.Origin,
            First = first,
            End = end,
            Checkpoint = _anchor.Note,
            Parts = batch.Write(end),
        });
        (_batches, _rows) = (_batches + 1, _rows + batch.Rows);
        return end;
    }

    /// <summary>An erasure that no side file can undo any more leaves nothing of the person behind.</summary>
    private void ForgetErasures(ulong end)
    {
        var pending = _folder.ReadPending();
        var sides = LogSegments.List(_options.Log).Where(segment => segment.HasSideFile).ToArray();
        var left = pending.Where(erasure => erasure.End > end || sides.Any(segment => segment.FirstIndex < erasure.End)).ToArray();
        if (left.Length < pending.Length)
        {
            _folder.WritePending([.. left]);
        }
    }
}
