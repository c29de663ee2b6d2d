using Microsoft.Win32.SafeHandles;

namespace ShareGateway.Audit.Disk;

/// <summary>A file of the real disk, written past the stream buffers so that a returned call has reached the operating system.</summary>
internal sealed class AppendFile : IAuditFile
{
    private readonly SafeFileHandle _handle;

    public AppendFile(string path)
    {
        _handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        Length = RandomAccess.GetLength(_handle);
    }

    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, Length);
        Length += bytes.Length;
    }

    public void Truncate(long length)
    {
        RandomAccess.SetLength(_handle, length);
        Length = length;
    }

    public void Sync() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();
}
