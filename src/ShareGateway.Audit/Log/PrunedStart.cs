using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Log;

/// <summary>
/// The beginning of a log whose first segments were removed after their time. Their hashes stand in the tiles, so that the root is still
/// that of the whole log, and an entry that stays has announced the removal: without it, files are missing.
/// </summary>
internal sealed class PrunedStart(LogFolder folder)
{
    private ulong _entries;
    private ulong _announced;

    /// <summary>Puts the hashes of the entries before the first segment into the tree.</summary>
    /// <exception cref="AuditCorruptException">The tiles do not hold them.</exception>
    public void Read(List<ulong> segments, CompactRange tree, Action afterEach)
    {
        _entries = segments.Count == 0 ? 0 : segments[0];
        if (_entries == 0)
        {
            return;
        }

        try
        {
            using var stream = folder.OpenRead(LogFiles.Tiles(0));
            Span<byte> hash = stackalloc byte[TreeHasher.HashBytes];
            while (tree.Size < _entries && stream.ReadAtLeast(hash, hash.Length, throwOnEndOfStream: false) == hash.Length)
            {
                tree.Append(hash);
                afterEach();
            }
        }
        catch (FileNotFoundException)
        {
            // then the tree is still empty
        }

        if (tree.Size < _entries)
        {
            throw new AuditCorruptException(LogFiles.Entries(_entries), 0, $"expected the segment that begins with entry {tree.Size}");
        }
    }

    public void See(AuditEntry entry) => _announced = Math.Max(_announced, (entry as AdministrativeEntry)?.PrunedBelow ?? 0);

    /// <exception cref="AuditCorruptException">Entries are missing and no entry says why.</exception>
    public void ThrowUnlessAnnounced()
    {
        if (_announced < _entries)
        {
            throw new AuditCorruptException(LogFiles.Entries(_entries), 0, "entries before this segment are missing, and no entry `log.pruned` announces it");
        }
    }
}
