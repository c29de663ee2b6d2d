using System.Text.Unicode;
using ShareGateway.Records.Programs;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records.Json;

/// <summary>
/// Leads JSON records through a program in one pass over their bytes. What is delivered as it came is copied, neighbours together. All of a
/// record is checked, what is left out too. Recursion is bounded by the greatest depth.
/// </summary>
internal sealed partial class JsonRecordReader
{
    private const int MaxPlaces = 256; // that are learnt beside the program's own

    private const int MostKeptPlaces = 16; // of a reader that serves another response: it is to be small
    private const int MostKeptNames = 128;
    private const int MostResponses = 256; // that a reader serves: what it gave up learning is tried again by another

    private readonly int _maxDepth;
    private readonly MemberNames _names = new();
    private readonly JsonScratch _scratch = new();
    private readonly JsonMarks _marks = new();
    private readonly MemberShape _anyObject = new(null, learns: false);
    private readonly JsonLead? _lead;
    private readonly JsonPlace _root;
    private RecordPass _pass; // of the response that is served
    private JsonRun? _run;
    private JsonSink? _sink; // null for CSV
    private int _places;
    private int _learntNames;
    private bool _knowsOddNames; // that may be somebody's data
    private int _lastBytes; // of the record before, as a guess
    private RecordFault _fault;
    private int _faultAt;

    /// <param name="pass">Of the response; has begun a record whenever one is read.</param>
    /// <param name="maxDepth">How deep containers may lie in each other.</param>
    public JsonRecordReader(RecordPass pass, int maxDepth)
    {
        (_pass, _maxDepth) = (pass, maxDepth);
        _root = new JsonPlace(pass.Root);
        _lead = pass.Program.Lead is { } lead ? new JsonLead(lead, maxDepth) : null;
        Serve(pass);
    }

    /// <summary>How many responses it has served, the one under way included.</summary>
    public int Responses { get; private set; }

    /// <summary>What it can be used for again; by default nothing that could be asked for.</summary>
    public ReaderUse Use { get; init; }

    /// <summary>
    /// True when another response of the same program may have this reader: what it learnt is no more than some names of fields, and no hindrance.
    /// </summary>
    public bool IsWorthKeeping => _lead is null && !_knowsOddNames && _places <= MostKeptPlaces && _learntNames <= MostKeptNames && Responses < MostResponses;

    /// <summary>Begins a response.</summary>
    /// <param name="pass">Of the same program and to the same kind of sink as the last; has begun a record whenever one is read.</param>
    public void Serve(RecordPass pass)
    {
        _pass = pass;
        _sink = pass.Sink as JsonSink;
        _run = _sink is null ? null : new JsonRun(_sink);
        Responses++;
    }

    /// <summary>Ends a response: nothing of it stays but how its records were made.</summary>
    public void Leave()
    {
        (_pass, _sink, _run) = (null!, null, null);
        _names.Wipe();
        _scratch.Wipe();
    }

    /// <summary>Reads one document, white space around it allowed.</summary>
    /// <param name="record">The document.</param>
    /// <param name="offsetBytes">Where it starts in the body.</param>
    /// <exception cref="RecordException">The record is malformed; whether it would be withheld does not matter.</exception>
    public void Read(ReadOnlySpan<byte> record, long offsetBytes)
    {
        int end = ReadDocument(record);
        if (end >= 0 && end < record.Length)
        {
            end = Stop(end);
        }

        if (end < 0)
        {
            // The scan stops at whatever it meets first; bytes that are no text weigh more.
            throw Utf8.IsValid(record)
                ? new RecordException(_fault, offsetBytes + _faultAt)
                : new RecordException(RecordFault.NotUnicode, offsetBytes);
        }
    }

    /// <summary>Reads an object at the head of some bytes.</summary>
    /// <returns>
    /// Where it ends, or <see cref="JsonScan.Stop"/>: it is not all there, or not valid. The record has to be begun again then, and looked at in
    /// another way to tell.
    /// </returns>
    public int TryRead(ReadOnlySpan<byte> json)
    {
        Begin(json, _lastBytes);
        _lead?.Find(json, _pass);
        int end = ReadObject(json, 1, Known(_root), 1);
        _lastBytes = Math.Max(end, 0);
        LearnTemplate();
        return end;
    }

    private void Begin(ReadOnlySpan<byte> json, int expectedBytes)
    {
        _marks.Begin(json, expectedBytes);
        _names.Clear();
        _run?.Clear();
    }

    private int ReadDocument(ReadOnlySpan<byte> json)
    {
        Begin(json, json.Length);
        int at = JsonScan.Space(json, 0);
        if (JsonScan.IsAt(json, at, '{'))
        {
            _lead?.Find(json[at..], _pass);
            at = ReadObject(json, at + 1, Known(_root), 1);
            LearnTemplate();
        }
        else
        {
            _pass.MarkUnreadable();
            at = Skip(json, at, _root, 0);
        }

        return at < 0 ? at : JsonScan.Space(json, at);
    }

