using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Frames;

namespace ShareGateway.Audit.Tiles;

/// <summary>Reads single entries of a log by their index.</summary>
/// <param name="folder">The log's folder; a gateway may be writing it.</param>
/// <param name="places">Where to begin looking; without it a segment is read from its start.</param>
internal sealed class StoredEntries(LogFolder folder, EntryPlaces? places = null)
{
    /// <summary>The stored bytes of entries in a row.</summary>
    /// <param name="first">Index of the first.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="IOException">The folder does not hold them all in one sound piece.</exception>
    public List<byte[]> Read(ulong first, int count)
    {
        var entries = new List<byte[]>(count);
        var segments = LogFiles.Segments(folder.List());
        int at = segments.FindLastIndex(segment => segment <= first);
        for (; at >= 0 && at < segments.Count && entries.Count < count; at++)
        {
            ReadSegment(segments[at], first + (ulong)entries.Count, count, entries);
        }

        return entries.Count == count ? entries : throw new IOException($"the log's folder does not hold entries {first} to {first + (ulong)count - 1}");
    }

    private void ReadSegment(ulong segment, ulong next, int count, List<byte[]> entries)
    {
        using var stream = folder.OpenRead(LogFiles.Entries(segment));
        stream.Position = places?.Before(next, segment) ?? 0;
        var frames = new FrameReader(stream, EntryCodec.MaxBytes);
        while (entries.Count < count && frames.Next())
        {
            if (frames.Index == next)
            {
                entries.Add(frames.Bytes.ToArray());
                next++;
            }
        }
    }
}
