using System.Collections.Immutable;
using System.Text.Json;

namespace ShareGateway.Reports.Register;

/// <summary>The legal holds on a register and its log: while one stands, nothing is pruned and nobody erased.</summary>
public static class LegalHolds
{
    private const string Folder = "holds";
    private const int LongestName = 64;

    /// <summary>True for a name that a hold may have.</summary>
    public static bool IsName(string text) =>
        text is { Length: > 0 and <= LongestName } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-') && char.IsAsciiLetterOrDigit(text[0]);

    /// <summary>The holds that stand, by name.</summary>
    /// <param name="register">The register's folder.</param>
    /// <exception cref="InvalidDataException">A file is no hold.</exception>
    public static ImmutableArray<LegalHold> Read(string register)
    {
        string folder = Path.Combine(register, Folder);
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(ReadOne)] : [];
    }

    /// <summary>Places a hold; one of the same name is replaced.</summary>
    /// <param name="register">The register's folder.</param>
    /// <param name="hold">The hold.</param>
    public static void Place(string register, LegalHold hold)
    {
        ArgumentNullException.ThrowIfNull(hold);
        if (!IsName(hold.Name))
        {
            throw new ArgumentException("expected a name of lower-case letters, digits, `.` and `-`", nameof(hold));
        }

        var disk = new RegisterDisk();
        string file = PathOf(register, hold.Name);
        disk.CreateFolder(Path.GetDirectoryName(file)!);
        disk.Write(file + ".tmp", JsonSerializer.Serialize(hold, RegisterJson.Default.LegalHold) + "\n");
        disk.Rename(file + ".tmp", file);
        disk.SyncFolder(Path.GetDirectoryName(file)!);
    }

    /// <summary>Ends a hold.</summary>
    /// <returns>False when there is none of this name.</returns>
    public static bool Release(string register, string name)
    {
        bool stands = IsName(name) && File.Exists(PathOf(register, name));
        if (stands)
        {
            new RegisterDisk().Delete(PathOf(register, name));
        }

        return stands;
    }

    private static string PathOf(string register, string name) => Path.Combine(register, Folder, name + ".json");

    private static LegalHold ReadOne(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), RegisterJson.Default.LegalHold) ?? throw new InvalidDataException($"`{file}`: expected a legal hold");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"`{file}`: expected a legal hold", e);
        }
    }
}
