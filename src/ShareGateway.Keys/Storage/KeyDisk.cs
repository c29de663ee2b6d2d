using System.Security.Cryptography;
using ShareGateway.Audit.Disk;

namespace ShareGateway.Keys.Storage;

/// <summary>The calls that change a key folder on the disk, in steps between which a crash may fall: the seam at which tests let each one fail.</summary>
internal class KeyDisk
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly FileDisk _files = new();

    /// <summary>Makes the folder, and those above it, for this account alone.</summary>
    public void CreateFolder(string folder)
    {
        Step("create folder");
        _files.CreateFolder(folder);
    }

    /// <summary>Writes a new file for this account alone; its bytes are on the medium when this returns, its name is not.</summary>
    /// <param name="path">What stands there is replaced.</param>
    /// <param name="bytes">The content.</param>
    public void Write(string path, ReadOnlySpan<byte> bytes)
    {
        Step("write");
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var stream = new FileStream(path, options);
        stream.Write(bytes);
        Step("sync");
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Renames; never over another file.</summary>
    public void Move(string source, string destination)
    {
        Step("move");
        File.Move(source, destination, overwrite: false);
    }

    /// <summary>Overwrites a file's bytes on the medium, then deletes it.</summary>
    public void Shred(string path)
    {
        Step("overwrite");
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            stream.Write(RandomNumberGenerator.GetBytes((int)stream.Length));
            Step("sync");
            stream.Flush(flushToDisk: true);
        }

        Step("delete");
        File.Delete(path);
    }

    /// <summary>Returns when the folder's names are on the medium: a new or renamed file may be lost in a power cut before this, and a deleted one come back.</summary>
    public void SyncFolder(string folder)
    {
        Step("sync folder");
        _files.SyncFolder(folder);
    }

    /// <summary>Called before each step.</summary>
    protected virtual void Step(string what)
    {
    }
}
