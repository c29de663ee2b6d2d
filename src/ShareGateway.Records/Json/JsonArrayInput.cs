using System.Text.Json;
using ShareGateway.Records.Reading;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records.Json;

/// <summary>
/// Records as elements of an array in one JSON document. A record that is all there is read at once; any other is first tokenised as it
/// comes, wherever the network cut it, so that no byte is looked at again and again. The tokeniser also says what is wrong with a body.
/// </summary>
internal sealed class JsonArrayInput : RecordInput
{
    // The tokeniser may want to see what follows a number before it takes it.
    private const int LookAheadBytes = 16;

    private readonly RecordPass _pass;
    private JsonRecordReader _records;
    private readonly JsonEnvelope _envelope;
    private readonly int _maxBytes;
    private EnvelopePlace _place;
    private JsonReaderState _state;
    private JsonReaderState _opened; // just behind the bracket that opens the records; every record may follow it, as may the closing bracket
    private int _tokenised; // bytes at the head of the unread ones that the state has behind it
    private bool _isInRecord; // which is not complete yet
    private bool _isAfterRecord;
    private bool _isAfterComma;

    public JsonArrayInput(string recordsAt, RecordPass pass, RewriteOptions options)
    {
        _pass = pass;
        _records = pass.Program.Readers.Take(pass, RecordFormat.Json, options.MaxDepth);
        _envelope = new JsonEnvelope(JsonPointer.Parse(recordsAt));
        _maxBytes = options.MaxRecordBytes;
        _state = new JsonReaderState(new JsonReaderOptions { MaxDepth = _envelope.RecordDepth + options.MaxDepth });
    }

    public override InputStep Next(ReadOnlySpan<byte> unread, long offsetBytes, bool isLast, bool passesOver)
    {
        var step = _place is EnvelopePlace.Around ? TakeEnvelope(unread, 0, offsetBytes, isLast) : InputStep.NeedMore(0);
        if (_place is EnvelopePlace.AtRecords)
        {
            step = NextRecord(unread, step.Consumed, offsetBytes, isLast, passesOver);
            step = _place is EnvelopePlace.Around ? TakeEnvelope(unread, step.Consumed, offsetBytes, isLast) : step;
        }

        return _place is EnvelopePlace.AtEnd ? AfterEnd(unread, step.Consumed, offsetBytes, isLast) : step;
    }

    public override void Leave()
    {
        _pass.Program.Readers.Keep(_records);
        _records = null!; // it may serve another response already
    }

    private static InputStep AfterEnd(ReadOnlySpan<byte> unread, int end, long offsetBytes, bool isLast)
    {
        int stray = unread[end..].IndexOfAnyExcept(" \t\r\n"u8);
        if (stray >= 0)
        {
            throw new RecordException(RecordFault.Malformed, offsetBytes + end + stray);
        }

        return isLast ? InputStep.End(unread.Length) : InputStep.NeedMore(unread.Length);
    }

    /// <summary>Takes tokens around the records, until the records start or the document ends.</summary>
    private InputStep TakeEnvelope(ReadOnlySpan<byte> unread, int start, long offsetBytes, bool isLast)
    {
        var reader = new Utf8JsonReader(unread[(start + _tokenised)..], isFinalBlock: false, _state);
        int head = start + _tokenised;
        int at = head;
        try
        {
            while (_place is EnvelopePlace.Around)
            {
                if (!reader.Read())
                {
                    return Pause(ref reader, at, head, unread.Length, offsetBytes, isLast);
                }

                (_place, var fault) = _envelope.Take(ref reader);
                Check(fault, offsetBytes + head + reader.TokenStartIndex);
                Check(head + (int)reader.BytesConsumed - at > _maxBytes ? RecordFault.TooLarge : RecordFault.None, offsetBytes);
                at = head + (int)reader.BytesConsumed;
            }
        }
        catch (JsonException)
        {
            throw new RecordException(RecordFault.Malformed, offsetBytes + head + reader.BytesConsumed);
        }
        catch (InvalidOperationException)
        {
            throw new RecordException(RecordFault.NotUnicode, offsetBytes + head + reader.TokenStartIndex);
        }

        (_state, _opened, _tokenised) = (reader.CurrentState, reader.CurrentState, 0);
        return InputStep.NeedMore(at);
    }

