using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Journal;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Log;

/// <summary>The steps from a folder to a log that can be written.</summary>
internal sealed class LogOpening(AuditLogOptions options, AuditSigner signer, TimeProvider clock, IAuditDisk disk, Action<AuditEntryView>? replay)
{
    private readonly LogFolder _folder = new(disk, options.Folder);

    /// <summary>The entry that accounts for a crash; null when there is nothing to account for.</summary>
    public AdministrativeEntry? Recovered { get; private set; }

    /// <exception cref="AuditCorruptException">The files contradict each other.</exception>
    /// <exception cref="AuditUnavailableException">The disk failed, or another process holds the folder.</exception>
    public AuditLog Run(CancellationToken cancellationToken)
    {
        IDisposable? folderLock = null;
        try
        {
            folderLock = TakeFolder();
            var log = Open(folderLock, cancellationToken);
            folderLock = null; // the log's now
            return log;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AuditUnavailableException("the audit log cannot be opened", e);
        }
        finally
        {
            folderLock?.Dispose();
        }
    }

    private IDisposable TakeFolder()
    {
        disk.CreateFolder(options.Folder);
        try
        {
            return disk.Lock(_folder.PathOf(LogFiles.Lock));
        }
        catch (IOException e)
        {
            throw new AuditUnavailableException("the folder of the audit log is in use by another process, or cannot be locked", e);
        }
    }

    private AuditLog Open(IDisposable folderLock, CancellationToken cancellationToken)
    {
        new DiskReserve(_folder, options.MinimumFreeBytes).Prepare();
        var names = _folder.List();
        bool hasEntries = LogFiles.Segments(names).Count > 0;
        bool isSigned = names.Contains(LogFiles.Checkpoint, StringComparer.Ordinal);
        CheckKey(isNew: !hasEntries && !isSigned, isStored: names.Contains(LogFiles.Key, StringComparer.Ordinal));
        if (hasEntries && !isSigned)
        {
            throw new AuditCorruptException(LogFiles.Checkpoint, 0, "the log has entries and no checkpoint");
        }

        var checkpoint = isSigned
            ? CheckpointFile.Continue(_folder, signer)
            : CheckpointFile.Begin(_folder, signer, TreeHasher.Empty);
        var stored = new StoredLog(_folder);
        try
        {
            var journal = JournalContent.Read(_folder);
            long cutBytes = JournalRecovery.Run(_folder, journal, checkpoint.Last);
            var recovery = new LogRecovery(_folder, checkpoint.Last, stored, replay);
            recovery.Run(cancellationToken);
            cutBytes += recovery.CutBytes;
            Recovered = recovery.Open.Count > 0 || cutBytes > 0 ? recovery.Open.Recovered(cutBytes) : null;
            return Start(folderLock, checkpoint, recovery, stored, new JournalFile(_folder, options.JournalBytes, journal));
        }
        catch
        {
            stored.Dispose();
            throw;
        }
    }

    private AuditLog Start(IDisposable folderLock, CheckpointFile checkpoint, LogRecovery recovery, StoredLog stored, JournalFile journal)
    {
        var segments = new SegmentWriter(_folder, stored, journal, options.SegmentBytes);
        try
        {
            segments.Open(recovery.GrowingSegment ?? stored.Tree.Size, recovery.UnsignedEntries, recovery.UnsignedSubjects);
            segments.Settle();
            stored.Tiles.Settle();
            stored.Tiles.Flush();
            checkpoint.Sign(segments.Size, segments.Root());
            return new AuditLog(options, clock, folderLock, _folder, checkpoint, segments, stored);
        }
        catch
        {
            segments.Dispose();
            throw;
        }
    }

    private void CheckKey(bool isNew, bool isStored)
    {
        string text = signer.VerifierKey.Text + "\n";
        if (!isStored && isNew)
        {
            _folder.ReplaceText(LogFiles.Key, LogFiles.KeyBeforeRename, text);
        }
        else if (!isStored || !string.Equals(_folder.ReadText(LogFiles.Key), text, StringComparison.Ordinal))
        {
            throw new AuditCorruptException(LogFiles.Key, 0, $"expected the key of this log's signer, `{signer.VerifierKey.Text}`");
        }
    }
}
