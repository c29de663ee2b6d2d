using System.Diagnostics.CodeAnalysis;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Log;

namespace ShareGateway.Audit.Witnessing;

/// <summary>
/// The last checkpoint of a log with the cosignatures of its witnesses, in the file <c>checkpoint.witnessed</c> beside <c>checkpoint</c>. It
/// lags behind: witnesses are asked after the fact and hold nothing up. Any thread may read; one at a time may put.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="key">Its key.</param>
public sealed class WitnessedCheckpoint(AuditLog log, VerifierKey key)
{
    private volatile string _note = Read(log);

    /// <summary>The note with all its signature lines; empty when no witness has cosigned yet.</summary>
    public string Note => _note;

    /// <summary>What it states; null when there is none that holds.</summary>
    public Checkpoint? Checkpoint => TryOpen(_note, key, out var checkpoint) ? checkpoint : null;

    /// <summary>Stores a checkpoint with cosignatures.</summary>
    /// <param name="note">The checkpoint as the log signed it.</param>
    /// <param name="cosignatures">Lines that were checked to be of the witnesses, each with its line end; at least one.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Put(string note, IEnumerable<string> cosignatures)
    {
        string cosigned = note + string.Concat(cosignatures);
        log.Folder.ReplaceText(LogFiles.Witnessed, LogFiles.WitnessedBeforeRename, cosigned);
        _note = cosigned;
    }

    /// <summary>The note to prove an entry with: the witnessed one when it covers it, else the log's own.</summary>
    /// <param name="index">The entry.</param>
    /// <param name="checkpoint">What the note states.</param>
    /// <returns>Null when no checkpoint covers the entry yet.</returns>
    public string? Covering(ulong index, out Checkpoint? checkpoint)
    {
        string note = _note;
        if (TryOpen(note, key, out checkpoint) && checkpoint.Size > index)
        {
            return note;
        }

        note = log.Checkpoint;
        return TryOpen(note, key, out checkpoint) && checkpoint.Size > index ? note : null;
    }

    private static bool TryOpen(string note, VerifierKey key, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        return SignedNote.TryParse(note, out var read) && Checkpoints.Checkpoint.TryOpen(read, key, out checkpoint, out _);
    }

    private static string Read(AuditLog log)
    {
        try
        {
            return log.Folder.ReadText(LogFiles.Witnessed);
        }
        catch (FileNotFoundException)
        {
            return "";
        }
    }
}
