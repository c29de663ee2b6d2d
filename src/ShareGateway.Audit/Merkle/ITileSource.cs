namespace ShareGateway.Audit.Merkle;

/// <summary>Gives the tiles of one log, from its folder or from where it is published.</summary>
public interface ITileSource
{
    /// <summary>Reads a tile or a bundle of entries.</summary>
    /// <param name="address">Which one, with the width that the log's size asks for.</param>
    /// <returns>Hashes of 32 bytes back to back, or entries each behind its length as a big-endian u16.</returns>
    /// <exception cref="IOException">There is no such tile, or it cannot be read.</exception>
    public byte[] Read(TileAddress address);
}
