using System.Buffers;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Frames;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Audit.Tiles;

/// <summary>
/// The writer's side of the tile files: one file a level, its tiles back to back. They follow from the entries, so a file that a crash left
/// short or wrong is mended from them at opening; once entries are pruned, the tiles are all that is left of these. Owned by one thread.
/// </summary>
internal sealed class TileFiles(LogFolder folder) : ITileHashes, IDisposable
{
    private readonly List<Level> _levels = [];
    private bool _settled;

    /// <summary>Takes the next hash of a level: before <see cref="Settle"/> it is compared with the file, and from the first difference on replaces it.</summary>
    public void Add(int level, ReadOnlySpan<byte> hash)
    {
        while (_levels.Count <= level)
        {
            _levels.Add(new Level(_settled ? null : OpenStored(_levels.Count)));
        }

        _levels[level].Add(hash);
    }

    /// <summary>Ends the comparing: what a file holds behind the last hash goes with the next <see cref="Flush"/>.</summary>
    public void Settle()
    {
        _settled = true;
        foreach (var level in _levels)
        {
            level.Settle();
        }
    }

    /// <summary>Brings all hashes to the medium. To be called before a checkpoint that covers them is signed.</summary>
    public void Flush()
    {
        bool isNew = false;
        for (int i = 0; i < _levels.Count; i++)
        {
            isNew |= _levels[i].Flush(folder, LogFiles.Tiles(i));
        }

        if (isNew)
        {
            folder.Sync(); // a checkpoint must not stand without the tiles it covers
        }
    }

    public void Dispose()
    {
        foreach (var level in _levels)
        {
            level.Dispose();
        }
    }

    private Stream? OpenStored(int level)
    {
        try
        {
            return folder.OpenRead(LogFiles.Tiles(level));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private sealed class Level(Stream? stored) : IDisposable
    {
        private readonly ArrayBufferWriter<byte> _waiting = new();
        private Stream? _stored = stored;
        private IAuditFile? _file;
        private long _good; // bytes of the file that fit
        private bool _cut = true;

        public void Add(ReadOnlySpan<byte> hash)
        {
            if (_stored is not null && Stands(hash))
            {
                _good += hash.Length;
                return;
            }

            Settle();
            _waiting.Write(hash);
        }

        public void Settle()
        {
            _stored?.Dispose();
            _stored = null;
        }

        /// <summary>True when the file is new to this process, and perhaps to the folder.</summary>
        public bool Flush(LogFolder folder, string name)
        {
            if (_file is not null && _waiting.WrittenCount == 0)
            {
                return false;
            }

            bool isNew = _file is null;
            _file ??= folder.OpenAppend(name);
            if (_cut && _file.Length > _good)
            {
                _file.Truncate(_good);
            }

            _cut = false;
            _file.Append(_waiting.WrittenSpan);
            _file.Sync();
            _waiting.ResetWrittenCount();
            return isNew;
        }

        public void Dispose()
        {
            Settle();
            _file?.Dispose();
        }

        private bool Stands(ReadOnlySpan<byte> hash)
        {
            Span<byte> found = stackalloc byte[TreeHasher.HashBytes];
            return _stored!.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) == found.Length && hash.SequenceEqual(found);
        }
    }
}
