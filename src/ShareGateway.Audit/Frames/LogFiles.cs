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
    public const string Witnessed = "checkpoint.witnessed";
    public const string WitnessedBeforeRename = "checkpoint.witnessed.tmp";
    public const string Ballast = "ballast";
    public const string Journal = "journal";

    private const string EntriesStart = "entries-";
    private const string SubjectsStart = "subjects-";
    private const string IdsStart = "ids-";
    private const string TilesStart = "tiles-";
    private const string End = ".log";
    private const int Digits = 20;

    public static string Entries(ulong firstIndex) => Name(EntriesStart, firstIndex);

    public static string Subjects(ulong firstIndex) => Name(SubjectsStart, firstIndex);

    /// <summary>The sorted ids of a closed segment's disclosures: derived, and rebuilt when it is missing.</summary>
    public static string Ids(ulong firstIndex) => Name(IdsStart, firstIndex);

    /// <summary>All hashes of one level of tiles, full tiles and the partial one, back to back.</summary>
    public static string Tiles(int level) => TilesStart + level.ToString("D2", CultureInfo.InvariantCulture);

    /// <summary>True for every name that a log gives to a file of its own.</summary>
    public static bool IsOurs(string name) =>
        IsEntries(name, out _) || IsSubjects(name, out _) || Is(IdsStart, name, out _) || IsTiles(name)
        || name is Key or Lock or Checkpoint or CheckpointBeforeRename or KeyBeforeRename or Witnessed or WitnessedBeforeRename or Ballast or Journal;

    public static bool IsTiles(string name) =>
        name.Length == TilesStart.Length + 2 && name.StartsWith(TilesStart, StringComparison.Ordinal) && !name.AsSpan(TilesStart.Length).ContainsAnyExceptInRange('0', '9');

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
