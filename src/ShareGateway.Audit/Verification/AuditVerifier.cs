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
    private readonly string _folder;
    private readonly AuditVerifierOptions _options;
    private readonly FindingBag _findings = new();
    private readonly List<string> _notes = [];
    private readonly CompactRange _tree = new();
    private readonly PolicyTrail _policies = new();
    private VerifierKey? _key;
    private Checkpoint? _signed;
    private Checkpoint? _earlier;
    private byte[]? _rootAtSigned;
    private bool _complete = true;
    private long _bytesRead;
    private long _checkedCommitments;
    private long _erasedCommitments;

    private AuditVerifier(string folder, AuditVerifierOptions options) => (_folder, _options) = (folder, options);

    /// <summary>Checks the log in a folder.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="options">What to go by; null checks against the folder's own key.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>All that is wrong. A damaged log is an answer, not an error.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <remarks>One pass over the files, in memory bounded by the longest entry and its subjects; a damaged end of a segment is read whole.</remarks>
    public static AuditReport Verify(string folder, AuditVerifierOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return new AuditVerifier(folder, options ?? new AuditVerifierOptions()).Run(cancellationToken);
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
        AfterEntry();
        for (int i = 0; i < segments.Count; i++)
        {
            ReadSegment(segments[i], isLast: i == segments.Count - 1, cancellationToken);
        }

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
    }

    private void CheckNames(string[] names, List<ulong> segments)
    {
        int foreign = 0;
        foreach (string name in names)
        {
            bool ours = LogFiles.IsEntries(name, out _) || LogFiles.IsSubjects(name, out _)
                || name is LogFiles.Key or LogFiles.Lock or LogFiles.Checkpoint or LogFiles.CheckpointBeforeRename or LogFiles.KeyBeforeRename;
            foreign += ours ? 0 : 1;
            bool orphan = LogFiles.IsSubjects(name, out ulong firstIndex) && !segments.Contains(firstIndex);
            if (orphan && (segments.Count == 0 ? firstIndex != 0 : firstIndex <= segments[^1]))
            {
                _findings.Add(name, 0, "expected a segment with the same number");
            }
        }

        Note(foreign > 0, $"files in the folder that are not the log's: {foreign}");
    }

    private void ReadSegment(ulong firstIndex, bool isLast, CancellationToken cancellationToken)
    {
        string name = LogFiles.Entries(firstIndex);
        if (_complete && firstIndex != _tree.Size)
        {
            _findings.Add(name, 0, $"expected the segment that begins with entry {_tree.Size}");
            _complete = false;
        }

        using var stream = LogReading.Open(Path.Combine(_folder, name));
        using var side = new SideFileCheck(_folder, firstIndex, _findings);
        var frames = new FrameReader(stream, EntryCodec.MaxBytes);
        ulong expected = firstIndex;
        while (frames.Next())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Take(name, frames, expected++, side);
        }

        FinishSegment(name, frames, isLast, stream.Length);
        bool ahead = side.Finish(isLast, expected);
        Note(ahead, "behind the last entry stand records of subjects for entries that never came to stand, or are being written");
        Note(!side.IsThere && frames.GoodEnd > 0, $"the side file of `{name}` was erased: its commitments were not checked");
        (_checkedCommitments, _erasedCommitments) = (_checkedCommitments + side.Checked, _erasedCommitments + side.Unchecked);
    }

    private void Take(string name, FrameReader frame, ulong expected, SideFileCheck side)
    {
        if (frame.Index != expected)
        {
            _findings.Add(name, frame.Offset, $"expected entry {expected}, got entry {frame.Index}");
        }

        if (!EntryCodec.TryDecode(frame.Index, frame.Bytes, out var view, out string problem))
        {
            _findings.Add(name, frame.Offset, problem);
        }
        else
        {
            CheckNode(name, frame.Offset, view);
            if (_policies.Follow(view.Entry) is { } broken)
            {
                _findings.Add(name, frame.Offset, broken);
            }

            if (view.Entry is DisclosureEntry)
            {
                side.Check(view);
            }

            _options.OnEntry?.Invoke(view);
        }

        _tree.Append(TreeHasher.Leaf(frame.Bytes));
        AfterEntry();
        Progress(FrameFormat.HeaderBytes + frame.Bytes.Length);
    }

    private void CheckNode(string name, long offset, AuditEntryView view)
    {
        if (_key is { } key && view.Node != key.Name)
        {
            _findings.Add(name, offset, $"expected an entry of `{key.Name}`");
        }
    }

    private void AfterEntry()
    {
        CheckRoot(_earlier, "the earlier checkpoint");
        if (CheckRoot(_signed, "the checkpoint"))
        {
            _rootAtSigned = _tree.Root();
        }
    }

    /// <summary>True when the checkpoint describes the tree as it stands now and the roots agree.</summary>
    private bool CheckRoot(Checkpoint? checkpoint, string what)
    {
        if (!_complete || checkpoint is null || checkpoint.Size != _tree.Size)
        {
            return false;
        }

        bool same = checkpoint.Root.Span.SequenceEqual(_tree.Root());
        if (!same)
        {
            _findings.Add(LogFiles.Checkpoint, 0, $"the first {checkpoint.Size} entries are not the ones that {what} was signed over");
        }

        return same;
    }

    private void FinishSegment(string name, FrameReader frames, bool isLast, long length)
    {
        if (frames.Problem.Length == 0)
        {
            return;
        }

        // Behind all that is signed, an unfinished frame at the end is what a crash leaves, or a write that goes on while we read.
        bool unfinished = isLast && _complete && _signed is not null && _tree.Size >= _signed.Size && !EntriesFollow(name, frames.GoodEnd);
        if (unfinished)
        {
            _notes.Add($"`{name}` ends with an unfinished entry of {length - frames.GoodEnd} bytes: cut at the next start");
        }
        else
        {
            _findings.Add(name, frames.Offset, frames.Problem);
            _complete = false;
        }
    }

    private bool EntriesFollow(string name, long goodEnd)
    {
        using var stream = LogReading.Open(Path.Combine(_folder, name));
        stream.Position = goodEnd + 1;
        byte[] rest = new byte[Math.Max(0, stream.Length - stream.Position)];
        int length = stream.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false);
        return FrameFormat.AnyIn(rest.AsSpan(0, length), _tree.Size, EntryCodec.MaxBytes);
    }

    private void CheckSizes()
    {
        CheckSize(_signed, "the checkpoint");
        CheckSize(_earlier, "the earlier checkpoint");
        if (_signed is not null && _complete && _tree.Size > _signed.Size)
        {
            _notes.Add($"not yet signed: {_tree.Size - _signed.Size} entries from entry {_signed.Size} on");
        }

        Note(!_complete, "the root was not computed: entries are damaged or missing");
        Note(_erasedCommitments > 0, $"{_erasedCommitments} disclosures have no side record any more");
    }

    private void CheckSize(Checkpoint? checkpoint, string what)
    {
        if (_complete && checkpoint is not null && _tree.Size < checkpoint.Size)
        {
            _findings.Add(LogFiles.Checkpoint, 0, $"{what} covers {checkpoint.Size} entries, the log holds {_tree.Size}");
        }
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
        Entries = _tree.Size,
        SignedEntries = _rootAtSigned is null ? 0 : _signed!.Size,
        Origin = _signed?.Origin ?? "",
        Key = _key?.Text ?? "",
        Root = _rootAtSigned is null ? "" : Convert.ToHexStringLower(_rootAtSigned),
        CheckedCommitments = _checkedCommitments,
    };
}
