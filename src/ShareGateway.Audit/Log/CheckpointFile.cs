using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Frames;

namespace ShareGateway.Audit.Log;

/// <summary>The file <c>checkpoint</c> and what was signed last. Signs only what extends that (I13).</summary>
internal sealed class CheckpointFile
{
    private readonly LogFolder _folder;
    private readonly AuditSigner _signer;
    private volatile string _note = "";
    private volatile Checkpoint _last;

    private CheckpointFile(LogFolder folder, AuditSigner signer, Checkpoint last) => (_folder, _signer, _last) = (folder, signer, last);

    /// <summary>What was signed last. Any thread may read it.</summary>
    public Checkpoint Last => _last;

    /// <summary>The signed note as it stands in the file. Any thread may read it.</summary>
    public string Note => _note;

    /// <summary>Begins a log with a signed statement that it is empty.</summary>
    public static CheckpointFile Begin(LogFolder folder, AuditSigner signer, byte[] emptyRoot)
    {
        var file = new CheckpointFile(folder, signer, new Checkpoint(signer.VerifierKey.Name, 0, emptyRoot));
        file.Put(file.Last);
        return file;
    }

    /// <summary>Takes up what an earlier process signed.</summary>
    /// <exception cref="AuditCorruptException">The file is no checkpoint of this signer.</exception>
    public static CheckpointFile Continue(LogFolder folder, AuditSigner signer)
    {
        string note = folder.ReadText(LogFiles.Checkpoint);
        return Checkpoint.TryOpen(note, signer.VerifierKey, out var last, out string problem)
            ? new CheckpointFile(folder, signer, last) { _note = note }
            : throw new AuditCorruptException(LogFiles.Checkpoint, 0, problem);
    }

    /// <summary>Signs the log at a size; does nothing when that size is signed already.</summary>
    /// <exception cref="AuditCorruptException">The log does not extend what was signed, or another hand has changed the file.</exception>
    public void Sign(ulong size, byte[] root)
    {
        if (size < Last.Size || (size == Last.Size && !Last.Root.Span.SequenceEqual(root)))
        {
            throw new AuditCorruptException(LogFiles.Checkpoint, 0, $"the log of {size} entries does not extend the signed one of {Last.Size}");
        }

        if (size == Last.Size)
        {
            return;
        }

        if (!string.Equals(_folder.ReadText(LogFiles.Checkpoint), Note, StringComparison.Ordinal))
        {
            throw new AuditCorruptException(LogFiles.Checkpoint, 0, "the file is not what this process signed last");
        }

        Put(new Checkpoint(Last.Origin, size, root));
    }

    private void Put(Checkpoint checkpoint)
    {
        string note = checkpoint.Sign(_signer);
        _folder.ReplaceText(LogFiles.Checkpoint, LogFiles.CheckpointBeforeRename, note);
        (_note, _last) = (note, checkpoint);
    }
}
