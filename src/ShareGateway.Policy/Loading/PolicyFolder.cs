using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Schemas;

namespace ShareGateway.Policy.Loading;

/// <summary>
/// Reads the files of a policy folder. A folder is a scope; within one, only known names mean something, and a file that would mean nothing
/// is a finding, so that nobody believes it to be in force.
/// </summary>
internal sealed class PolicyFolder
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["recipients"] = "Recipient", ["contracts"] = "Contract", ["agreements"] = "Agreement", ["tests"] = "PolicyTest",
    };

    private readonly ICollection<Finding> _findings;
    private readonly List<SourceFile> _files = [];
    private readonly List<(string File, byte[] Content)> _contents = [];
    private readonly PolicyDisk _disk;

    private PolicyFolder(PolicyDisk disk, ICollection<Finding> findings) => (_disk, _findings) = (disk, findings);

    /// <summary>The files that could be read, by path in ordinal order.</summary>
    public IReadOnlyList<SourceFile> Files => _files;

    /// <summary>The hash of the files that could be read.</summary>
    public string Hash => PolicyHash.Of(_contents);

    /// <summary>Reads a folder and everything below it; null when it is no folder to read, and then there is a finding.</summary>
    public static PolicyFolder? Read(string directory, ICollection<Finding> findings)
    {
        if (PolicyDisk.Open(directory, findings) is not { } disk)
        {
            return null;
        }

        var folder = new PolicyFolder(disk, findings);
        folder.ReadScope(disk.Root, "");
        folder._files.Sort((one, other) => string.CompareOrdinal(one.Place.File, other.Place.File));
        return folder;
    }

    private void ReadScope(DirectoryInfo directory, string scope)
    {
        foreach (var (name, file, entry) in Entries(directory, scope))
        {
            if (entry is DirectoryInfo child)
            {
                ReadFolder(child, scope, name, file);
            }
            else if (name == "guardrail.yaml")
            {
                ReadFile(entry, new FilePlace(file, scope, "Guardrail", "guardrail"));
            }
            else if (name == "transfers.yaml" && scope.Length == 0)
            {
                ReadFile(entry, new FilePlace(file, scope, "Transfers", "transfers"));
            }
            else if (name != "README.md")
            {
                string hint = name == "transfers.yaml"
                    ? "adequacy decisions hold for the whole group: they stand at its root"
                    : "a scope holds `guardrail.yaml` and the folders `recipients`, `contracts`, `agreements`, `tests`";
                Find(FindingCodes.WrongPlace, file, $"file `{name}` is not expected here", hint);
            }
        }
    }

    private void ReadFolder(DirectoryInfo directory, string scope, string name, string path)
    {
        if (path == PolicySchemas.Folder)
        {
            return; // for editors; the gateway reads nothing there, and the folder's hash does not hold it
        }

        if (Kinds.TryGetValue(name, out string? kind))
        {
            ReadKind(directory, scope, path, kind);
        }
        else if (Values.Id(name).IsValue(out _))
        {
            ReadScope(directory, path);
        }
        else
        {
            Find(FindingCodes.WrongPlace, path, $"folder `{name}` is no scope", "a scope's name has a-z, 0-9 and -, a letter first");
        }
    }

    private void ReadKind(DirectoryInfo directory, string scope, string path, string kind)
    {
        foreach (var (name, file, entry) in Entries(directory, path).Where(entry => entry.Name != "README.md"))
        {
            if (entry is DirectoryInfo || !name.EndsWith(".yaml", StringComparison.Ordinal))
            {
                string hint = $"folder `{Path.GetFileName(path)}` holds files that end in `.yaml`";
                Find(FindingCodes.WrongPlace, file, $"`{name}` is not expected here", hint);
            }
            else
            {
                ReadFile(entry, new FilePlace(file, scope, kind, Path.GetFileNameWithoutExtension(name)));
            }
        }
    }

    // Name and path are those of the folder; the entry is what a link leads to.
    private IEnumerable<(string Name, string Path, FileSystemInfo Entry)> Entries(DirectoryInfo directory, string path)
    {
        foreach (var entry in _disk.EntriesOf(directory, path))
        {
            string below = path.Length == 0 ? entry.Name : path + "/" + entry.Name;
            if (_disk.Follow(entry, directory, below) is { } followed)
            {
                yield return (entry.Name, below, followed);
            }
        }
    }

    private void ReadFile(FileSystemInfo entry, FilePlace place)
    {
        try
        {
            if (_disk.ReadBytes(entry, place.File) is { } content)
            {
                _files.Add(SourceFile.Of(place, content, _findings));
                _contents.Add((place.File, content));
                return;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Find(FindingCodes.Unreadable, place.File, "the file cannot be read", "check that the gateway's account may read it");
        }

        _files.Add(new SourceFile(place, Text: null));
    }

    private void Find(string code, string file, string text, string? hint) => new FileFindings(file, _findings).Add(code, Mark.Start, text, hint);
}
