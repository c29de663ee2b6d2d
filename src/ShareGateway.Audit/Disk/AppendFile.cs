using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ShareGateway.Audit.Disk;

/// <summary>A file of the real disk, written past the stream buffers so that a returned call has reached the operating system.</summary>
internal sealed class AppendFile : IAuditFile
{
    private readonly SafeFileHandle _handle;
    private long _started; // bytes that were told to be written

    public AppendFile(string path)
    {
        _handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        _started = Length = RandomAccess.GetLength(_handle);
    }

    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, Length);
        Length += bytes.Length;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_handle, bytes, offset);

    public void Rewrite(long offset)
    {
        byte[] bytes = new byte[1 << 16];
        for (int read; (read = RandomAccess.Read(_handle, bytes, offset)) > 0; offset += read)
        {
            RandomAccess.Write(_handle, bytes.AsSpan(0, read), offset);
        }
    }

    public void Truncate(long length)
    {
        RandomAccess.SetLength(_handle, length);
        Length = length;
    }

    public void StartSync()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Native.SyncRange(_handle, _started, Length - _started, Native.StartWriting); // an error is the next sync's to tell
            _started = Length;
        }
    }

    public void Sync()
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(_handle);
            return;
        }

        // fdatasync: the bytes and the length. fsync would also wait for the time of the last change, which nobody reads.
        if (Native.SyncData(_handle) != 0)
        {
            throw new IOException($"the log's file cannot be brought to the disk: error {Marshal.GetLastPInvokeError()}");
        }
    }

    public void Dispose() => _handle.Dispose();

    private static class Native
    {
        [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int SyncData(SafeFileHandle file);

        public const uint StartWriting = 2; // SYNC_FILE_RANGE_WRITE

        [DllImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int SyncRange(SafeFileHandle file, long offset, long bytes, uint flags);
    }
}
