using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Witnessing;

/// <summary>
/// Watches that logs only grow. For each log it keeps the last checkpoint that it saw, and cosigns the next one only with a proof that it extends
/// that. Run by somebody else than the log's owner, it catches a fork, a log put back to an older state, and a cut end. Safe for several threads.
/// </summary>
/// <remarks>Source: c2sp.org/tlog-witness and c2sp.org/tlog-cosignature.</remarks>
public sealed class Witness : IDisposable
{
    private const string SeedFile = "witness.key";
    private const string LockFile = "witness.lock";

    private readonly Lock _gate = new();
    private readonly LogFolder _folder;
    private readonly IDisposable _lock;
    private readonly WitnessSigner _signer;
    private readonly TimeProvider _clock;
    private readonly FrozenDictionary<string, VerifierKey> _logs;

    private Witness(LogFolder folder, IDisposable folderLock, WitnessSigner signer, IEnumerable<VerifierKey> logs, TimeProvider clock)
    {
        (_folder, _lock, _signer, _clock) = (folder, folderLock, signer, clock);
        _logs = logs.ToFrozenDictionary(log => log.Name, StringComparer.Ordinal);
    }

    /// <summary>What the logs' readers check the cosignatures with.</summary>
    public WitnessKey Key => _signer.WitnessKey;

    /// <summary>Opens a witness in its folder; the first time it draws its key there.</summary>
    /// <param name="folder">Made for its owner alone when it does not exist.</param>
    /// <param name="name">Name of the witness, the same each time: what it signed before is tied to it.</param>
    /// <param name="logs">Keys of the logs to watch, one for each origin.</param>
    /// <param name="clock">Gives the moment of cosignatures.</param>
    /// <param name="disk">The real disk unless given.</param>
    /// <exception cref="IOException">The folder cannot be used, or another witness has it.</exception>
    /// <exception cref="ArgumentException">The name is malformed, or two keys have one origin.</exception>
    public static Witness Open(string folder, string name, IEnumerable<VerifierKey> logs, TimeProvider clock, IAuditDisk? disk = null)
    {
        var files = new LogFolder(disk ?? new FileDisk(), folder);
        files.Disk.CreateFolder(folder);
        var folderLock = files.Disk.Lock(files.PathOf(LockFile));
        try
        {
            return new Witness(files, folderLock, new WitnessSigner(name, Seed(files)), logs, clock);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Looks at a new checkpoint; cosigns it when it extends the last one.</summary>
    /// <param name="body">The body of a request.</param>
    /// <exception cref="IOException">The state cannot be kept; nothing is cosigned then.</exception>
    public WitnessAnswer AddCheckpoint(string body)
    {
        if (!WitnessRequest.TryParse(body, out var request) || !SignedNote.TryParse(request.Note, out var note))
        {
            return WitnessAnswer.Plain(400, "expected `old SIZE`, proof lines, an empty line and a checkpoint");
        }

        if (!_logs.TryGetValue(note.Body.Split('\n')[0], out var key))
        {
            return WitnessAnswer.Plain(404, "this witness does not watch the checkpoint's log");
        }

        if (!Checkpoint.TryOpen(note, key, out var next, out string problem))
        {
            return WitnessAnswer.Plain(403, problem);
        }

        lock (_gate) // what is compared is what is replaced
        {
            return Compare(request, next, key);
        }
    }

    /// <summary>The last checkpoint that was cosigned of a log, as the log signed it; null when there is none. Good for <c>audit verify --since</c>.</summary>
    public string? LastOf(VerifierKey log)
    {
        ArgumentNullException.ThrowIfNull(log);
        lock (_gate)
        {
            return Stored(FileOf(log));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _signer.Dispose();
        _lock.Dispose();
    }

    private WitnessAnswer Compare(WitnessRequest request, Checkpoint next, VerifierKey key)
    {
        if (request.OldSize > next.Size)
        {
            return WitnessAnswer.Plain(400, "expected the old size to be at most the checkpoint's");
        }

        var last = Last(key);
        if (request.OldSize != last.Size)
        {
            return new WitnessAnswer(409, last.Size.ToString(CultureInfo.InvariantCulture) + "\n", WitnessAnswer.SizeType);
        }

        if (last.Size == next.Size && !last.Root.Span.SequenceEqual(next.Root.Span))
        {
            Keep(FileOf(key) + ".conflict", request.Note); // two signed statements about one size: proof that the log was forked
            return new WitnessAnswer(409, last.Size.ToString(CultureInfo.InvariantCulture) + "\n", WitnessAnswer.SizeType);
        }

        if (!MerkleProofs.VerifyConsistency(last.Size, next.Size, request.Proof.Span, last.Root.Span, next.Root.Span))
        {
            Keep(FileOf(key) + ".conflict", request.Note);
            return WitnessAnswer.Plain(422, "the proof does not show that the checkpoint extends the last one");
        }

        Keep(FileOf(key), request.Note);
        return new WitnessAnswer(200, _signer.Cosign(next.Body, _clock.GetUtcNow()), "text/plain; charset=utf-8");
    }

    private Checkpoint Last(VerifierKey key)
    {
        if (Stored(FileOf(key)) is not { } stored)
        {
            return new Checkpoint(key.Name, 0, MerkleProofs.Root([]));
        }

        return SignedNote.TryParse(stored, out var note) && Checkpoint.TryOpen(note, key, out var last, out _)
            ? last
            : throw new IOException($"`{FileOf(key)}` is not a checkpoint of `{key.Name}`: the witness does not know any more what it saw");
    }

    private void Keep(string name, string note) => _folder.ReplaceText(name, name + ".tmp", note);

    private string? Stored(string name)
    {
        try
        {
            return _folder.ReadText(name);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Named by a hash: an origin may hold any visible character.</summary>
    private static string FileOf(VerifierKey key) => $"log-{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key.Name)).AsSpan(0, 16))}";

    private static byte[] Seed(LogFolder folder)
    {
        try
        {
            return Convert.FromHexString(folder.ReadText(SeedFile).TrimEnd('\n'));
        }
        catch (FileNotFoundException)
        {
            byte[] seed = RandomNumberGenerator.GetBytes(AuditSigner.SeedBytes);
            folder.ReplaceText(SeedFile, SeedFile + ".tmp", Convert.ToHexStringLower(seed) + "\n");
            return seed;
        }
    }
}
