using System.Text;
using ShareGateway.Audit.Disk;

namespace ShareGateway.Reports.Register;

/// <summary>The calls that change a register on the disk, in steps between which a crash may fall: the seam at which tests let each one fail.</summary>
internal class RegisterDisk
{
    private readonly FileDisk _files = new();

    /// <summary>Makes the folder, and those above it, for this account alone: the register is about people.</summary>
    public void CreateFolder(string folder)
    {
        Step("create folder");
        _files.CreateFolder(folder);
    }

    /// <summary>Takes the register for this process alone.</summary>
    /// <exception cref="IOException">Another process has it.</exception>
    public IDisposable Lock(string path) => _files.Lock(path);

    /// <summary>Brings a file that another library wrote to the medium.</summary>
    public virtual void Sync(string path)
    {
        Step("sync");
        using var file = _files.OpenAppend(path);
        file.Sync();
    }

    /// <summary>Writes a text into a new file, on the medium when this returns.</summary>
    public virtual void Write(string path, string text)
    {
        Step("write");
        using var file = _files.OpenAppend(path);
        file.Truncate(0);
        file.Append(Encoding.UTF8.GetBytes(text));
        Step("sync");
        file.Sync();
    }

    /// <summary>Renames in one step, over a file that stands there.</summary>
    public void Rename(string source, string destination)
    {
        Step("rename");
        _files.Replace(source, destination);
    }

    /// <summary>Returns when the folder's names are on the medium.</summary>
    public virtual void SyncFolder(string folder)
    {
        Step("sync folder");
        _files.SyncFolder(folder);
    }

    /// <summary>Deletes a file, if it is there.</summary>
    public void Delete(string path)
    {
        Step("delete");
        File.Delete(path);
    }

    /// <summary>Called before each step.</summary>
    protected virtual void Step(string what)
    {
    }
}
