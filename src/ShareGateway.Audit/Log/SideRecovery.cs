using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Frames;

namespace ShareGateway.Audit.Log;

/// <summary>Walks the last side file beside its segment at opening, and cuts what belongs to no entry.</summary>
internal sealed class SideRecovery : IDisposable
{
    private readonly LogFolder _folder;
    private readonly string _name;
    private readonly ulong _signed;
    private readonly Stream? _stream;
    private readonly FrameReader? _records;
    private bool _isCut;

    /// <param name="folder">The log's folder.</param>
    /// <param name="firstIndex">The segment.</param>
    /// <param name="signed">Entries that are signed: their records must stand.</param>
    public SideRecovery(LogFolder folder, ulong firstIndex, ulong signed)
    {
        (_folder, _name, _signed) = (folder, LogFiles.Subjects(firstIndex), signed);
        try
        {
            _stream = folder.OpenRead(_name);
            _records = new FrameReader(_stream, SubjectRecord.MaxBytes);
        }
        catch (FileNotFoundException)
        {
            // erased, as a whole
        }
    }

    /// <summary>Where the last record ends that belongs to an entry.</summary>
    public long GoodEnd { get; private set; }

    /// <summary>Takes the record of a disclosure, the next in the file.</summary>
    /// <returns>False when the file ends before it, and the entry is not signed: a power cut kept the one and not the other.</returns>
    /// <exception cref="AuditCorruptException">The record of a signed entry is missing, or another stands there.</exception>
    public bool Take(AuditEntryView disclosure)
    {
        if (_records is null)
        {
            return true;
        }

        bool isThere = _records.Next();
        if (!isThere && disclosure.Index >= _signed && !RecordsFollow(disclosure.Index))
        {
            return false;
        }

        if (!isThere || _records.Index != disclosure.Index)
        {
            throw new AuditCorruptException(_name, _records.Offset, $"expected the subjects of entry {disclosure.Index}");
        }

        if (!SubjectRecord.TryCommit(_records.Bytes, out var found) || found != disclosure.Subjects)
        {
            throw new AuditCorruptException(_name, _records.Offset, $"the subjects are not the ones that entry {disclosure.Index} commits to");
        }

        GoodEnd = _records.GoodEnd;
        return true;
    }

    /// <summary>Cuts records whose entries never came to stand.</summary>
    public void CutRest()
    {
        if (_stream is null || _isCut || GoodEnd >= _stream.Length)
        {
            return;
        }

        _isCut = true;
        using IAuditFile file = _folder.OpenAppend(_name);
        file.Truncate(GoodEnd);
        file.Sync();
    }

    public void Dispose() => _stream?.Dispose();

    /// <summary>Sound records behind a broken one mean damage: a batch is written only after the one before it is durable.</summary>
    private bool RecordsFollow(ulong index)
    {
        byte[] rest = new byte[Math.Max(0, _stream!.Length - _records!.Offset - 1)];
        _stream.Position = _stream.Length - rest.Length;
        _stream.ReadExactly(rest);
        return FrameFormat.AnyIn(rest, index, SubjectRecord.MaxBytes);
    }
}
