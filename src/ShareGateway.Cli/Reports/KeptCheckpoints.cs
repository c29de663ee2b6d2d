using System.Globalization;
using ShareGateway.Reports.Register;

namespace ShareGateway.Cli.Reports;

/// <summary>The checkpoints on which reports were made, beside the register, so that a report can be made again.</summary>
internal static class KeptCheckpoints
{
    private const string Folder = "checkpoints";

    /// <summary>Keeps the log's present checkpoint under its size.</summary>
    public static void Keep(string register, string log)
    {
        var anchor = LogAnchor.Of(log);
        string file = PathOf(register, anchor.Checkpoint.Size);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file + ".tmp", anchor.Note);
            File.Move(file + ".tmp", file, overwrite: true);
        }
    }

    /// <summary>The checkpoint of a size; null when none was kept.</summary>
    public static string? Find(string register, ulong size) => File.Exists(PathOf(register, size)) ? File.ReadAllText(PathOf(register, size)) : null;

    /// <summary>The sizes that were kept, for a message.</summary>
    public static string Known(string register) => Directory.Exists(Path.Combine(register, Folder))
        ? string.Join(", ", Directory.EnumerateFiles(Path.Combine(register, Folder), "*.txt").Select(file => ulong.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture)).Order().TakeLast(10))
        : "none";

    private static string PathOf(string register, ulong size) => Path.Combine(register, Folder, size.ToString("D20", CultureInfo.InvariantCulture) + ".txt");
}
