using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Frames;

namespace ShareGateway.Audit.Verification;

/// <summary>Reads entries for people who want to look. It checks frames and form only; whether the log is sound, <see cref="AuditVerifier"/> tells.</summary>
public static class AuditLogReader
{
    /// <summary>The latest entries, the oldest of them first.</summary>
    /// <param name="folder">The log's folder; a gateway may be writing it.</param>
    /// <param name="count">How many at most, from 1.</param>
    /// <returns>Fewer when the log has fewer; reading stops at the first unsound frame.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public static IReadOnlyList<AuditEntryView> Latest(string folder, int count)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var segments = LogFiles.Segments(Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)));
        var latest = new Queue<AuditEntryView>();
        foreach (ulong segment in From(segments, (ulong)count))
        {
            ReadSegment(Path.Combine(folder, LogFiles.Entries(segment)), count, latest);
        }

        return [.. latest];
    }

    /// <summary>
    /// The entries from a moment on with their people, in the log's order, one at a time: memory is bounded by the largest entry. The log is
    /// read from its start, as clocks may have been set back.
    /// </summary>
    /// <param name="folder">The log's folder; a gateway may be writing it.</param>
    /// <param name="since">Entries before this moment are passed over.</param>
    /// <param name="onProgress">Gets the bytes of entries read so far; null when nobody asks.</param>
    /// <returns>Reading stops at the first unsound frame.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder; told on the first step.</exception>
    public static IEnumerable<LoggedEntry> Since(string folder, DateTimeOffset since, Action<long>? onProgress = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        long before = 0;
        foreach (ulong segment in LogFiles.Segments(Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))))
        {
            using var stream = LogReading.Open(Path.Combine(folder, LogFiles.Entries(segment)));
            using var subjects = new SubjectReader(folder, segment);
            var frames = new FrameReader(stream, EntryCodec.MaxBytes);
            while (frames.Next())
            {
                if (!EntryCodec.TryDecode(frames.Index, frames.Bytes, out var view, out _))
                {
                    yield break;
                }

                if (view.Time >= since)
                {
                    yield return new LoggedEntry(view, subjects.Of(view));
                }

                onProgress?.Invoke(before + frames.GoodEnd);
            }

            if (frames.Problem.Length > 0)
            {
                yield break;
            }

            before += frames.GoodEnd;
        }
    }

    /// <summary>The segments that can hold the last entries: the last one may be as short as it likes.</summary>
    private static IEnumerable<ulong> From(List<ulong> segments, ulong count)
    {
        ulong last = segments.Count == 0 ? 0 : segments[^1];
        ulong wanted = last > count ? last - count : 0;
        int start = segments.FindLastIndex(first => first <= wanted);
        return segments.Skip(Math.Max(start, 0));
    }

    private static void ReadSegment(string path, int count, Queue<AuditEntryView> latest)
    {
        using var stream = LogReading.Open(path);
        var frames = new FrameReader(stream, EntryCodec.MaxBytes);
        while (frames.Next() && EntryCodec.TryDecode(frames.Index, frames.Bytes, out var view, out _))
        {
            latest.Enqueue(view);
            if (latest.Count > count)
            {
                latest.Dequeue();
            }
        }
    }
}
