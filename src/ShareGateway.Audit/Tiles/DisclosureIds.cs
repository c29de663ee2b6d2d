using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Frames;

namespace ShareGateway.Audit.Tiles;

/// <summary>
/// Finds the entries of a disclosure by its id. The ids of the growing segment are in memory; those of each closed one lie sorted in a file
/// of its own, 12 bytes each (u64 hash of the id, u32 place in the segment, little-endian), made anew when it is missing or short. It only
/// says where to look: whoever asks reads the entry and compares. The writer adds, any thread asks.
/// </summary>
internal sealed class DisclosureIds(LogFolder folder) : IDisposable
{
    private const int RecordBytes = sizeof(ulong) + sizeof(uint);
    private const int PieceRecords = 4096; // that are written at once
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, List<(ulong Hash, uint Place)>> _closing = []; // of closed segments whose file does not stand yet
    private List<(ulong Hash, uint Place)> _growing = [];
    private List<(ulong Hash, uint Place)> _spare = []; // used again: lists of such length, let go of with each segment, would wait long for the collector
    private ulong _segment;
    private Task _writing = Task.CompletedTask; // changed by the writer alone

    /// <summary>A new segment begins: the ids of the one before it go to their file, unless that stands already.</summary>
    /// <param name="segment">Index of its first entry.</param>
    /// <param name="later">True to write the file on another thread: until it stands, or when it cannot be written, memory holds the ids.</param>
    public void Begin(ulong segment, bool later)
    {
        ulong closed;
        lock (_gate)
        {
            closed = _segment;
            if (segment == closed)
            {
                return;
            }

            _closing[closed] = _growing;
            (_growing, _spare, _segment) = (_spare, [], segment);
        }

        if (later)
        {
            _writing = _writing.ContinueWith(_ => TryWrite(closed), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
        else
        {
            Write(closed);
        }
    }

    /// <summary>Takes the id of a disclosure entry of the growing segment.</summary>
    public void Add(ulong index, string id)
    {
        lock (_gate)
        {
            _growing.Add((Hash(id), (uint)(index - _segment)));
        }
    }

    /// <summary>Entries that may be of a disclosure, in rising order. Costs a binary search in each closed segment.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public List<ulong> Find(string id)
    {
        ulong hash = Hash(id);
        var found = new List<ulong>();

        // Memory first: what leaves it stands in its file by then.
        lock (_gate)
        {
            foreach (var (segment, ids) in _closing.Append(new(_segment, _growing)))
            {
                found.AddRange(ids.Where(known => known.Hash == hash).Select(known => segment + known.Place));
            }
        }

        foreach (ulong segment in LogFiles.Segments(folder.List()))
        {
            AddClosed(segment, hash, found);
        }

        return [.. found.Distinct().Order()];
    }

    /// <summary>Waits for what is being written.</summary>
    public void Dispose() => _writing.Wait();

    private void TryWrite(ulong segment)
    {
        try
        {
            Write(segment);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Memory holds the ids, and the next start makes the file anew. Whether entries can be written, their own files tell.
        }
    }

    private void Write(ulong segment)
    {
        int count;
        (ulong Hash, uint Place)[] ids;
        lock (_gate)
        {
            count = _closing[segment].Count;
            ids = ArrayPool<(ulong Hash, uint Place)>.Shared.Rent(count);
            _closing[segment].CopyTo(ids);
        }

        var sorted = ids.AsSpan(0, count);
        sorted.Sort();
        try
        {
            Write(segment, sorted);
        }
        finally
        {
            ArrayPool<(ulong Hash, uint Place)>.Shared.Return(ids);
        }

        lock (_gate)
        {
            _closing.Remove(segment, out var written);
            written!.Clear();
            _spare = written;
        }
    }

    private void Write(ulong segment, ReadOnlySpan<(ulong Hash, uint Place)> ids)
    {
        if (ids.IsEmpty)
        {
            return;
        }

        using var file = folder.OpenAppend(LogFiles.Ids(segment));
        if (file.Length == (long)ids.Length * RecordBytes)
        {
            return;
        }

        byte[] bytes = new byte[Math.Min(ids.Length, PieceRecords) * RecordBytes];
        file.Truncate(0);
        for (; !ids.IsEmpty; ids = ids[Math.Min(ids.Length, PieceRecords)..])
        {
            file.Append(bytes.AsSpan(0, Fill(bytes, ids))); // not synced: it can be made again
        }
    }

    private static int Fill(Span<byte> bytes, ReadOnlySpan<(ulong Hash, uint Place)> ids)
    {
        int count = Math.Min(ids.Length, PieceRecords);
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(i * RecordBytes)..], ids[i].Hash);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[((i * RecordBytes) + sizeof(ulong))..], ids[i].Place);
        }

        return count * RecordBytes;
    }

    private void AddClosed(ulong segment, ulong hash, List<ulong> found)
    {
        using var stream = Open(segment);
        long low = 0;
        long high = (stream?.Length ?? 0) / RecordBytes;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = At(stream!, middle).Hash < hash ? (middle + 1, high) : (low, middle);
        }

        for (long i = low; i < (stream?.Length ?? 0) / RecordBytes && At(stream!, i) is var record && record.Hash == hash; i++)
        {
            found.Add(segment + record.Place);
        }
    }

    private Stream? Open(ulong segment)
    {
        try
        {
            return folder.OpenRead(LogFiles.Ids(segment));
        }
        catch (FileNotFoundException)
        {
            return null; // the growing segment has none yet
        }
    }

    private static (ulong Hash, uint Place) At(Stream stream, long number)
    {
        Span<byte> record = stackalloc byte[RecordBytes];
        stream.Position = number * RecordBytes;
        stream.ReadExactly(record);
        return (BinaryPrimitives.ReadUInt64LittleEndian(record), BinaryPrimitives.ReadUInt32LittleEndian(record[sizeof(ulong)..]));
    }

    /// <summary>FNV-1a, 64 bits. Only ids that the gateway drew itself are stored, so nobody can aim at a clash.</summary>
    private static ulong Hash(string id)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in MemoryMarshal.AsBytes(id.AsSpan()))
        {
            hash = unchecked((hash ^ b) * 1099511628211);
        }

        return hash;
    }
}
