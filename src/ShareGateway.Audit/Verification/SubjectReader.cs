using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Frames;

namespace ShareGateway.Audit.Verification;

/// <summary>Walks the side file of one segment beside its entries and hands out the people of each disclosure.</summary>
internal sealed class SubjectReader : IDisposable
{
    private readonly FileStream? _stream;
    private readonly FrameReader? _records;
    private bool _has;

    public SubjectReader(string folder, ulong firstIndex)
    {
        string path = Path.Combine(folder, LogFiles.Subjects(firstIndex));
        if (File.Exists(path))
        {
            _stream = LogReading.Open(path);
            _records = new FrameReader(_stream, SubjectRecord.MaxBytes);
            _has = _records.Next();
        }
    }

    /// <summary>The people of an entry; null when the file does not tell them, or tells others than the entry commits to.</summary>
    public IReadOnlyList<SubjectReference>? Of(AuditEntryView view)
    {
        if (view.Entry is not DisclosureEntry)
        {
            return [];
        }

        while (_has && _records!.Index < view.Index)
        {
            _has = _records.Next();
        }

        return _has && _records!.Index == view.Index && SubjectRecord.TryCommit(_records.Bytes, out var found) && found == view.Subjects
            ? SubjectRecord.SubjectsOf(_records.Bytes)
            : null;
    }

    public void Dispose() => _stream?.Dispose();
}
