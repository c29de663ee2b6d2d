using System.Runtime.InteropServices;

namespace ShareGateway.Records.Rewriting;

/// <summary>
/// Judges records that have been read, some at a time, and cuts out of the output those that may not leave. Asking about many at once hides
/// what each look-up waits for, and lets keyed hashes be made side by side.
/// </summary>
internal sealed class Settlement(RecordPass pass, RecordSink sink, OutputBuffer output, PersonGate gate, long? maxDelivered)
{
    /// <summary>So many records wait at most: their output stays in the nearest cache.</summary>
    public const int MaxWaiting = 64;

    private readonly bool[] _admitted = new bool[MaxWaiting];
    private Waiting[] _waiting = new Waiting[4];
    private int _count;
    private bool _isBodyEmpty = sink.IsBodyEmpty;
    private long _delivered;
    private long _withheldByGate;
    private long _withheldByRule;
    private long _withheldUnreadable;
    private long _cellsNulled;
    private (long Delivered, long CellsNulled) _released;

    /// <summary>What became of the records since the start.</summary>
    public RecordCounts Counts => new(_delivered, _withheldByGate, _withheldByRule, _withheldUnreadable, _cellsNulled);

    /// <summary>How many records stand in the chunk.</summary>
    public int ChunkRecords { get; private set; }

    /// <summary>Number of the first record that may leave and goes beyond the most; null as long as none was met.</summary>
    public long? Next { get; private set; }

    /// <summary>Takes the record that was just read.</summary>
    /// <param name="record">Its number in the body.</param>
    /// <param name="offsetBytes">Where it starts there.</param>
    /// <exception cref="RecordException">A record that would leave is unfit.</exception>
    public void Take(long record, long offsetBytes)
    {
        if (pass.IsWithheld(out var why))
        {
            sink.Rollback();
            Count(why);
            return;
        }

        pass.Keep();
        if (_count == _waiting.Length)
        {
            Array.Resize(ref _waiting, MaxWaiting); // a page of one record needs no more than the first few
        }

        var verdict = pass.IfAdmitted;
        _waiting[_count++] = new(sink.RecordStart, output.Length, verdict, pass.CellsNulled, record, offsetBytes);
        if (verdict is Verdict.Unfit || _count >= Room())
        {
            Settle(); // nothing behind a record that may fail the body is read before that is known
        }
    }

    /// <summary>Judges all that wait. The output then holds none but records that leave.</summary>
    /// <exception cref="RecordException">A record that would leave is unfit.</exception>
    public void Settle()
    {
        if (_count == 0)
        {
            return;
        }

        var waiting = _waiting.AsSpan(0, _count);
        _count = 0;
        var admitted = _admitted.AsSpan(0, waiting.Length);
        admitted.Clear();
        gate.Foresee(pass.People);
        pass.CompleteDeferred(output.Bytes); // while the memory that the gate asked for is on its way
        gate.Judge(pass.People, admitted);
        int end = waiting[0].Start;
        for (int i = 0; i < waiting.Length; i++)
        {
            end = Settle(waiting[i], admitted[i] ? waiting[i].IfAdmitted : Verdict.ByGate, i, end);
        }

        output.Truncate(end);
        sink.IsBodyEmpty = _isBodyEmpty;
        pass.People.Clear();
    }

    /// <summary>The chunk goes out: what stands in it counts for good.</summary>
    public void Release() => _released = (_delivered, _cellsNulled);

    /// <summary>Begins a chunk.</summary>
    public void Clear()
    {
        output.Truncate(0);
        ChunkRecords = 0;
    }

    /// <summary>What was not handed out never will be: it is not counted as delivered, and whoever waits is forgotten.</summary>
    public void Abandon()
    {
        (_delivered, _cellsNulled) = _released;
        _count = 0;
        pass.Release();
        Clear();
    }

    /// <summary>How many may wait: never more than may be delivered yet, so that nothing is read that belongs to another page.</summary>
    private long Room() => maxDelivered is { } most ? Math.Clamp(most - _delivered, 1, MaxWaiting) : MaxWaiting;

    /// <returns>Where the output ends with this record.</returns>
    private int Settle(in Waiting record, Verdict verdict, int index, int end)
    {
        if (verdict is not (Verdict.Admitted or Verdict.Unfit))
        {
            Count(verdict);
            return end;
        }

        if (_delivered == maxDelivered)
        {
            Next = record.Record;
            return end;
        }

        if (verdict is Verdict.Unfit)
        {
            throw new RecordException(RecordFault.FieldUnfit, record.OffsetBytes);
        }

        gate.Committed(pass.People[index]);
        _delivered++;
        _cellsNulled += record.CellsNulled;
        ChunkRecords++;
        int start = record.Start + (_isBodyEmpty && index > 0 ? sink.PartingBytes : 0); // those it was parted from do not leave
        _isBodyEmpty = false;
        return output.Move(start, record.End - start, end);
    }

    private void Count(Verdict verdict)
    {
        switch (verdict)
        {
            case Verdict.ByGate: _withheldByGate++; break;
            case Verdict.ByRule: _withheldByRule++; break;
            default: _withheldUnreadable++; break;
        }
    }

    /// <param name="Start">In the output.</param>
    /// <param name="End">In the output.</param>
    /// <param name="IfAdmitted">What becomes of it if the gate lets it pass.</param>
    /// <param name="CellsNulled">Values in it that failed.</param>
    /// <param name="Record">Its number in the body.</param>
    /// <param name="OffsetBytes">Where it starts in the body.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Waiting(int Start, int End, Verdict IfAdmitted, int CellsNulled, long Record, long OffsetBytes);
}
