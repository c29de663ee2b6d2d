namespace ShareGateway.Audit.Disk;

/// <summary>
/// The calls that the log makes to the disk: the seam at which tests let each call fail. Each throws <see cref="IOException"/> or
/// <see cref="UnauthorizedAccessException"/> when the disk fails it.
/// </summary>
public interface IAuditDisk
{
    /// <summary>Makes the folder and those above it, unless they exist.</summary>
    public void CreateFolder(string folder);

    /// <summary>Names of the files in the folder, in ordinal order.</summary>
    public IReadOnlyList<string> List(string folder);

    /// <summary>Takes the file for this process alone until disposed of; fails when another one has it.</summary>
    public IDisposable Lock(string path);

    /// <summary>Opens for reading from the start.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public Stream OpenRead(string path);

    /// <summary>Opens for appending; makes the file when there is none.</summary>
    public IAuditFile OpenAppend(string path);

    /// <summary>Renames, over a file that stands there, in one step.</summary>
    public void Replace(string source, string destination);

    /// <summary>Removes a file; does nothing when there is none.</summary>
    public void Delete(string path);

    /// <summary>Bytes that an unprivileged writer can still store on the disk of a folder.</summary>
    public long FreeBytes(string folder);

    /// <summary>Returns when the folder's names are on the medium: a new or renamed file may be lost in a crash before this.</summary>
    public void SyncFolder(string folder);
}
