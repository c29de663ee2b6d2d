using System.Globalization;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Journal;

namespace ShareGateway.Audit.Log;

/// <summary>
/// Brings the last segment and its side file to where the journal says the log ends: batches that a power cut kept from the files are written
/// there, and what stands behind the last batch was never acknowledged and is cut. May be broken off anywhere and done again.
/// </summary>
internal static class JournalRecovery
{
    private const int CompareBytes = 1 << 16;
    private const string OfOneMoment = "put back all files of the log as they were at one moment"; // a backup in parts is what mostly does that

    /// <summary>Restores the files.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="journal">What its journal holds.</param>
    /// <param name="signed">The last checkpoint.</param>
    /// <returns>Bytes that were cut from the segment's end.</returns>
    /// <exception cref="AuditCorruptException">Journal and files contradict each other in a way that no crash explains.</exception>
    public static long Run(LogFolder folder, JournalContent journal, Checkpoint signed)
    {
        if (journal.DamagedAt is { } at)
        {
            // A batch is written only after the one before it is durable: no crash leaves that.
            throw new AuditCorruptException(LogFiles.Journal, at, "a record is damaged, and sound ones stand behind it");
        }

        if (journal.IsEmpty)
        {
            return 0;
        }

        var names = folder.List();
        var segments = LogFiles.Segments(names);
        if (journal.Last.Size < signed.Size)
        {
            throw Contradiction($"{signed.Size} entries are signed, the journal ends with entry {journal.Last.Size}");
        }

        if (segments.Count == 0 || segments[^1] < journal.Last.Segment)
        {
            throw Contradiction($"expected the segment that begins with entry {journal.Last.Segment}");
        }

        if (segments[^1] > journal.Last.Segment)
        {
            // A segment begins with its record here, before any entry: this one's was still under way.
            Cut(folder, LogFiles.Subjects(segments[^1]), 0, names);
            return Cut(folder, LogFiles.Entries(segments[^1]), 0, names);
        }

        _ = Restore(folder, LogFiles.Subjects(segments[^1]), journal.Subjects, names);
        return Restore(folder, LogFiles.Entries(segments[^1]), journal.Entries, names);
    }

    private static long Restore(LogFolder folder, string name, IEnumerable<(long At, ReadOnlyMemory<byte> Bytes)> batches, IReadOnlyList<string> names)
    {
        if (!names.Contains(name, StringComparer.Ordinal))
        {
            return 0; // a side file that was erased; of a missing segment the caller has spoken
        }

        long end = 0;
        bool differs = false;
        using var stored = folder.OpenRead(name);
        long length = stored.Length;
        IAuditFile? file = null;
        try
        {
            foreach (var (at, bytes) in batches)
            {
                if (end == 0 && at > length)
                {
                    throw new AuditCorruptException(name, length, $"expected at least {at.ToString(CultureInfo.InvariantCulture)} bytes, which were flushed; {OfOneMoment}");
                }

                end = at + bytes.Length;
                differs = differs || !Stands(stored, at, bytes.Span);
                if (differs)
                {
                    file ??= Opened(folder, name, at);
                    file.Append(bytes.Span);
                }
            }

            file?.Sync();
        }
        finally
        {
            file?.Dispose();
        }

        return length > end ? Cut(folder, name, end, names) : 0;
    }

    private static IAuditFile Opened(LogFolder folder, string name, long length)
    {
        var file = folder.OpenAppend(name);
        file.Truncate(length);
        return file;
    }

    private static bool Stands(Stream stored, long at, ReadOnlySpan<byte> bytes)
    {
        byte[] found = new byte[CompareBytes];
        stored.Position = Math.Min(at, stored.Length);
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(found.Length, bytes.Length)..])
        {
            var expected = bytes[..Math.Min(found.Length, bytes.Length)];
            int read = stored.ReadAtLeast(found.AsSpan(0, expected.Length), expected.Length, throwOnEndOfStream: false);
            if (!expected.SequenceEqual(found.AsSpan(0, read)))
            {
                return false;
            }
        }

        return true;
    }

    private static long Cut(LogFolder folder, string name, long length, IReadOnlyList<string> names)
    {
        if (!names.Contains(name, StringComparer.Ordinal))
        {
            return 0;
        }

        using var file = folder.OpenAppend(name);
        long before = file.Length;
        if (before > length)
        {
            file.Truncate(length);
            file.Sync();
        }

        return before - length;
    }

    private static AuditCorruptException Contradiction(FormattableString text) => new(LogFiles.Journal, 0, $"{text.ToString(CultureInfo.InvariantCulture)}; {OfOneMoment}");
}
