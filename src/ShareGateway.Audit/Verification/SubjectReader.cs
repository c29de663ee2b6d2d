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

        return Reaches(view) ? SubjectRecord.SubjectsOf(_records!.Bytes) : null;
    }

    /// <summary>
    /// The record behind an entry: empty for an entry that names nobody, and when the whole file is erased; null when the file does not
    /// hold the record that the entry commits to.
    /// </summary>
    public byte[]? RecordOf(AuditEntryView view)
    {
        if (view.Entry is not DisclosureEntry || _records is null)
        {
            return [];
        }

        return Reaches(view) ? _records.Bytes.ToArray() : null;
    }

    public void Dispose() => _stream?.Dispose();

    /// <summary>True when the file stands at the record of this entry now, and the entry commits to it.</summary>
    private bool Reaches(AuditEntryView view)
    {
        while (_has && _records!.Index < view.Index)
        {
            _has = _records.Next();
        }

        return _has && _records!.Index == view.Index && SubjectRecord.TryCommit(_records.Bytes, out var found) && found == view.Subjects;
    }
}
