using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Frames;

namespace ShareGateway.Audit.Verification;

/// <summary>Reads whole segments for those who keep another copy of what they say. Unlike <see cref="AuditLogReader"/> it never passes over damage.</summary>
public static class LogSegments
{
    /// <summary>The segments of a log, in order.</summary>
    /// <param name="folder">The log's folder; a gateway may be writing it.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<LogSegment> List(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var firsts = LogFiles.Segments(Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)));
        return
        [
            .. firsts.Select((first, at) => new LogSegment(
                first, at + 1 < firsts.Count ? firsts[at + 1] : null, File.Exists(Path.Combine(folder, LogFiles.Subjects(first))))),
        ];
    }

    /// <summary>Name of a segment's own file within the log's folder.</summary>
    public static string FileOf(LogSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return LogFiles.Entries(segment.FirstIndex);
    }

    /// <summary>Name of the side file of a segment within the log's folder.</summary>
    public static string SideFileOf(LogSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return LogFiles.Subjects(segment.FirstIndex);
    }

    /// <summary>The entries of a segment in their order, one at a time: memory is bounded by the largest entry and its people.</summary>
    /// <param name="folder">The log's folder; a gateway may be writing it.</param>
    /// <param name="segment">One that <see cref="List"/> gave.</param>
    /// <param name="end">Reading stops before this entry.</param>
    /// <exception cref="InvalidDataException">While walking: a frame is not sound, or a side record does not fit its entry. Names file and offset.</exception>
    public static IEnumerable<StoredEntry> Read(string folder, LogSegment segment, ulong end)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(segment);
        string name = LogFiles.Entries(segment.FirstIndex);
        using var stream = LogReading.Open(Path.Combine(folder, name));
        using var side = new SubjectReader(folder, segment.FirstIndex);
        var frames = new FrameReader(stream, EntryCodec.MaxBytes);
        for (ulong index = segment.FirstIndex; index < Math.Min(end, segment.End ?? ulong.MaxValue); index++)
        {
            if (!frames.Next())
            {
                throw Damaged(name, frames.Offset, frames.Problem.Length > 0 ? frames.Problem : $"expected entry {index}, the file ends");
            }

            if (frames.Index != index)
            {
                throw Damaged(name, frames.Offset, $"expected entry {index}, got entry {frames.Index}");
            }

            if (!EntryCodec.TryDecode(index, frames.Bytes, out var view, out string problem))
            {
                throw Damaged(name, frames.Offset, problem);
            }

            var people = side.RecordOf(view) ?? throw Damaged(LogFiles.Subjects(segment.FirstIndex), 0, $"expected the people of entry {index}, as it commits to them");
            yield return new StoredEntry(view, frames.Bytes.ToArray(), people);
        }
    }

    private static InvalidDataException Damaged(string file, long offset, string text) => new(FormattableString.Invariant($"{file}:{offset}: {text}"));
}
