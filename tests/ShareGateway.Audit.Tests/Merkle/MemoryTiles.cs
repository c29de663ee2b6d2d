using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Tests.Merkle;

/// <summary>The tiles of a tree in memory, and how often they were asked for.</summary>
internal sealed class MemoryTiles : ITileSource, ITileHashes
{
    private readonly List<List<byte>> _levels = [];

    public MemoryTiles(int leaves)
    {
        var tree = new CompactRange(this);
        for (int i = 0; i < leaves; i++)
        {
            tree.Append(MerkleProofs.LeafHash(BitConverter.GetBytes(i)));
        }
    }

    public int Reads { get; private set; }

    public byte[] Leaves => [.. _levels[0]];

    public void Add(int level, ReadOnlySpan<byte> hash)
    {
        while (_levels.Count <= level)
        {
            _levels.Add([]);
        }

        _levels[level].AddRange(hash);
    }

    public byte[] Read(TileAddress address)
    {
        Reads++;
        return [.. _levels[address.Level].Skip((int)address.Index * 256 * 32).Take(address.Width * 32)];
    }
}
