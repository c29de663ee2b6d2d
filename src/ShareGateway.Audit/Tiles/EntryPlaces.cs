namespace ShareGateway.Audit.Tiles;

/// <summary>
/// Where every 256th entry begins in its segment, so that a bundle is read without a search: 8 bytes of memory for 256 entries. The writer
/// adds, any thread asks.
/// </summary>
internal sealed class EntryPlaces
{
    private readonly Lock _gate = new();
    private readonly List<long> _offsets = [];
    private ulong _first; // the entry of the first offset

    /// <summary>Takes the place of an entry; each entry in order.</summary>
    /// <param name="index">Position in the log.</param>
    /// <param name="offset">Where its frame begins in its segment, in bytes.</param>
    public void Add(ulong index, long offset)
    {
        if (index % Merkle.TileAddress.FullWidth != 0)
        {
            return;
        }

        lock (_gate)
        {
            if (_offsets.Count == 0)
            {
                _first = index;
            }

            _offsets.Add(offset);
        }
    }

    /// <summary>Where the nearest known entry at or before one begins, within the segment that begins with <paramref name="segment"/>; 0 when none is known there.</summary>
    public long Before(ulong index, ulong segment)
    {
        lock (_gate)
        {
            ulong known = index - (index % Merkle.TileAddress.FullWidth);
            bool has = known >= segment && known >= _first && (known - _first) / Merkle.TileAddress.FullWidth < (ulong)_offsets.Count;
            return has ? _offsets[(int)((known - _first) / Merkle.TileAddress.FullWidth)] : 0;
        }
    }
}
