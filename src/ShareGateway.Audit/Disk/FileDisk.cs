using System.Runtime.InteropServices;
using System.Text;

namespace ShareGateway.Audit.Disk;

/// <summary>The real disk.</summary>
public sealed class FileDisk : IAuditDisk
{
    private const int ReadBufferBytes = 1 << 16;

    /// <inheritdoc/>
    public void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            // The side files are about people: for the gateway's account alone until an operator opens the folder to an auditor.
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder)
    {
        string[] names = [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))];
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    /// <inheritdoc/>
    /// <remarks>flock on Linux: it goes with the process, so a crash leaves no stale lock. Not to be trusted on network file systems.</remarks>
    public IDisposable Lock(string path) => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <inheritdoc/>
    public Stream OpenRead(string path) =>
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, ReadBufferBytes);

    /// <inheritdoc/>
    public IAuditFile OpenAppend(string path) => new AppendFile(path);

    /// <inheritdoc/>
    public void Replace(string source, string destination) => File.Move(source, destination, overwrite: true);

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public long FreeBytes(string folder) => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    /// <inheritdoc/>
    public void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // NTFS journals names itself, and a folder cannot be flushed
        }

        int descriptor = Native.Open(Encoding.UTF8.GetBytes(Path.GetFullPath(folder) + '\0'), flags: 0);
        if (descriptor < 0)
        {
            throw new IOException($"the log's folder cannot be opened: error {Marshal.GetLastPInvokeError()}");
        }

        int result = Native.Sync(descriptor);
        int error = Marshal.GetLastPInvokeError();
        _ = Native.Close(descriptor);
        if (result != 0)
        {
            throw new IOException($"the log's folder cannot be brought to the disk: error {error}");
        }
    }

    /// <summary>.NET opens no folder, and without an <c>fsync</c> of the folder a new file may be gone after a power cut.</summary>
    private static class Native
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open(byte[] path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Sync(int descriptor);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Close(int descriptor);
    }
}
