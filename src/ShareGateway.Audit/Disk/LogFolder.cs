using System.Text;

namespace ShareGateway.Audit.Disk;

/// <summary>A log's folder on a disk.</summary>
internal sealed class LogFolder(IAuditDisk disk, string folder)
{
    private const int MaxSmallFile = 4096;

    public string Path { get; } = folder;

    public IAuditDisk Disk { get; } = disk;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public IReadOnlyList<string> List() => Disk.List(Path);

    public void Sync() => Disk.SyncFolder(Path);

    public Stream OpenRead(string name) => Disk.OpenRead(PathOf(name));

    public IAuditFile OpenAppend(string name) => Disk.OpenAppend(PathOf(name));

    /// <summary>Reads a small text. A longer file is cut, which no reader of these texts accepts.</summary>
    public string ReadText(string name)
    {
        using var stream = OpenRead(name);
        byte[] bytes = new byte[MaxSmallFile + 1];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <summary>Puts a text in the place of a file in one step: whoever reads sees the old or the new one, also after a crash.</summary>
    public void ReplaceText(string name, string nameBeforeRename, string text)
    {
        using (var file = OpenAppend(nameBeforeRename))
        {
            file.Truncate(0);
            file.Append(Encoding.UTF8.GetBytes(text));
            file.Sync();
        }

        Disk.Replace(PathOf(nameBeforeRename), PathOf(name));
        Sync();
    }
}
