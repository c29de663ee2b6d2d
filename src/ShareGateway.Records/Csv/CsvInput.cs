using ShareGateway.Privacy.Transforms;
using ShareGateway.Records.Programs;
using ShareGateway.Records.Reading;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records.Csv;

/// <summary>
/// Records as rows under a header. A line ends at LF or CRLF outside quotes; the last may lack its end. Dotted column names are places in an
/// object, as in every <see cref="FieldPath"/>.
/// </summary>
internal sealed class CsvInput(RecordProgram program, RecordPass pass, RewriteOptions options) : RecordInput
{
    private readonly CsvRow _cells = new();
    private readonly PlainRow _plain = new();
    private readonly ProgramNode? _lead = program.Lead is { } lead ? program.Tree.Leaves.First(leaf => leaf.Subject == lead) : null;
    private CsvHeader? _header;
    private CsvLane? _lane; // when the answer is rows in the same order, and no transform asks whose record it is
    private bool _isPlain; // the row found last was taken apart on the way
    private int _searched; // bytes at the head of the unread ones in which no row ends
    private bool _isInQuotes; // at the end of those bytes

    public override InputStep Next(ReadOnlySpan<byte> unread, long offsetBytes, bool isLast, bool passesOver)
    {
        var step = NextRecord(unread, offsetBytes, isLast);
        if (step.Kind is InputKind.Record && !passesOver)
        {
            pass.Begin();
            Read(unread.Slice(step.Start, step.Length), offsetBytes + step.Start);
        }

        return step;
    }

    /// <summary>Leads a cell through the program.</summary>
    /// <param name="text">Quotes undone.</param>
    /// <param name="hasValue">False for a cell that is empty without quotes.</param>
    /// <param name="leaf">Its place.</param>
    public void ReadCell(ReadOnlySpan<byte> text, bool hasValue, ProgramNode leaf)
    {
        if (!hasValue)
        {
            pass.Leaf(leaf, CellKind.Null, []);
            return;
        }

        if (leaf.CopiesText)
        {
            pass.Sink.Leaf(leaf, CellKind.Text, text);
            return;
        }

        var kind = KindOf(leaf, text);
        pass.Leaf(leaf, kind, kind is CellKind.Text or CellKind.Number ? text : []);
    }

    private static void Check(RecordFault fault, long offsetBytes)
    {
        if (fault is not RecordFault.None)
        {
            throw new RecordException(fault, offsetBytes);
        }
    }

    // CSV has no types: a cell is what its field should be, and the type check that follows refuses it if it is not.
    private static CellKind KindOf(ProgramNode leaf, ReadOnlySpan<byte> text) => leaf.Field?.Type switch
    {
        FieldType.Integer or FieldType.Number => CellKind.Number,
        FieldType.Boolean when text.SequenceEqual("true"u8) => CellKind.True,
        FieldType.Boolean when text.SequenceEqual("false"u8) => CellKind.False,
        _ => CellKind.Text,
    };

    private InputStep NextRecord(ReadOnlySpan<byte> unread, long offsetBytes, bool isLast)
    {
        var row = NextRow(unread, offsetBytes, isLast);
        if (_header is not null || row.Kind is InputKind.NeedMore)
        {
            return row;
        }

        ReadHeader(row, unread.Slice(row.Start, row.Length), offsetBytes);
        var first = NextRow(unread[row.Consumed..], offsetBytes + row.Consumed, isLast);
        return first with { Start = first.Start + row.Consumed, Consumed = first.Consumed + row.Consumed };
    }

    private void Read(ReadOnlySpan<byte> record, long offsetBytes)
    {
        if (_isPlain && _lane is not null)
        {
            Check(_plain.IsUnicode(record) ? RecordFault.None : RecordFault.NotUnicode, offsetBytes);
            Check(_plain.Count == _header!.Columns ? RecordFault.None : RecordFault.RaggedRow, offsetBytes);
            _lane.Take(record, _plain, this);
            return;
        }

        Check(_cells.Parse(record), offsetBytes);
        Check(_cells.Count == _header!.Columns ? RecordFault.None : RecordFault.RaggedRow, offsetBytes);
        if (_lead is not null && _header.ColumnOf(_lead) is >= 0 and int column && _cells.HasValue(column))
        {
            pass.SetLead(_cells.Text(column, record));
        }

        ReadObject(record, pass.Root);
    }

    private void ReadHeader(InputStep row, ReadOnlySpan<byte> bytes, long offsetBytes)
    {
        Check(row.Kind is InputKind.End ? RecordFault.Truncated : RecordFault.None, offsetBytes);
        Check(_cells.Parse(bytes), offsetBytes);
        Check(CsvHeader.Read(_cells, bytes, program.Tree, pass.Unknown, out _header), offsetBytes);
        _lane = _lead is null && pass.Sink is CsvSink { IsOrdered: true } sink ? CsvLane.Build(program.Tree.Root, _header, sink) : null;
    }

    private void ReadObject(ReadOnlySpan<byte> row, ProgramNode node)
    {
        int mark = node.Delivers ? pass.Sink.Open(node) : 0;
        foreach (var child in node.Children)
        {
            if (child.Shape is NodeShape.Object)
            {
                ReadObject(row, child);
            }
            else if (_header!.ColumnOf(child) is >= 0 and int column)
            {
                ReadCell(_cells.Text(column, row), _cells.HasValue(column), child);
            }
        }

        if (node.Delivers)
        {
            pass.Sink.Close(node, mark);
        }
    }

    private InputStep NextRow(ReadOnlySpan<byte> unread, long offsetBytes, bool isLast)
    {
        // Once only: a row that comes in drops must not be looked at from its start each time.
        int plain = _searched == 0 ? _plain.TryTake(unread) : 0;
        _isPlain = plain > 0;
        if (_isPlain)
        {
            Check(_plain.Length > options.MaxRecordBytes ? RecordFault.TooLarge : RecordFault.None, offsetBytes);
            return InputStep.Record(0, _plain.Length, plain);
        }

        int end = FindRowEnd(unread);
        int length = end < 0 ? unread.Length : end;
        int slack = end < 0 ? 1 : 0; // the CR of a line end that is not all there yet
        length -= end > 0 && unread[end - 1] == '\r' ? 1 : 0;
        Check(length - slack > options.MaxRecordBytes ? RecordFault.TooLarge : RecordFault.None, offsetBytes);
        if (end < 0 && !isLast)
        {
            return InputStep.NeedMore(0);
        }

        Check(_isInQuotes ? RecordFault.Truncated : RecordFault.None, offsetBytes + unread.Length);
        _searched = 0;
        return end < 0 && length == 0 ? InputStep.End(0) : InputStep.Record(0, length, end < 0 ? length : end + 1);
    }

    private int FindRowEnd(ReadOnlySpan<byte> unread)
    {
        while (_searched < unread.Length)
        {
            int next = unread[_searched..].IndexOfAny((byte)'"', (byte)'\n');
            int at = next < 0 ? unread.Length : _searched + next;
            _searched = Math.Min(at + 1, unread.Length);
            if (next >= 0 && unread[at] == '"')
            {
                _isInQuotes = !_isInQuotes;
            }
            else if (next >= 0 && !_isInQuotes)
            {
                return at;
            }
        }

        return -1;
    }
}
