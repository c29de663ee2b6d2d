using System.Globalization;

namespace ShareGateway.Audit.Frames;

/// <summary>Names of the files in a log's folder. A segment and its side file carry the index of their first entry.</summary>
internal static class LogFiles
{
    public const string Key = "log.vkey";
    public const string Lock = "log.lock";
    public const string Checkpoint = "checkpoint";
    public const string CheckpointBeforeRename = "checkpoint.tmp";
    public const string KeyBeforeRename = "log.vkey.tmp";

    private const string EntriesStart = "entries-";
    private const string SubjectsStart = "subjects-";
    private const string End = ".log";
    private const int Digits = 20;

    public static string Entries(ulong firstIndex) => Name(EntriesStart, firstIndex);

    public static string Subjects(ulong firstIndex) => Name(SubjectsStart, firstIndex);

    public static bool IsEntries(string name, out ulong firstIndex) => Is(EntriesStart, name, out firstIndex);

    public static bool IsSubjects(string name, out ulong firstIndex) => Is(SubjectsStart, name, out firstIndex);

    /// <summary>First indexes of the segments, in order.</summary>
    public static List<ulong> Segments(IEnumerable<string> names)
    {
        var segments = new List<ulong>();
        foreach (string name in names)
        {
            if (IsEntries(name, out ulong firstIndex))
            {
                segments.Add(firstIndex);
            }
        }

        segments.Sort();
        return segments;
    }

    private static string Name(string start, ulong firstIndex) => start + firstIndex.ToString("D20", CultureInfo.InvariantCulture) + End;

    private static bool Is(string start, string name, out ulong firstIndex)
    {
        firstIndex = 0;
        return name.Length == start.Length + Digits + End.Length
            && name.StartsWith(start, StringComparison.Ordinal) && name.EndsWith(End, StringComparison.Ordinal)
            && ulong.TryParse(name.AsSpan(start.Length, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out firstIndex);
    }
}
