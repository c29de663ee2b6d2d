using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Verification;

/// <summary>
/// Checks a stored log from its files alone: each frame, the order, the form of each entry, each commitment whose side file stands,
/// the trail of policy sets, the tree and the signature. Knows nothing of the writer, changes nothing, and may run while a gateway writes.
/// </summary>
public sealed class AuditVerifier
{
    private const string InJournal = "the journal holds what belongs there, and the next start writes it";

    private readonly string _folder;
    private readonly AuditVerifierOptions _options;
    private readonly FindingBag _findings;
    private readonly List<string> _notes = [];
    private readonly EntryCheck _entries;
    private readonly TileFilesCheck _tiles;
    private VerifierKey? _key;
    private Checkpoint? _signed;
    private Checkpoint? _earlier;
    private Checkpoint? _witnessed;
    private ulong _pruned;
    private long _bytesRead;
    private long _checkedCommitments;
    private long _erasedCommitments;

    private AuditVerifier(string folder, AuditVerifierOptions options, FindingBag findings, TileFilesCheck tiles)
    {
        (_folder, _options, _findings, _tiles) = (folder, options, findings, tiles);
        _entries = new EntryCheck(findings, options, tiles);
    }

    /// <summary>Checks the log in a folder.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="options">What to go by; null checks against the folder's own key.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>All that is wrong. A damaged log is an answer, not an error.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <remarks>
    /// One pass over the files on all processors, in memory bounded by 4,096 entries of 4 MiB together and the longest side record; a damaged end of a segment is
    /// read whole.
    /// </remarks>
    public static AuditReport Verify(string folder, AuditVerifierOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var findings = new FindingBag();
        using var tiles = new TileFilesCheck(folder, findings);
        return new AuditVerifier(folder, options ?? new AuditVerifierOptions(), findings, tiles).Run(cancellationToken);
    }

    /// <summary>Checks a log by its published tiles: entries, tree and signatures. Side files are never published, so their commitments stay unchecked.</summary>
    /// <param name="tiles">Where the tiles come from.</param>
    /// <param name="note">The log's checkpoint, perhaps with cosignatures.</param>
    /// <param name="options">What to go by; the key must be given. Progress is told in entries.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="ArgumentException">No key is given.</exception>
    /// <exception cref="IOException">Tiles cannot be read at all.</exception>
    public static AuditReport VerifyTiles(ITileSource tiles, string note, AuditVerifierOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(options);
        return new PublishedLogCheck(tiles, options).Run(note, cancellationToken);
    }

