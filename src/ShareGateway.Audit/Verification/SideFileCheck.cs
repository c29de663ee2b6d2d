using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Frames;

namespace ShareGateway.Audit.Verification;

/// <summary>Walks the side file of one segment beside its entries and checks each commitment.</summary>
internal sealed class SideFileCheck : IDisposable
{
    private readonly ulong _signed;
    private readonly long _journaled;
    private readonly string _name;
    private readonly FindingBag _findings;
    private readonly FileStream? _stream;
    private readonly FrameReader? _records;
    private bool _broken;

    /// <param name="folder">The log's folder.</param>
    /// <param name="firstIndex">The segment.</param>
    /// <param name="signedEntries">Entries that a checkpoint covers.</param>
    /// <param name="journaled">From which byte of the file on the journal holds the records too.</param>
    /// <param name="findings">Where what is wrong goes.</param>
    public SideFileCheck(string folder, ulong firstIndex, ulong signedEntries, long journaled, FindingBag findings)
    {
        (_name, _findings, _signed, _journaled) = (LogFiles.Subjects(firstIndex), findings, signedEntries, journaled);
        string path = Path.Combine(folder, _name);
        if (File.Exists(path))
        {
            _stream = LogReading.OpenFrames(path);
            _records = new FrameReader(_stream, SubjectRecord.MaxBytes);
        }
    }

    public string Name => _name;

    /// <summary>False when the file was erased: then nothing is checked, and nothing is wrong.</summary>
    public bool IsThere => _records is not null;

    /// <summary>Records whose commitment holds.</summary>
    public long Checked { get; private set; }

    /// <summary>Disclosures whose record could not be looked at, because the file was erased.</summary>
    public long Unchecked { get; private set; }

    /// <summary>True when records at the end are missing whose entries are not signed: a power cut kept the one and not the other.</summary>
    public bool LacksUnsigned { get; private set; }

    /// <summary>True when the journal holds what is missing.</summary>
    public bool IsInJournal { get; private set; }

    /// <summary>Checks the record of a disclosure, which is the next in the file.</summary>
    /// <param name="index">The disclosure's entry.</param>
    /// <param name="count">People, as it says.</param>
    /// <param name="commitment">Its commitment, 32 bytes.</param>
    public void Check(ulong index, int count, ReadOnlySpan<byte> commitment)
    {
        if (_records is null)
        {
            Unchecked++;
            return;
        }

        if (_broken || LacksUnsigned)
        {
            return; // said once; records behind a damaged one cannot be found
        }

        bool isThere = _records.Next();
        bool fits = isThere && _records.Index == index && SubjectRecord.Fits(_records.Bytes, count, commitment);
        if (!fits && index >= _signed && _records.Offset >= _journaled)
        {
            LacksUnsigned = IsInJournal = true;
        }
        else if (!isThere && index >= _signed && _records.Problem.Length == 0)
        {
            LacksUnsigned = true;
        }
        else if (!isThere || _records.Index != index)
        {
            _broken = true;
            string problem = _records.Problem.Length > 0 ? _records.Problem : $"expected the subjects of entry {index}";
            _findings.Add(_name, _records.Offset, problem);
        }
        else if (!fits)
        {
            _findings.Add(_name, _records.Offset, $"the subjects are not the ones that entry {index} commits to");
        }
        else
        {
            Checked++;
        }
    }

    /// <summary>Checks that nothing is left. Behind the last segment a crash, or a gateway at work, leaves records of entries to come.</summary>
    /// <returns>True when such records are there.</returns>
    public bool Finish(bool isLastSegment, ulong nextIndex)
    {
        if (_records is null || _broken || LacksUnsigned)
        {
            return false;
        }

        bool more = _records.Next();
        bool leftOver = more || _records.Problem.Length > 0;
        bool harmless = isLastSegment && (!more || _records.Index >= nextIndex);
        if (leftOver && !harmless)
        {
            _findings.Add(_name, _records.Offset, more ? $"expected no record of entry {_records.Index} here" : _records.Problem);
        }

        return leftOver && harmless;
    }

    public void Dispose() => _stream?.Dispose();
}