    private InputStep NextRecord(ReadOnlySpan<byte> unread, int at, long offsetBytes, bool isLast, bool passesOver)
    {
        if (!_isInRecord)
        {
            at = JsonScan.Space(unread, at);
            if (_isAfterRecord && JsonScan.IsAt(unread, at, ','))
            {
                (_isAfterRecord, _isAfterComma) = (false, true);
                at = JsonScan.Space(unread, at + 1);
            }

            if (at == unread.Length)
            {
                Check(isLast ? RecordFault.Truncated : RecordFault.None, offsetBytes + at);
                return InputStep.NeedMore(at);
            }

            bool isEnd = unread[at] == ']';
            Check((isEnd ? _isAfterComma : _isAfterRecord) ? RecordFault.Malformed : RecordFault.None, offsetBytes + at);
            if (isEnd)
            {
                return LeaveRecords(unread, at);
            }

            if (!passesOver && unread[at] == '{' && TryTake(unread[at..]) is > 0 and int length)
            {
                return TakeRecord(at, length, offsetBytes);
            }
        }

        return TokeniseRecord(unread, at, offsetBytes, isLast, passesOver);
    }

    /// <summary>Reads a record at once, if it is all there and nothing is wrong with it.</summary>
    private int TryTake(ReadOnlySpan<byte> unread)
    {
        int length = _records.TryReadUsual(unread, _maxBytes, isLine: false);
        if (length > 0)
        {
            return length;
        }

        _pass.Begin();
        length = _records.TryRead(unread);
        if (length < 0)
        {
            _pass.Sink.Rollback();
        }

        return length;
    }

    private InputStep TakeRecord(int start, int length, long offsetBytes)
    {
        Check(length > _maxBytes ? RecordFault.TooLarge : RecordFault.None, offsetBytes);
        (_isInRecord, _isAfterRecord, _isAfterComma, _tokenised) = (false, true, false, 0);
        return InputStep.Record(start, length, start + length);
    }

    private InputStep LeaveRecords(ReadOnlySpan<byte> unread, int at)
    {
        var reader = new Utf8JsonReader(unread.Slice(at, 1), isFinalBlock: false, _opened);
        reader.Read(); // for the tokeniser the array is an empty one
        (_state, _tokenised) = (reader.CurrentState, 0);
        _place = _envelope.LeaveRecords();
        return InputStep.NeedMore(at + 1);
    }

    private InputStep TokeniseRecord(ReadOnlySpan<byte> unread, int start, long offsetBytes, bool isLast, bool passesOver)
    {
        int head = start + _tokenised;
        var reader = new Utf8JsonReader(unread[head..], isFinalBlock: false, _isInRecord ? _state : _opened);
        try
        {
            while (reader.Read())
            {
                int end = head + (int)reader.BytesConsumed;
                Check(end - start > _maxBytes ? RecordFault.TooLarge : RecordFault.None, offsetBytes);
                if (reader.CurrentDepth == _envelope.RecordDepth && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                {
                    if (!passesOver)
                    {
                        _pass.Begin();
                        _records.Read(unread[start..end], offsetBytes + start);
                    }

                    return TakeRecord(start, end - start, offsetBytes);
                }
            }
        }
        catch (JsonException)
        {
            throw new RecordException(RecordFault.Malformed, offsetBytes + head + reader.BytesConsumed);
        }

        _isInRecord = true;
        return Pause(ref reader, start, head, unread.Length, offsetBytes, isLast);
    }

    /// <summary>Keeps the bytes from some place on, and how far the tokeniser came with them.</summary>
    private InputStep Pause(ref Utf8JsonReader reader, int keepFrom, int head, int unreadBytes, long offsetBytes, bool isLast)
    {
        Check(isLast ? RecordFault.Truncated : RecordFault.None, offsetBytes + unreadBytes);
        Check(unreadBytes - keepFrom - LookAheadBytes > _maxBytes ? RecordFault.TooLarge : RecordFault.None, offsetBytes);
        (_state, _tokenised) = (reader.CurrentState, head + (int)reader.BytesConsumed - keepFrom);
        return InputStep.NeedMore(keepFrom);
    }

    private static void Check(RecordFault fault, long offsetBytes)
    {
        if (fault is not RecordFault.None)
        {
            throw new RecordException(fault, offsetBytes);
        }
    }
}
