using System.Buffers.Binary;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Verification;

/// <summary>Checks a log bundle by bundle, as it is published.</summary>
internal sealed class PublishedLogCheck
{
    private readonly ITileSource _tiles;
    private readonly AuditVerifierOptions _options;
    private readonly VerifierKey _key;
    private readonly FindingBag _findings = new();
    private readonly List<string> _notes = ["people are not published: commitments to them were not checked"];
    private readonly EntryCheck _entries;
    private ulong _pruned;
    private (TileAddress Address, byte[]? Bundle) _last;

    public PublishedLogCheck(ITileSource tiles, AuditVerifierOptions options)
    {
        (_tiles, _options) = (tiles, options);
        _key = options.Key ?? throw new ArgumentException("expected the log's key: what a server says of itself proves nothing", nameof(options));
        _entries = new EntryCheck(_findings, options, tiles: null);
    }

    public AuditReport Run(string text, CancellationToken cancellationToken)
    {
        Checkpoint? signed = null;
        string problem = "expected a signed checkpoint";
        if (!SignedNote.TryParse(text, out var note) || !Checkpoint.TryOpen(note, _key, out signed, out problem))
        {
            _findings.Add(LogFiles.Checkpoint, 0, problem);
        }

        if (signed is not null)
        {
            _ = new CosignedCheck(_findings, _notes, _options.Witnesses).Read(text, _key);
            _entries.Expect(_key, signed, (Earlier(), "the earlier checkpoint"));
            ReadAll(signed.Size, cancellationToken);
            _entries.CheckSizes();
        }

        return Report(signed);
    }

    private Checkpoint? Earlier()
    {
        Checkpoint? earlier = null;
        string problem = "";
        if (_options.EarlierCheckpoint is { } note && !Checkpoint.TryOpen(note, _key, out earlier, out problem))
        {
            _findings.Add(LogFiles.Checkpoint, 0, "the earlier checkpoint does not hold: " + problem);
        }

        return earlier;
    }

    private void ReadAll(ulong size, CancellationToken cancellationToken)
    {
        for (ulong bundle = 0; bundle * TileAddress.FullWidth < size && _entries.IsComplete; bundle++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var address = new TileAddress(TileAddress.Entries, bundle, 0);
            address = address with { Width = address.WidthAt(size) };
            if (!TryReadPruned(address))
            {
                ReadBundle(address);
            }

            _options.OnProgress?.Invoke((long)Math.Min(size, (bundle + 1) * TileAddress.FullWidth));
        }

        _entries.Flush();
        if (_entries.AnnouncedPruned < _pruned)
        {
            _findings.Add(LogFiles.Checkpoint, 0, $"entries before entry {_pruned} are missing, and no entry `log.pruned` announces it");
        }
        else if (_pruned > 0)
        {
            _notes.Add($"entries before entry {_pruned} are pruned, or share a bundle with such: of them the hashes stand");
        }
    }

    /// <summary>Bundles at the beginning may be gone; their hashes may not.</summary>
    private bool TryReadPruned(TileAddress bundle)
    {
        if (_pruned != bundle.Index * TileAddress.FullWidth || bundle.Width < TileAddress.FullWidth || Bundle(bundle) is not null)
        {
            return false;
        }

        byte[] hashes = _tiles.Read(bundle with { Level = 0 });
        for (var rest = hashes.AsSpan(); rest.Length >= TreeHasher.HashBytes; rest = rest[TreeHasher.HashBytes..])
        {
            _entries.TakePruned(rest[..TreeHasher.HashBytes]);
        }

        _pruned += TileAddress.FullWidth;
        return true;
    }

    private void ReadBundle(TileAddress address)
    {
        string name = address.ToString();
        _entries.Begin(name, side: null);
        byte[] bundle = Bundle(address) ?? [];
        ulong index = address.Index * TileAddress.FullWidth;
        int at = 0;
        for (int i = 0; i < address.Width; i++, index++)
        {
            int length = at + sizeof(ushort) <= bundle.Length ? BinaryPrimitives.ReadUInt16BigEndian(bundle.AsSpan(at)) : int.MaxValue;
            if (length > bundle.Length - at - sizeof(ushort))
            {
                _findings.Add(name, at, $"expected entry {index}, the bundle ends");
                _entries.Flush();
                _entries.IsComplete = false;
                return;
            }

            _entries.Take(at, index, index, bundle.AsSpan(at + sizeof(ushort), length));
            at += sizeof(ushort) + length;
        }

        if (at < bundle.Length)
        {
            _findings.Add(name, at, $"expected the bundle to end behind {address.Width} entries");
        }
    }

    private byte[]? Bundle(TileAddress address)
    {
        if (_last.Address == address)
        {
            return _last.Bundle;
        }

        try
        {
            _last = (address, _tiles.Read(address));
        }
        catch (IOException)
        {
            _last = (address, null);
        }

        return _last.Bundle;
    }

    private AuditReport Report(Checkpoint? signed)
    {
        if (!_entries.IsComplete)
        {
            _notes.Add("the root was not computed: entries are damaged or missing");
        }

        return new AuditReport
        {
            Findings = _findings.Kept,
            FindingCount = _findings.Count,
            Notes = [.. _notes],
            Entries = _entries.Size,
            SignedEntries = _entries.RootAtSigned is null ? 0 : signed!.Size,
            Origin = signed?.Origin ?? "",
            Key = _key.Text,
            Root = _entries.RootAtSigned is null ? "" : Convert.ToHexStringLower(_entries.RootAtSigned),
            CheckedCommitments = 0,
        };
    }
}
