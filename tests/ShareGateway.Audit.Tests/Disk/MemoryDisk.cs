using System.Runtime.InteropServices;
using ShareGateway.Audit.Disk;

namespace ShareGateway.Audit.Tests.Disk;

/// <summary>
/// A disk that knows what a power cut would leave: bytes count from their sync on, names from the sync of their folder on. Can fail
/// any one call, hold any call, and tell in which order calls came.
/// </summary>
internal sealed class MemoryDisk : IAuditDisk
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Content> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Content> _durableNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _locked = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The call that fails, counted from 1; 0 fails none.</summary>
    public int FailAt { get; init; }

    /// <summary>Fails every call with this text in its name, from when it is set.</summary>
    public string? FailOn { get; set; }

    /// <summary>A disk that answers the sync of files with this text in their names and does nothing: the mutation that a test must notice.</summary>
    public string? LosesSyncOf { get; init; }

    public Action<string>? OnCall { get; set; }

    public List<string> Calls { get; } = [];

    public bool HasFailed { get; private set; }

    public void CreateFolder(string folder) => Call("folder");

    public IReadOnlyList<string> List(string folder)
    {
        Call("list");
        lock (_gate)
        {
            return [.. _names.Keys.Order(StringComparer.Ordinal)];
        }
    }

    public IDisposable Lock(string path)
    {
        Call("lock");
        lock (_gate)
        {
            return _locked.Add(path) ? new Released(() => _locked.Remove(path)) : throw new IOException("in use");
        }
    }

    public Stream OpenRead(string path)
    {
        Call("read " + NameOf(path));
        lock (_gate)
        {
            return _names.TryGetValue(NameOf(path), out var content)
                ? new MemoryStream([.. content.Bytes], writable: false)
                : throw new FileNotFoundException("no such file");
        }
    }

    public IAuditFile OpenAppend(string path)
    {
        Call("open " + NameOf(path));
        lock (_gate)
        {
            if (!_names.TryGetValue(NameOf(path), out var content))
            {
                _names.Add(NameOf(path), content = new Content());
            }

            return new OpenFile(this, NameOf(path), content);
        }
    }

    public void Replace(string source, string destination)
    {
        Call("replace " + NameOf(destination));
        lock (_gate)
        {
            _names.Remove(NameOf(source), out var content);
            _names[NameOf(destination)] = content!;
        }
    }

    public long Free { get; set; } = 1L << 40;

    public long FreeBytes(string folder)
    {
        Call("free");
        return Free;
    }

    public void Delete(string path)
    {
        Call("delete " + NameOf(path));
        lock (_gate)
        {
            _names.Remove(NameOf(path));
        }
    }

    public void SyncFolder(string folder)
    {
        Call("sync folder");
        lock (_gate)
        {
            _durableNames.Clear();
            foreach (var (name, content) in _names)
            {
                _durableNames.Add(name, content);
            }
        }
    }

    /// <summary>What a power cut leaves.</summary>
    public MemoryDisk AfterPowerCut() => Copy(_durableNames, content => content.Durable);

    /// <summary>What a power cut may leave: of what was not synced, any sectors, and any length in between.</summary>
    public MemoryDisk AfterTornPowerCut(Random random) => Copy(_durableNames, content => Torn(content, random));

    /// <summary>What kill -9 leaves: all that was written.</summary>
    public MemoryDisk AfterKill() => Copy(_names, content => [.. content.Bytes]);

    /// <summary>The same files on a disk of which one call will fail.</summary>
    public MemoryDisk WithFailureAt(int call) => Copy(_names, content => [.. content.Bytes], call);

    public byte[] Read(string name)
    {
        lock (_gate)
        {
            return [.. _names[name].Bytes];
        }
    }

    public bool Has(string name)
    {
        lock (_gate)
        {
            return _names.ContainsKey(name);
        }
    }

    public void Put(string name, byte[] bytes)
    {
        lock (_gate)
        {
            _names[name] = _durableNames[name] = new Content { Bytes = [.. bytes], Durable = bytes };
        }
    }

    public void Remove(string name)
    {
        lock (_gate)
        {
            _names.Remove(name);
            _durableNames.Remove(name);
        }
    }

    public void SaveTo(string folder)
    {
        lock (_gate)
        {
            foreach (var (name, content) in _names)
            {
                File.WriteAllBytes(Path.Combine(folder, name), [.. content.Bytes]);
            }
        }
    }

    private static byte[] Torn(Content content, Random random)
    {
        const int Sector = 512;
        byte[] written = [.. content.Bytes];
        byte[] torn = new byte[random.Next(3) switch { 0 => content.Durable.Length, 1 => written.Length, _ => Between(content.Durable.Length, written.Length, random) }];
        for (int at = 0; at < torn.Length; at += Sector)
        {
            byte[] source = random.Next(2) == 0 ? content.Durable : written;
            int length = Math.Clamp(source.Length - at, 0, Math.Min(Sector, torn.Length - at));
            source.AsSpan(Math.Min(at, source.Length), length).CopyTo(torn.AsSpan(at));
        }

        return torn;
    }

    private static int Between(int one, int other, Random random) => random.Next(Math.Min(one, other), Math.Max(one, other) + 1);

    private static string NameOf(string path) => Path.GetFileName(path);

    private MemoryDisk Copy(Dictionary<string, Content> names, Func<Content, byte[]> bytes, int failAt = 0)
    {
        var copy = new MemoryDisk { FailAt = failAt };
        lock (_gate)
        {
            foreach (var (name, content) in names)
            {
                copy.Put(name, [.. bytes(content)]);
            }
        }

        return copy;
    }

    private void Call(string name)
    {
        bool fails;
        lock (_gate)
        {
            Calls.Add(name);
            fails = ++_count == FailAt || (FailOn is { } text && name.Contains(text, StringComparison.Ordinal));
            HasFailed |= fails;
        }

        OnCall?.Invoke(name);
        if (fails)
        {
            throw new IOException("no space left on device");
        }
    }

    private sealed class Content
    {
        public List<byte> Bytes { get; set; } = [];

        public byte[] Durable { get; set; } = [];

        /// <summary>Up to here a failed sync has dropped what was not durable before.</summary>
        public int Dropped { get; set; }

        /// <summary>Places written over since the last sync.</summary>
        public HashSet<int> WrittenAt { get; } = [];

        /// <summary>Those of them that a failed sync has dropped, until they are written again.</summary>
        public HashSet<int> DroppedAt { get; } = [];

        public void Flush()
        {
            byte[] flushed = [.. Bytes];
            if (Dropped > Durable.Length)
            {
                flushed.AsSpan(Durable.Length, Math.Min(Dropped, flushed.Length) - Durable.Length).Clear();
            }

            foreach (int at in DroppedAt.Where(at => at < flushed.Length))
            {
                flushed[at] = at < Durable.Length ? Durable[at] : (byte)0;
            }

            WrittenAt.Clear();
            Durable = flushed;
        }
    }

    private sealed class Released(Action release) : IDisposable
    {
        public void Dispose() => release();
    }

    private sealed class OpenFile(MemoryDisk disk, string name, Content content) : IAuditFile
    {
        public long Length => content.Bytes.Count;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            try
            {
                disk.Call("append " + name);
            }
            catch (IOException)
            {
                // A full disk takes what still fits.
                content.Bytes.AddRange(bytes[..(bytes.Length / 2)]);
                throw;
            }

            lock (disk._gate)
            {
                content.Bytes.AddRange(bytes);
            }
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            Assert.True(offset + bytes.Length <= content.Bytes.Count, "writing over must not lengthen a file");
            bool fails = false;
            try
            {
                disk.Call("write " + name);
            }
            catch (IOException)
            {
                fails = true;
            }

            var written = bytes[..(fails ? bytes.Length / 2 : bytes.Length)];
            lock (disk._gate)
            {
                written.CopyTo(CollectionsMarshal.AsSpan(content.Bytes)[(int)offset..]);
                content.WrittenAt.UnionWith(Enumerable.Range((int)offset, written.Length));
                content.DroppedAt.ExceptWith(Enumerable.Range((int)offset, written.Length));
            }

            if (fails)
            {
                throw new IOException("input/output error");
            }
        }

        public void Rewrite(long offset)
        {
            disk.Call("rewrite " + name);
            content.Dropped = Math.Min(content.Dropped, (int)offset);
        }

        public void Truncate(long length)
        {
            disk.Call("truncate " + name);
            content.Bytes.RemoveRange((int)length, content.Bytes.Count - (int)length);
        }

        public void StartSync()
        {
        }

        public void Sync()
        {
            try
            {
                disk.Call("sync " + name);
            }
            catch (IOException)
            {
                // As Linux does: the pages are dropped and called clean, and a later sync succeeds without them.
                content.Dropped = content.Bytes.Count;
                content.DroppedAt.UnionWith(content.WrittenAt);
                throw;
            }

            lock (disk._gate)
            {
                if (disk.LosesSyncOf is not { } lost || !name.Contains(lost, StringComparison.Ordinal))
                {
                    content.Flush();
                }
            }
        }

        public void Dispose()
        {
        }
    }
}