    /// <param name="json">The text.</param>
    /// <param name="at">Behind the brace.</param>
    /// <param name="shape">Of the objects at this place.</param>
    /// <param name="depth">How many containers are open, this one included.</param>
    private int ReadObject(ReadOnlySpan<byte> json, int at, MemberShape shape, int depth)
    {
        if (depth > _maxDepth)
        {
            return Stop(at);
        }

        int mark = Open(json, shape.Node);
        int required = 0;
        (at, int matched) = shape.Lane.IsPromising ? TakeLane(json, at, shape, depth, ref required) : (at, 0);
        if (at >= 0 && (matched == 0 || !JsonScan.IsAt(json, at, '}')))
        {
            at = ReadRest(json, at, matched, shape, depth, ref required);
        }
        else if (at >= 0)
        {
            shape.Lane.Hit();
        }

        if (at < 0)
        {
            return at;
        }

        Close(json, shape.Node, mark, isComplete: required == (shape.Node?.RequiredChildren ?? 0));
        return at + 1;
    }

    private (int At, int Matched) TakeLane(ReadOnlySpan<byte> json, int at, MemberShape shape, int depth, ref int required)
    {
        int end = ReadLane(json, at - 1, shape.Lane, depth);
        int matched = _laneSteps;
        if (end < 0 || matched == 0)
        {
            return (end < 0 ? end : at, 0);
        }

        required = shape.Lane.Steps[matched - 1].Required - _laneNulls;
        return (end, matched);
    }

    private int ReadRest(ReadOnlySpan<byte> json, int at, int matched, MemberShape shape, int depth, ref int required)
    {
        int first = JsonScan.Space(json, at);
        return matched == 0 && JsonScan.IsAt(json, first, '}') ? first : ReadMembers(json, at, matched, shape, depth, ref required);
    }

    private int ReadArray(ReadOnlySpan<byte> json, int at, JsonPlace place, int depth)
    {
        if (depth > _maxDepth)
        {
            return Stop(at);
        }

        var node = place.Node!;
        var element = place.Element ??= new JsonPlace(node.Element);
        int mark = Open(json, node);
        bool isComplete = true;
        at = JsonScan.Space(json, at);
        bool isOpen = !JsonScan.IsAt(json, at, ']');
        while (isOpen)
        {
            isComplete &= !node.IsRequired || !JsonScan.IsAt(json, at, 'n');
            at = PassComma(json, ReadValue(json, at, at, element, depth), out isOpen);
            if (at < 0)
            {
                return at;
            }
        }

        Close(json, node, mark, isComplete);
        return at + 1;
    }

    /// <summary>Steps over what parts an array's elements.</summary>
    /// <param name="json">The record.</param>
    /// <param name="at">Behind an element; negative when it could not be read.</param>
    /// <param name="isOpen">True: another one follows.</param>
    /// <returns>Where it begins, or where the array closes; negative when there is neither.</returns>
    private int PassComma(ReadOnlySpan<byte> json, int at, out bool isOpen)
    {
        isOpen = false;
        if (at < 0)
        {
            return at;
        }

        at = JsonScan.Space(json, at);
        isOpen = JsonScan.IsAt(json, at, ',');
        return isOpen ? JsonScan.Space(json, at + 1) : JsonScan.IsAt(json, at, ']') ? at : Stop(at);
    }

    private int Open(ReadOnlySpan<byte> json, ProgramNode? node)
    {
        if (node is not { Delivers: true })
        {
            return 0;
        }

        _run?.Flush(json);
        return _pass.Sink.Open(node);
    }

    private void Close(ReadOnlySpan<byte> json, ProgramNode? node, int mark, bool isComplete)
    {
        if (!isComplete)
        {
            _pass.MarkUnreadable();
        }

        if (node is { Delivers: true })
        {
            _run?.Flush(json);
            _pass.Sink.Close(node, mark);
        }
    }

    private int Literal(ReadOnlySpan<byte> json, int at, ReadOnlySpan<byte> literal) => Checked(JsonScan.Literal(json, at, literal), at);

    private int Checked(int end, int at) => end < 0 ? Stop(at) : end;

    private int Stop(int at, RecordFault fault = RecordFault.Malformed)
    {
        (_fault, _faultAt) = (fault, at);
        return JsonScan.Stop;
    }

    private static MemberShape Known(JsonPlace place) => place.Known ??= new MemberShape(place.Node, learns: true);

    private MemberShape Ignored(JsonPlace place)
    {
        if (place.Ignored is null && _places < MaxPlaces)
        {
            _places++;
            place.Ignored = new MemberShape(null, learns: true);
        }

        return place.Ignored ?? _anyObject;
    }
}
