using ShareGateway.Records.Json;
using ShareGateway.Records.Reading;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records.Ndjson;

/// <summary>Records as lines, ended by LF or CRLF; empty lines are passed over. The last line may lack its end.</summary>
internal sealed class NdjsonInput(RecordPass pass, RewriteOptions options) : RecordInput
{
    private readonly JsonTrust _trust = new(); // that a line at the head of the unread bytes is all there, and nothing around its object
    private JsonRecordReader _records = pass.Program.Readers.Take(pass, RecordFormat.Ndjson, options.MaxDepth);
    private bool _triesLines;
    private int _searched; // bytes at the head of the unread ones in which no line ends

    public override InputStep Next(ReadOnlySpan<byte> unread, long offsetBytes, bool isLast, bool passesOver)
    {
        if (!passesOver && _searched == 0 && TryTake(unread) is > 0 and int length)
        {
            return InputStep.Record(0, length, length + (unread[length] == '\n' ? 1 : 2));
        }

        var step = NextLine(unread, offsetBytes, isLast);
        if (step.Kind is InputKind.Record && !passesOver)
        {
            pass.Begin();
            _records.Read(unread.Slice(step.Start, step.Length), offsetBytes + step.Start);
        }

        return step;
    }

    /// <summary>Reads a line at once that is all there: nobody looks for its end then, nor need the reading stop short of it.</summary>
    private int TryTake(ReadOnlySpan<byte> unread)
    {
        int length = _records.TryReadUsual(unread, options.MaxRecordBytes, isLine: true);
        if (length > 0)
        {
            return length;
        }

        _triesLines = _triesLines || _trust.Tries();
        return _triesLines && JsonScan.IsAt(unread, 0, '{') ? TryTakeLine(unread) : JsonScan.Stop;
    }

    private int TryTakeLine(ReadOnlySpan<byte> unread)
    {
        pass.Begin();
        int length = _records.TryRead(unread);
        if (length > 0 && length <= options.MaxRecordBytes && JsonRecordReader.EndsLine(unread, length) && !unread[..length].Contains((byte)'\n'))
        {
            _trust.Hit();
            return length;
        }

        pass.Sink.Rollback();
        _triesLines = _trust.Miss();
        return JsonScan.Stop;
    }

    public override void Leave()
    {
        pass.Program.Readers.Keep(_records);
        _records = null!; // it may serve another response already
    }

    private InputStep NextLine(ReadOnlySpan<byte> unread, long offsetBytes, bool isLast)
    {
        int start = 0;
        while (true)
        {
            var rest = unread[start..];
            int end = rest[_searched..].IndexOf((byte)'\n');
            int length = end < 0 ? rest.Length : _searched + end;
            int slack = end < 0 ? 1 : 0; // the CR of a line end that is not all there yet
            var line = rest[..length];
            bool isWhole = end >= 0 || isLast;
            line = isWhole && end >= 0 && line.EndsWith("\r"u8) ? line[..^1] : line;
            if (line.Length - slack > options.MaxRecordBytes)
            {
                throw new RecordException(RecordFault.TooLarge, offsetBytes + start);
            }

            if (!isWhole)
            {
                _searched = length;
                return InputStep.NeedMore(start);
            }

            _searched = 0;
            int next = start + length + (end < 0 ? 0 : 1);
            if (!line.IsEmpty)
            {
                return InputStep.Record(start, line.Length, next);
            }

            if (end < 0)
            {
                return InputStep.End(next);
            }

            start = next;
        }
    }
}
