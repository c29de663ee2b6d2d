using System.Buffers.Binary;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Tiles;

/// <summary>The tiles of a log that lies in a folder. A gateway may be writing it. Safe for several threads.</summary>
public sealed class FolderTiles : ITileSource
{
    private readonly LogFolder _folder;
    private readonly StoredEntries _entries;

    /// <summary>Reads from a folder of this machine.</summary>
    public FolderTiles(string folder)
        : this(new LogFolder(new FileDisk(), folder), null)
    {
    }

    internal FolderTiles(LogFolder folder, EntryPlaces? places) => (_folder, _entries) = (folder, new StoredEntries(folder, places));

    /// <inheritdoc/>
    public byte[] Read(TileAddress address) => address.Level == TileAddress.Entries ? Bundle(address) : Hashes(address);

    /// <summary>The stored bytes of one entry.</summary>
    /// <exception cref="IOException">The folder does not hold it.</exception>
    public byte[] Entry(ulong index) => _entries.Read(index, 1)[0];

    private byte[] Hashes(TileAddress address)
    {
        using var stream = _folder.OpenRead(LogFiles.Tiles(address.Level));
        byte[] tile = new byte[address.Width * TreeHasher.HashBytes];
        stream.Position = checked((long)address.Index * TileAddress.FullWidth * TreeHasher.HashBytes);
        int read = stream.ReadAtLeast(tile, tile.Length, throwOnEndOfStream: false);
        return read == tile.Length ? tile : throw new IOException($"the log's folder does not hold `{address}`");
    }

    private byte[] Bundle(TileAddress address)
    {
        using var bundle = new MemoryStream();
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        foreach (byte[] entry in _entries.Read(address.Index * TileAddress.FullWidth, address.Width))
        {
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)entry.Length);
            bundle.Write(length);
            bundle.Write(entry);
        }

        return bundle.ToArray();
    }
}
