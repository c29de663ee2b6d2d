using ShareGateway.Policy.Loading.Yaml;

namespace ShareGateway.Policy.Loading;

/// <summary>
/// Reads what lies below one folder and nothing else, within fixed bounds: whatever the folder holds, reading it ends, in little memory.
/// What cannot be read is a finding.
/// </summary>
internal sealed class PolicyDisk
{
    public const int MaxFileBytes = 1 << 20;
    public const int MaxEntries = 20_000; // files and folders; links that fan out are counted as often as they are met
    public const int MaxTotalBytes = 64 << 20;
    public const int MaxDepth = 16; // folders in folders

    private readonly ICollection<Finding> _findings;
    private int _entries;
    private long _bytes;
    private bool _isFull;

    private PolicyDisk(string root, ICollection<Finding> findings) => (Root, _findings) = (new DirectoryInfo(root), findings);

    /// <summary>The folder, without links.</summary>
    public DirectoryInfo Root { get; }

    /// <summary>Opens a folder. Null when it cannot be told where it lies, and then there is a finding.</summary>
    /// <remarks>
    /// A Kubernetes volume swaps all its files at once by turning the link <c>..data</c>. It is followed here, once, so that a swap during
    /// the reading cannot mix two versions.
    /// </remarks>
    public static PolicyDisk? Open(string directory, ICollection<Finding> findings)
    {
        try
        {
            if (RealPath.Of(Path.GetFullPath(directory)) is not { } root)
            {
                Find(findings, FindingCodes.Unreadable, ".", "the folder is a link that goes round in a circle", "name the folder itself");
                return null;
            }

            string data = Path.Combine(root, "..data");
            return new FileInfo(data).LinkTarget is null ? new PolicyDisk(root, findings) : OpenVolume(root, data, findings);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Find(findings, FindingCodes.Unreadable, ".", "the folder cannot be read", "check that the gateway's account may read it");
            return null;
        }
    }

    /// <summary>What a folder holds, by name in ordinal order; empty when it cannot be read, and then there is a finding.</summary>
    /// <param name="directory">A folder below <see cref="Root"/>, or that.</param>
    /// <param name="path">What findings call it.</param>
    public IReadOnlyList<FileSystemInfo> EntriesOf(DirectoryInfo directory, string path)
    {
        if (path.Count(c => c == '/') >= MaxDepth)
        {
            Find(_findings, FindingCodes.TooMuch, path, $"folders lie more than {MaxDepth} deep", null);
            return [];
        }

        try
        {
            var entries = directory.EnumerateFileSystemInfos().TakeWhile(_ => Counts()).ToList();
            return [.. entries.OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string hint = "check that it exists and that the gateway's account may read it";
            Find(_findings, FindingCodes.Unreadable, path.Length == 0 ? "." : path, "the folder cannot be read", hint);
            return [];
        }
    }

    /// <summary>The entry, or what it leads to when it is a link. Null when that may not be read, and then there is a finding.</summary>
    /// <param name="entry">An entry of a folder that this gave.</param>
    /// <param name="holder">The folder that holds it.</param>
    /// <param name="path">What findings call it.</param>
    public FileSystemInfo? Follow(FileSystemInfo entry, DirectoryInfo holder, string path)
    {
        try
        {
            if (entry.LinkTarget is null && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                return entry;
            }

            string? real = RealPath.Of(entry.FullName);
            if (ProblemOf(real, holder) is not { } problem)
            {
                return Directory.Exists(real) ? new DirectoryInfo(real!) : new FileInfo(real!);
            }

            Find(_findings, FindingCodes.Unreadable, path, problem, "put the file itself here");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Find(_findings, FindingCodes.Unreadable, path, "the link cannot be followed", "put the file itself here");
        }

        return null;
    }

    /// <summary>A file's bytes; null when there are too many, and then there is a finding.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    /// <exception cref="UnauthorizedAccessException">The account may not read it.</exception>
    public byte[]? ReadBytes(FileSystemInfo file, string path)
    {
        if (new FileInfo(file.FullName).Length == 0)
        {
            return []; // a pipe or a device has no length either, and to open one may wait for ever
        }

        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read);
        byte[]? content = stream.Length > MaxFileBytes ? null : ReadBytes(stream);
        if (content is null)
        {
            Find(_findings, FindingCodes.Unreadable, path, "the file is larger than 1 MiB", null);
            return null;
        }

        _bytes += content.Length;
        if (_bytes > MaxTotalBytes)
        {
            Fill($"the files hold more than {MaxTotalBytes >> 20} MiB together");
            return null;
        }

        return content;
    }

    // Reads one byte too many at most: the size that the disk tells may change meanwhile.
    private static byte[]? ReadBytes(FileStream stream)
    {
        byte[] buffer = new byte[(int)stream.Length + 1];
        int read = 0;
        while (stream.Read(buffer, read, buffer.Length - read) is var count and > 0)
        {
            read += count;
            if (read == buffer.Length)
            {
                if (read > MaxFileBytes)
                {
                    return null;
                }

                Array.Resize(ref buffer, MaxFileBytes + 1);
            }
        }

        return buffer[..read];
    }

    private static PolicyDisk? OpenVolume(string root, string data, ICollection<Finding> findings)
    {
        if (RealPath.Of(data) is { } version && version != root && RealPath.IsWithin(version, root))
        {
            return new PolicyDisk(version, findings);
        }

        Find(findings, FindingCodes.Unreadable, "..data", "the link leaves the policy folder", "it names a folder beside it, as Kubernetes makes it");
        return null;
    }

    // A link that leaves the folder would bring in files that lie outside its review.
    private string? ProblemOf(string? real, DirectoryInfo holder) => real switch
    {
        null => "the link goes round in a circle",
        _ when !RealPath.IsWithin(real, Root.FullName) => "the link leaves the policy folder",
        _ when RealPath.IsWithin(holder.FullName, real) => "the link leads back to a folder that holds it",
        _ when !Path.Exists(real) => "the link leads nowhere",
        _ => null,
    };

    private bool Counts()
    {
        if (++_entries > MaxEntries)
        {
            Fill($"more than {MaxEntries} files and folders");
        }

        return !_isFull;
    }

    // One finding, and nothing more is read.
    private void Fill(string text)
    {
        if (!_isFull)
        {
            Find(_findings, FindingCodes.TooMuch, ".", text, "remove what does not belong here");
        }

        _isFull = true;
    }

    private static void Find(ICollection<Finding> findings, string code, string file, string text, string? hint) =>
        new FileFindings(file, findings).Add(code, Mark.Start, text, hint);
}
