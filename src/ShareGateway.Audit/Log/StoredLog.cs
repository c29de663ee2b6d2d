using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Tiles;

namespace ShareGateway.Audit.Log;

/// <summary>What is known of all entries that stand: their tree, their tiles, and where to find each. Filled at opening, then by the writer.</summary>
internal sealed class StoredLog : IDisposable
{
    public StoredLog(LogFolder folder)
    {
        Tiles = new TileFiles(folder);
        Tree = new CompactRange(Tiles);
        Ids = new DisclosureIds(folder);
    }

    public CompactRange Tree { get; }

    public TileFiles Tiles { get; }

    public EntryPlaces Places { get; } = new();

    public DisclosureIds Ids { get; }

    /// <summary>Time of the last entry, in microseconds since 1970.</summary>
    public long LastTime { get; set; }

    public void Dispose()
    {
        Tiles.Dispose();
        Ids.Dispose();
    }
}