    private AuditReport Run(CancellationToken cancellationToken)
    {
        // The checkpoint first: entries that come while we read are then behind it, never missing before it.
        string[] names = [.. Directory.EnumerateFiles(_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        ReadKey();
        ReadCheckpoints();
        names = [.. names.Union(Directory.EnumerateFiles(_folder).Select(path => Path.GetFileName(path)), StringComparer.Ordinal)];
        var segments = LogFiles.Segments(names);
        CheckNames(names, segments);
        _tiles.Signed = _signed?.Size ?? 0;
        _entries.Expect(_key, _signed, (_earlier, "the earlier checkpoint"), (_witnessed, "the witnessed checkpoint"));
        ReadPruned(segments);
        for (int i = 0; i < segments.Count; i++)
        {
            ReadSegment(segments[i], isLast: i == segments.Count - 1, cancellationToken);
        }

        CheckPruned();
        CheckSizes();
        return Report();
    }

    private void ReadKey()
    {
        string? stored = LogReading.SmallText(Path.Combine(_folder, LogFiles.Key));
        VerifierKey? own = null;
        if (stored is null || !stored.EndsWith('\n') || !VerifierKey.TryParse(stored[..^1], out own))
        {
            _findings.Add(LogFiles.Key, 0, "expected the log's key as `name+id+key` on one line");
        }
        else if (_options.Key is { } given && given.Text != own.Text)
        {
            _findings.Add(LogFiles.Key, 0, $"expected the given key `{given.Text}`");
        }

        _key = _options.Key ?? own;
        if (_options.Key is null)
        {
            _notes.Add("the key is the folder's own: whoever can write the folder could have replaced log and key together");
        }
    }

    private void ReadCheckpoints()
    {
        if (_key is null)
        {
            return;
        }

        string? note = LogReading.SmallText(Path.Combine(_folder, LogFiles.Checkpoint));
        if (note is null)
        {
            _findings.Add(LogFiles.Checkpoint, 0, "expected a signed checkpoint");
        }
        else if (!Checkpoint.TryOpen(note, _key, out _signed, out string problem))
        {
            _findings.Add(LogFiles.Checkpoint, 0, problem);
        }

        if (_options.EarlierCheckpoint is { } earlier && !Checkpoint.TryOpen(earlier, _key, out _earlier, out string reason))
        {
            _findings.Add(LogFiles.Checkpoint, 0, "the earlier checkpoint does not hold: " + reason);
        }

        var cosigned = new CosignedCheck(_findings, _notes, _options.Witnesses);
        _witnessed = cosigned.Read(LogReading.SmallText(Path.Combine(_folder, LogFiles.Witnessed)), _key);
    }

    private void CheckNames(string[] names, List<ulong> segments)
    {
        int foreign = 0;
        foreach (string name in names)
        {
            foreign += LogFiles.IsOurs(name) ? 0 : 1;
            bool orphan = LogFiles.IsSubjects(name, out ulong firstIndex) && !segments.Contains(firstIndex);
            if (orphan && (segments.Count == 0 ? firstIndex != 0 : firstIndex <= segments[^1]))
            {
                _findings.Add(name, 0, "expected a segment with the same number");
            }
        }

        Note(foreign > 0, $"files in the folder that are not the log's: {foreign}");
    }

    /// <summary>Of entries that were pruned the hashes stand in the tiles: the root over all proves them.</summary>
    private void ReadPruned(List<ulong> segments)
    {
        _pruned = segments.Count == 0 ? 0 : segments[0];
        string path = Path.Combine(_folder, LogFiles.Tiles(0));
        if (_pruned == 0 || !File.Exists(path))
        {
            return;
        }

        using var stream = LogReading.Open(path);
        Span<byte> hash = stackalloc byte[TreeHasher.HashBytes];
        while (_entries.Size < _pruned && stream.ReadAtLeast(hash, hash.Length, throwOnEndOfStream: false) == hash.Length)
        {
            _entries.TakePruned(hash);
        }
    }

    private void CheckPruned()
    {
        if (_pruned > 0 && _entries.AnnouncedPruned < _pruned)
        {
            _findings.Add(LogFiles.Entries(_pruned), 0, "entries before this segment are missing, and no entry `log.pruned` announces it");
        }

        Note(_pruned > 0, $"entries before entry {_pruned} were pruned: of them the hashes stand");
    }

    private void ReadSegment(ulong firstIndex, bool isLast, CancellationToken cancellationToken)
    {
        string name = LogFiles.Entries(firstIndex);
        if (_entries.IsComplete && firstIndex != _entries.Size)
        {
            _findings.Add(name, 0, $"expected the segment that begins with entry {_entries.Size}");
            _entries.IsComplete = false;
        }

        using var stream = LogReading.OpenFrames(Path.Combine(_folder, name));
        var journal = isLast ? JournalReach.Of(_folder, firstIndex) : JournalReach.None;
        using var side = new SideFileCheck(_folder, firstIndex, _signed?.Size ?? 0, journal.Subjects, _findings);
        _entries.Begin(name, side);
        var frames = new FrameReader(stream, EntryCodec.MaxBytes);
        ulong expected = firstIndex;
        while (frames.Next())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _entries.Take(frames.Offset, frames.Index, expected++, frames.Bytes);
            Progress(FrameFormat.HeaderBytes + frames.Bytes.Length);
        }

        _entries.Flush();
        FinishSegment(name, frames, isLast, stream.Length, journal);
        bool ahead = side.Finish(isLast, expected);
        Note(ahead, "behind the last entry stand records of subjects for entries that never came to stand, or are being written");
        Note(side.LacksUnsigned, $"`{side.Name}` does not reach the last, unsigned entries: {(side.IsInJournal ? InJournal : "cut at the next start, or being written")}");
        Note(!side.IsThere && frames.GoodEnd > 0, $"the side file of `{name}` was erased: its commitments were not checked");
        (_checkedCommitments, _erasedCommitments) = (_checkedCommitments + side.Checked, _erasedCommitments + side.Unchecked);
    }

    private void FinishSegment(string name, FrameReader frames, bool isLast, long length, JournalReach journal)
    {
        if (frames.Problem.Length == 0)
        {
            return;
        }

        // Behind all that is signed, an unfinished frame at the end is what a crash leaves, or a write that goes on while we read.
        bool isUnsigned = isLast && _entries.IsComplete && _signed is not null && _entries.Size >= _signed.Size;
        if (isUnsigned && frames.GoodEnd >= journal.Entries && frames.GoodEnd < journal.EntriesEnd)
        {
            _notes.Add($"`{name}` is not sound from byte {frames.GoodEnd} on, where no checkpoint covers it: {InJournal}");
        }
        else if (isUnsigned && (frames.GoodEnd >= journal.EntriesEnd || !EntriesFollow(name, frames.GoodEnd)))
        {
            _notes.Add($"`{name}` ends with an unfinished entry of {length - frames.GoodEnd} bytes: cut at the next start");
        }
        else
        {
            _findings.Add(name, frames.Offset, frames.Problem);
            _entries.IsComplete = false;
        }
    }

    /// <summary>True when sound entries stand behind one that is none; not when that one is sound by now, whose writing we had met midway.</summary>
    private bool EntriesFollow(string name, long goodEnd)
    {
        using var stream = LogReading.Open(Path.Combine(_folder, name));
        stream.Position = goodEnd;
        byte[] read = new byte[Math.Max(0, stream.Length - stream.Position)];
        var rest = read.AsSpan(0, stream.ReadAtLeast(read, read.Length, throwOnEndOfStream: false));
        return !rest.IsEmpty && !FrameFormat.IsAtStartOf(rest, _entries.Size, EntryCodec.MaxBytes) && FrameFormat.AnyIn(rest[1..], _entries.Size, EntryCodec.MaxBytes);
    }

    private void CheckSizes()
    {
        _entries.CheckSizes();
        if (_signed is not null && _entries.IsComplete && _entries.Size > _signed.Size)
        {
            _notes.Add($"not yet signed: {_entries.Size - _signed.Size} entries from entry {_signed.Size} on");
        }

        if (_signed is not null && _entries.IsComplete && _entries.Size >= _signed.Size)
        {
            _tiles.Finish(_signed.Size, exact: _entries.Size == _signed.Size);
        }

        Note(!_entries.IsComplete, "the root was not computed: entries are damaged or missing");
        Note(_erasedCommitments > 0, $"{_erasedCommitments} disclosures have no side record any more");
    }

    private void Note(bool holds, string text)
    {
        if (holds)
        {
            _notes.Add(text);
        }
    }

    private void Progress(int bytes)
    {
        const long Step = 1 << 20;
        long before = _bytesRead;
        _bytesRead += bytes;
        if (before / Step != _bytesRead / Step)
        {
            _options.OnProgress?.Invoke(_bytesRead);
        }
    }

    private AuditReport Report() => new()
    {
        Findings = _findings.Kept,
        FindingCount = _findings.Count,
        Notes = [.. _notes],
        Entries = _entries.Size,
        SignedEntries = _entries.RootAtSigned is null ? 0 : _signed!.Size,
        Origin = _signed?.Origin ?? "",
        Key = _key?.Text ?? "",
        Root = _entries.RootAtSigned is null ? "" : Convert.ToHexStringLower(_entries.RootAtSigned),
        CheckedCommitments = _checkedCommitments,
    };
}
