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
internal sealed class LogRecovery(LogFolder folder, Checkpoint signed, StoredLog stored, Action<AuditEntryView>? replay)
{
    private readonly PrunedStart _pruned = new(folder);
    private CompactRange Tree => stored.Tree;

    /// <summary>Disclosures that a crash broke off.</summary>
    public OpenDisclosures Open { get; } = new();

    /// <summary>Bytes of unfinished entries that were cut.</summary>
    public long CutBytes { get; private set; }

    /// <summary>First index of the segment that can go on; null when a new one has to begin.</summary>
    public ulong? GrowingSegment { get; private set; }

    /// <summary>Where in the last segment the entries begin that no checkpoint covers.</summary>
    public long UnsignedEntries { get; private set; }

    /// <summary>Where in the last side file their records begin.</summary>
    public long UnsignedSubjects { get; private set; }

    /// <exception cref="AuditCorruptException">Something that no crash explains.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        var names = folder.List();
        var segments = LogFiles.Segments(names);
        _pruned.Read(segments, Tree, CheckRoot);
        CheckRoot();
        for (int i = 0; i < segments.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadSegment(segments[i], isLast: i == segments.Count - 1);
        }

        if (Tree.Size < signed.Size)
        {
            throw new AuditCorruptException(LogFiles.Checkpoint, 0, $"{signed.Size} entries are signed, the log holds {Tree.Size}");
        }

        _pruned.ThrowUnlessAnnounced();
        CheckSideFiles(names, segments);
    }

    private void ReadSegment(ulong firstIndex, bool isLast)
    {
        string name = LogFiles.Entries(firstIndex);
        if (firstIndex != Tree.Size)
        {
            throw new AuditCorruptException(name, 0, $"expected the segment that begins with entry {Tree.Size}");
        }

        stored.Ids.Begin(firstIndex, later: false);
        UnsignedEntries = UnsignedSubjects = 0;
        using var stream = folder.OpenRead(name);
        using var side = isLast ? new SideRecovery(folder, firstIndex, signed.Size) : null;
        var frames = new FrameReader(stream, EntryCodec.MaxBytes);
        while (frames.Next())
        {
            if (!Take(name, frames, side))
            {
                CutUnacknowledged(name, stream, frames);
                return;
            }
        }

        if (frames.Problem.Length > 0)
        {
            CutTornEnd(name, stream, frames, isLast);
        }

        side?.CutRest();
    }

    /// <summary>False for an entry that a power cut left without the record of its people: it was never acknowledged, and nothing stands behind it.</summary>
    private bool Take(string name, FrameReader frame, SideRecovery? side)
    {
        if (frame.Index != Tree.Size)
        {
            throw new AuditCorruptException(name, frame.Offset, $"expected entry {Tree.Size}, got entry {frame.Index}");
        }

        if (!EntryCodec.TryDecode(frame.Index, frame.Bytes, out var view, out string problem))
        {
            throw new AuditCorruptException(name, frame.Offset, problem);
        }

        if (side is not null && view.Entry is DisclosureEntry && !side.Take(view))
        {
            side.CutRest();
            return false;
        }

        stored.Places.Add(frame.Index, frame.Offset);
        stored.LastTime = (view.Time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        Tree.Append(TreeHasher.Leaf(frame.Bytes));
        CheckRoot();
        Remember(view);
        if (Tree.Size <= signed.Size)
        {
            (UnsignedEntries, UnsignedSubjects) = (frame.GoodEnd, side?.GoodEnd ?? 0);
        }

        replay?.Invoke(view);
        return true;
    }

    private void Remember(AuditEntryView view)
    {
        Open.See(view.Entry);
        _pruned.See(view.Entry);
        if (view.Entry is DisclosureEntry disclosure)
        {
            stored.Ids.Add(view.Index, disclosure.DisclosureId);
        }
    }

    private void CheckRoot()
    {
        if (Tree.Size == signed.Size && !signed.Root.Span.SequenceEqual(Tree.Root()))
        {
            throw new AuditCorruptException(LogFiles.Checkpoint, 0, $"the first {signed.Size} entries are not the ones that were signed");
        }
    }

    /// <summary>What a power cut kept without its people is a part of the last batch: more than a batch is damage.</summary>
    private void CutUnacknowledged(string name, Stream stream, FrameReader frames)
    {
        long offset = frames.Offset;
        int behind = 1;
        while (frames.Next())
        {
            behind++;
        }

        if (behind > WriterLoop.MaxBatchEntries)
        {
            throw new AuditCorruptException(name, offset, $"{behind} entries have no record of their subjects: more than a crash can leave");
        }

        Cut(name, offset, stream.Length);
    }

    private void CutTornEnd(string name, Stream stream, FrameReader frames, bool isLast)
    {
        if (!isLast || Tree.Size < signed.Size)
        {
            throw new AuditCorruptException(name, frames.Offset, frames.Problem);
        }

        long length = stream.Length;
        stream.Position = frames.GoodEnd;
        byte[] rest = new byte[length - frames.GoodEnd];
        stream.ReadExactly(rest);

        // A batch is written only after the one before it is durable, so a sound frame behind this one means damage, not a torn write.
        if (FrameFormat.AnyIn(rest.AsSpan(1), Tree.Size, EntryCodec.MaxBytes))
        {
            throw new AuditCorruptException(name, frames.Offset, frames.Problem + ", and sound entries follow");
        }

        Cut(name, frames.GoodEnd, length);
    }

    private void Cut(string name, long length, long before)
    {
        using IAuditFile file = folder.OpenAppend(name);
        file.Truncate(length);
        file.Sync();
        CutBytes = before - length;
    }

    private void CheckSideFiles(IReadOnlyList<string> names, List<ulong> segments)
    {
        foreach (string name in names)
        {
            bool orphan = LogFiles.IsSubjects(name, out ulong firstIndex) && firstIndex != Tree.Size && !segments.Contains(firstIndex);
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
        GrowingSegment = erased && segments[^1] < Tree.Size ? null : segments[^1];
    }
}
