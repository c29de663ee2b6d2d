using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Log;

/// <summary>
/// Reads a stored log at opening. The one thing it repairs is what a crash leaves: an unfinished write at the very end, behind the
/// last sound frame and behind all that was ever signed. Anything else is refused with its place.
/// </summary>
internal sealed class LogRecovery(LogFolder folder, Checkpoint signed, Action<AuditEntryView>? replay)
{
    private readonly CompactRange _tree = new();
    private readonly OpenDisclosures _open = new();
    private readonly List<(ulong Index, SubjectCommitment Subjects)> _lastDisclosures = [];

    /// <summary>The tree over all entries that stand.</summary>
    public CompactRange Tree => _tree;

    /// <summary>Disclosures that a crash broke off.</summary>
    public OpenDisclosures Open => _open;

    /// <summary>Bytes of unfinished entries that were cut.</summary>
    public long CutBytes { get; private set; }

    /// <summary>First index of the segment that can go on; null when a new one has to begin.</summary>
    public ulong? GrowingSegment { get; private set; }

    /// <exception cref="AuditCorruptException">Something that no crash explains.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        var names = folder.List();
        var segments = LogFiles.Segments(names);
        CheckRoot();
        for (int i = 0; i < segments.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadSegment(segments[i], isLast: i == segments.Count - 1);
        }

        if (_tree.Size < signed.Size)
        {
            throw new AuditCorruptException(LogFiles.Checkpoint, 0, $"{signed.Size} entries are signed, the log holds {_tree.Size}");
        }

        CheckSideFiles(names, segments);
    }

    private void ReadSegment(ulong firstIndex, bool isLast)
    {
        string name = LogFiles.Entries(firstIndex);
        if (firstIndex != _tree.Size)
        {
            throw new AuditCorruptException(name, 0, $"expected the segment that begins with entry {_tree.Size}");
        }

        _lastDisclosures.Clear();
        using var stream = folder.OpenRead(name);
        var frames = new FrameReader(stream, EntryCodec.MaxBytes);
        while (frames.Next())
        {
            Take(name, frames);
        }

        if (frames.Problem.Length > 0)
        {
            CutTornEnd(name, stream, frames, isLast);
        }
    }

    private void Take(string name, FrameReader frame)
    {
        if (frame.Index != _tree.Size)
        {
            throw new AuditCorruptException(name, frame.Offset, $"expected entry {_tree.Size}, got entry {frame.Index}");
        }

        if (!EntryCodec.TryDecode(frame.Index, frame.Bytes, out var view, out string problem))
        {
            throw new AuditCorruptException(name, frame.Offset, problem);
        }

        if (view.Entry is DisclosureEntry)
        {
            _lastDisclosures.Add((view.Index, view.Subjects));
        }

        _tree.Append(TreeHasher.Leaf(frame.Bytes));
        CheckRoot();
        _open.See(view.Entry);
        replay?.Invoke(view);
    }

    private void CheckRoot()
    {
        if (_tree.Size == signed.Size && !signed.Root.Span.SequenceEqual(_tree.Root()))
        {
            throw new AuditCorruptException(LogFiles.Checkpoint, 0, $"the first {signed.Size} entries are not the ones that were signed");
        }
    }

    private void CutTornEnd(string name, Stream stream, FrameReader frames, bool isLast)
    {
        if (!isLast || _tree.Size < signed.Size)
        {
            throw new AuditCorruptException(name, frames.Offset, frames.Problem);
        }

        long length = stream.Length;
        stream.Position = frames.GoodEnd;
        byte[] rest = new byte[length - frames.GoodEnd];
        stream.ReadExactly(rest);

        // A batch is written only after the one before it is durable, so a sound frame behind this one means damage, not a torn write.
        if (FrameFormat.AnyIn(rest.AsSpan(1), _tree.Size, EntryCodec.MaxBytes))
        {
            throw new AuditCorruptException(name, frames.Offset, frames.Problem + ", and sound entries follow");
        }

        Cut(name, frames.GoodEnd);
        CutBytes = rest.Length;
    }

    private void CheckSideFiles(IReadOnlyList<string> names, List<ulong> segments)
    {
        foreach (string name in names)
        {
            bool orphan = LogFiles.IsSubjects(name, out ulong firstIndex) && firstIndex != _tree.Size && !segments.Contains(firstIndex);
            if (orphan)
            {
                throw new AuditCorruptException(name, 0, "expected a segment with the same number");
            }
        }

        if (segments.Count == 0)
        {
            return;
        }

        // A side file is erased as a whole. An erased one must not begin anew with half of its segment's records.
        bool erased = !names.Contains(LogFiles.Subjects(segments[^1]), StringComparer.Ordinal);
        if (!erased)
        {
            CheckLastSideFile(LogFiles.Subjects(segments[^1]));
        }

        GrowingSegment = erased && segments[^1] < _tree.Size ? null : segments[^1];
    }

    private void CheckLastSideFile(string name)
    {
        long goodEnd;
        long length;
        using (var stream = folder.OpenRead(name))
        {
            length = stream.Length;
            var records = new FrameReader(stream, SubjectRecord.MaxBytes);
            foreach (var (index, subjects) in _lastDisclosures)
            {
                if (!records.Next() || records.Index != index)
                {
                    throw new AuditCorruptException(name, records.Offset, $"expected the subjects of entry {index}");
                }

                if (!SubjectRecord.TryCommit(records.Bytes, out var found) || found != subjects)
                {
                    throw new AuditCorruptException(name, records.Offset, $"the subjects are not the ones that entry {index} commits to");
                }
            }

            goodEnd = records.GoodEnd;
        }

        if (goodEnd < length)
        {
            Cut(name, goodEnd); // records whose entries never came to stand
        }
    }

    private void Cut(string name, long length)
    {
        using IAuditFile file = folder.OpenAppend(name);
        file.Truncate(length);
        file.Sync();
    }
}
