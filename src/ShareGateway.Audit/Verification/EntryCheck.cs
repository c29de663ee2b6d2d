using System.Text;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Verification;

/// <summary>
/// Checks entries in the order in which they stand: form, place, node, time, trail of policy sets, people, and the tree over all of them.
/// Where they come from, a folder or a server, is its user's matter.
/// </summary>
/// <param name="findings">Where what is wrong goes.</param>
/// <param name="options">Key and callbacks.</param>
/// <param name="tiles">Gets the hashes of the tiles; null when nobody compares them.</param>
internal sealed class EntryCheck(FindingBag findings, AuditVerifierOptions options, ITileHashes? tiles)
{
    private readonly CompactRange _tree = new(tiles);
    private readonly PolicyTrail _policies = new();
    private readonly EntryBatch _batch = new();
    private readonly List<(Checkpoint Checkpoint, string What)> _checkpoints = [];
    private byte[] _node = [];
    private Checkpoint? _signed;
    private long _lastTime;
    private bool _clockWasSetBack;
    private SideFileCheck? _side;
    private string _file = "";

    /// <summary>Entries taken; those in a batch that is not finished are not among them.</summary>
    public ulong Size => _tree.Size;

    /// <summary>False once an entry is missing or unreadable: from then on no root can be computed.</summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>Root at the size of the log's own checkpoint, when the two agree.</summary>
    public byte[]? RootAtSigned { get; private set; }

    /// <summary>Entries that an entry says were pruned.</summary>
    public ulong AnnouncedPruned { get; private set; }

    /// <summary>Says what the entries must come to.</summary>
    /// <param name="key">Key of the log; null when there is none to go by.</param>
    /// <param name="signed">The log's own checkpoint.</param>
    /// <param name="others">Further ones that the log must extend, with their names; null when there are none.</param>
    public void Expect(VerifierKey? key, Checkpoint? signed, params ReadOnlySpan<(Checkpoint? Checkpoint, string What)> others)
    {
        _node = key is null ? [] : Encoding.ASCII.GetBytes(key.Name);
        foreach (var (checkpoint, what) in others)
        {
            if (checkpoint is not null)
            {
                _checkpoints.Add((checkpoint, what));
            }
        }

        if (signed is not null)
        {
            _checkpoints.Add((signed, "the checkpoint"));
        }

        _signed = signed;
        CheckRoots();
    }

    /// <summary>Checks that no checkpoint covers more than there is.</summary>
    public void CheckSizes()
    {
        foreach (var (checkpoint, what) in _checkpoints)
        {
            if (IsComplete && Size < checkpoint.Size)
            {
                findings.Add(LogFiles.Checkpoint, 0, $"{what} covers {checkpoint.Size} entries, the log holds {Size}");
            }
        }
    }

    /// <summary>Takes hashes in the place of entries that were pruned.</summary>
    public void TakePruned(ReadOnlySpan<byte> leafHash)
    {
        _tree.Append(leafHash);
        CheckRoots();
    }

    /// <summary>Entries come from another file from now on.</summary>
    public void Begin(string file, SideFileCheck? side)
    {
        Flush();
        (_file, _side) = (file, side);
    }

    public void Take(long place, ulong index, ulong expected, ReadOnlySpan<byte> entry)
    {
        _batch.Add(place, index, expected, entry);
        if (_batch.IsFull)
        {
            Flush();
        }
    }

    /// <summary>Checks what waits.</summary>
    public void Flush()
    {
        _batch.Work(options.OnEntry is not null);
        for (int i = 0; i < _batch.Count; i++)
        {
            Check(in _batch[i], _batch.CommitmentOf(i));
            _tree.Append(_batch.LeafOf(i));
            CheckRoots();
        }

        _batch.Clear();
    }

    private void Check(in EntryBatch.Slot slot, ReadOnlySpan<byte> commitment)
    {
        if (slot.Index != slot.Expected)
        {
            findings.Add(_file, slot.Place, $"expected entry {slot.Expected}, got entry {slot.Index}");
        }

        if (slot.View is { } view)
        {
            CheckView(slot.Place, view);
        }
        else if (slot.Problem is { } problem)
        {
            findings.Add(_file, slot.Place, problem);
        }
        else
        {
            CheckOutline(in slot, commitment);
        }
    }

    private void CheckOutline(in EntryBatch.Slot slot, ReadOnlySpan<byte> commitment)
    {
        var entry = _batch.EntryOf(in slot);
        CheckNode(slot.Place, entry[slot.Outline.Node]);
        CheckTime(slot.Place, slot.Outline.Time);
        if (_policies.Follow(slot.Outline.Kind, entry[slot.Outline.PolicyHash]) is { } broken)
        {
            findings.Add(_file, slot.Place, broken);
        }

        if (slot.Outline.Kind == AuditEntryKind.Disclosure)
        {
            _side?.Check(slot.Index, slot.Outline.SubjectCount, commitment);
        }
    }

    private void CheckView(long place, AuditEntryView view)
    {
        CheckNode(place, Encoding.UTF8.GetBytes(view.Node));
        _clockWasSetBack |= view.Entry is AdministrativeEntry { Action: AdministrativeEntry.ClockSetBackAction };
        CheckTime(place, (view.Time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        if (_policies.Follow(view.Entry) is { } broken)
        {
            findings.Add(_file, place, broken);
        }

        if (view.Entry is DisclosureEntry)
        {
            Span<byte> commitment = stackalloc byte[TreeHasher.HashBytes];
            SubjectRecord.ReadCommitment(Encoding.ASCII.GetBytes(view.Subjects.Hash), commitment);
            _side?.Check(view.Index, view.Subjects.Count, commitment);
        }

        AnnouncedPruned = Math.Max(AnnouncedPruned, (view.Entry as AdministrativeEntry)?.PrunedBelow ?? 0);
        options.OnEntry?.Invoke(view);
    }

    private void CheckNode(long place, ReadOnlySpan<byte> node)
    {
        if (_node.Length > 0 && !node.SequenceEqual(_node))
        {
            findings.Add(_file, place, $"expected an entry of `{Encoding.ASCII.GetString(_node)}`");
        }
    }

    private void CheckTime(long place, long time)
    {
        if (time < _lastTime - AdministrativeEntry.SetBackTolerance && !_clockWasSetBack)
        {
            findings.Add(_file, place, "expected a time that is not before the last entry's, or an entry `clock.set-back`");
        }

        (_lastTime, _clockWasSetBack) = (time, false);
    }

    private void CheckRoots()
    {
        for (int i = 0; i < _checkpoints.Count; i++)
        {
            var (checkpoint, what) = _checkpoints[i];
            if (!IsComplete || checkpoint.Size != _tree.Size)
            {
                continue;
            }

            byte[] root = _tree.Root();
            if (!checkpoint.Root.Span.SequenceEqual(root))
            {
                findings.Add(LogFiles.Checkpoint, 0, $"the first {checkpoint.Size} entries are not the ones that {what} was signed over");
            }
            else if (ReferenceEquals(checkpoint, _signed))
            {
                RootAtSigned = root;
            }
        }
    }
}
