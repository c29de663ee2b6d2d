using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Verification;

/// <summary>
/// Compares the tile files of a folder with the hashes that its entries give, as far as the checkpoint reaches: hashes are on the medium before it is
/// signed, and those behind it a gateway may be writing at this moment.
/// </summary>
internal sealed class TileFilesCheck(string folder, FindingBag findings) : ITileHashes, IDisposable
{
    private readonly List<(FileStream? Stream, bool Broken)> _levels = [];
    private readonly List<ulong> _counts = [];

    /// <summary>Entries that the log's checkpoint covers.</summary>
    public ulong Signed { get; set; }

    public void Add(int level, ReadOnlySpan<byte> hash)
    {
        while (_levels.Count <= level)
        {
            string path = Path.Combine(folder, LogFiles.Tiles(_levels.Count));
            _levels.Add((File.Exists(path) ? LogReading.Open(path) : null, false));
            _counts.Add(0);
        }

        _counts[level]++;
        var (stream, broken) = _levels[level];
        Span<byte> found = stackalloc byte[TreeHasher.HashBytes];
        if (stream is null || broken || _counts[level] > Signed >> (TileAddress.Height * level) || stream.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) < found.Length)
        {
            return; // how many must be there is looked at in the end
        }

        if (!hash.SequenceEqual(found))
        {
            findings.Add(LogFiles.Tiles(level), stream.Position - found.Length, $"expected hash {_counts[level] - 1} of level {level} to be the one that the entries give");
            _levels[level] = (stream, true); // said once
        }
    }

    /// <summary>Checks that the tiles of all signed entries stand, and that nothing stands behind them.</summary>
    /// <param name="signed">Entries that are signed.</param>
    /// <param name="exact">True when all entries are signed: then the files end where the tiles do.</param>
    public void Finish(ulong signed, bool exact)
    {
        for (int level = 0; level <= 7; level++)
        {
            string path = Path.Combine(folder, LogFiles.Tiles(level));
            long length = File.Exists(path) ? new FileInfo(path).Length : 0;
            long expected = checked((long)(signed >> (TileAddress.Height * level)) * TreeHasher.HashBytes);
            if (length < expected || (exact && length > expected))
            {
                findings.Add(LogFiles.Tiles(level), Math.Min(length, expected), $"expected {expected} bytes, the hashes of {signed} entries, got {length}");
            }
        }
    }

    public void Dispose()
    {
        foreach (var (stream, _) in _levels)
        {
            stream?.Dispose();
        }
    }
}
