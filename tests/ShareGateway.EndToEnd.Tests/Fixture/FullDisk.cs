using ShareGateway.Audit.Disk;

namespace ShareGateway.EndToEnd.Tests.Fixture;

/// <summary>The machine's disk until it is full.</summary>
internal sealed class FullDisk : IAuditDisk
{
    private readonly FileDisk _disk = new();

    public bool IsFull { get; set; }

    /// <summary>True when the machine says that nothing is free, though writes still succeed.</summary>
    public bool IsLow { get; set; }

    public void CreateFolder(string folder) => _disk.CreateFolder(folder);

    public IReadOnlyList<string> List(string folder) => _disk.List(folder);

    public IDisposable Lock(string path) => _disk.Lock(path);

    public Stream OpenRead(string path) => _disk.OpenRead(path);

    public IAuditFile OpenAppend(string path) => new FullFile(this, _disk.OpenAppend(path));

    public void Replace(string source, string destination) => _disk.Replace(source, destination);

    public void Delete(string path) => _disk.Delete(path);

    public long FreeBytes(string folder) => IsLow ? 0 : _disk.FreeBytes(folder);

    public void SyncFolder(string folder) => _disk.SyncFolder(folder);

    private sealed class FullFile(FullDisk disk, IAuditFile file) : IAuditFile
    {
        public long Length => file.Length;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            if (disk.IsFull)
            {
                throw new IOException("No space left on device");
            }

            file.Append(bytes);
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes) => file.Write(offset, bytes); // its blocks are there already

        public void Rewrite(long offset) => file.Rewrite(offset);

        public void Truncate(long length) => file.Truncate(length);

        public void StartSync() => file.StartSync();

        public void Sync() => file.Sync();

        public void Dispose() => file.Dispose();
    }
}
