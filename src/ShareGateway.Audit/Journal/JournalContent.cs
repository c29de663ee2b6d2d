using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Frames;

namespace ShareGateway.Audit.Journal;

/// <summary>What a journal holds: the records of its last epoch. What it says of the end of a log counts, whatever the files show behind.</summary>
internal sealed class JournalContent
{
    private const int Halves = 2;
    private readonly byte[] _bytes;
    private readonly List<(JournalRecord Record, int At)> _records = [];

    private JournalContent(byte[] bytes) => _bytes = bytes;

    /// <summary>0 for a journal that says nothing.</summary>
    public ulong LastEpoch => IsEmpty ? 0 : First.Epoch;

    /// <summary>True when there is no journal, or none that was ever begun.</summary>
    public bool IsEmpty => _records.Count == 0;

    /// <summary>Where a record is not sound with sound ones of its epoch behind it, in bytes; null when none is.</summary>
    public long? DamagedAt { get; private set; }

    public JournalRecord First => _records[0].Record;

    public JournalRecord Last => _records[^1].Record;

    /// <summary>The entries' frames, batch after batch, each with its place in the segment.</summary>
    public IEnumerable<(long At, ReadOnlyMemory<byte> Bytes)> Entries =>
        _records.Select(r => (r.Record.EntriesAt, (ReadOnlyMemory<byte>)_bytes.AsMemory(r.At + JournalFormat.HeadBytes, r.Record.EntryBytes)));

    /// <summary>The side records' frames, each with its place in the side file.</summary>
    public IEnumerable<(long At, ReadOnlyMemory<byte> Bytes)> Subjects => _records.Select(
        r => (r.Record.SubjectsAt, (ReadOnlyMemory<byte>)_bytes.AsMemory(r.At + JournalFormat.HeadBytes + r.Record.EntryBytes, r.Record.SubjectBytes)));

    /// <summary>Reads the journal of a log.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static JournalContent Read(LogFolder folder)
    {
        try
        {
            using var stream = folder.OpenRead(LogFiles.Journal);
            return Read(stream);
        }
        catch (FileNotFoundException)
        {
            return new JournalContent([]);
        }
    }

    /// <summary>The same of a stream at its start.</summary>
    public static JournalContent Read(Stream stream)
    {
        byte[] bytes = new byte[stream.Length];
        bytes = bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        var content = new JournalContent(bytes);
        int latest = content.HeadOf(0).Epoch >= content.HeadOf(1).Epoch ? 0 : 1;
        content.ReadHalf(latest);
        return content;
    }

    /// <summary>How much of a half is not zero: it may hold what an earlier process wrote.</summary>
    public long UsedOf(int half) => Half(half).LastIndexOfAnyExcept((byte)0) + 1;

    private int HalfBytes => _bytes.Length / (Halves * JournalFormat.Alignment) * JournalFormat.Alignment;

    private ReadOnlySpan<byte> Half(int half) => _bytes.AsSpan(half * HalfBytes, HalfBytes);

    /// <summary>The first record of a half; <c>default</c>, with an epoch before all others, when there is none.</summary>
    private JournalRecord HeadOf(int half) =>
        JournalFormat.TryRead(Half(half), out var record) && record.Ordinal == 0 && record.Epoch % Halves == (ulong)half ? record : default;

    private void ReadHalf(int half)
    {
        var bytes = Half(half);
        var next = HeadOf(half);
        int at = 0;
        while (next != default)
        {
            _records.Add((next, (half * HalfBytes) + at));
            at += (int)JournalFormat.Footprint(next.EntryBytes, next.SubjectBytes);
            next = JournalFormat.TryRead(bytes[at..], out var found) && found.Follows(Last) ? found : default;
        }

        for (int behind = at; !IsEmpty && behind < bytes.Length; behind += JournalFormat.Alignment)
        {
            if (JournalFormat.TryRead(bytes[behind..], out var found) && found.Epoch == LastEpoch)
            {
                DamagedAt = (half * HalfBytes) + at;
                return;
            }
        }
    }
}
