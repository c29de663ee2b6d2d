using System.Runtime.CompilerServices;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records.Json;

/// <content>The members of objects: the loop in which most of the time goes.</content>
internal sealed partial class JsonRecordReader
{
    // What the search for a member hands back beside it. Not by reference: positions of the hot loop stay in registers.
    private int _behindName;
    private int _noted;

    /// <summary>Reads all members of an object that has some.</summary>
    /// <returns>Where the closing brace stands.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // the hot loop has the registers to itself
    private int ReadMembers(ReadOnlySpan<byte> json, int at, MemberShape shape, int depth, out int required)
    {
        var last = shape.Start;
        ulong seen = 0;
        int found = 0;
        int noted = 0; // the object's number in _names, once a name had to be noted there
        required = 0;
        while (true)
        {
            int start = at;
            var member = last.Next;
            if (member is not null && member.StandsAt(json, at))
            {
                at += member.KeyLength;
            }
            else
            {
                member = FindMember(json, at, last, shape, noted);
                if (member is null)
                {
                    return JsonScan.Stop;
                }

                (at, noted) = (_behindName, _noted);
                start = at - start == member.KeyLength ? start : JsonScan.Stop;
            }

            if ((seen & member.Bit) != 0)
            {
                return Stop(at, RecordFault.DuplicateName);
            }

            seen |= member.Bit;
            last = member;
            if (!JsonScan.IsDark(json, at))
            {
                at = JsonScan.Space(json, at);
                start = JsonScan.Stop; // the answer has no blanks
            }

            if (member.IsRequired)
            {
                found += JsonScan.IsAt(json, at, 'n') ? 0 : 1;
            }

            int end = member.IsText && JsonScan.IsAt(json, at, '"') ? _marks.PlainEnd(json, at + 1) : JsonScan.Stop;
            if (end < 0)
            {
                end = ReadOther(json, at, start, member, depth);
                if (end < 0)
                {
                    return end;
                }
            }
            else
            {
                end++;
                if (member.Work is MemberWork.CopyText && _run is not null)
                {
                    _run.Add(json, start, at, end, member.Node!);
                }
                else if (member.Work is not MemberWork.Skip)
                {
                    TakePlain(json, at, end, start, member);
                }
            }

            at = JsonScan.IsAt(json, end, ',') ? end : JsonScan.Space(json, end);
            if (!JsonScan.IsAt(json, at, ','))
            {
                required = found;
                return JsonScan.IsAt(json, at, '}') ? at : Stop(at);
            }

            at = JsonScan.Space(json, at + 1);
        }
    }

    /// <summary>Takes a plain text of a member that the program knows.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakePlain(ReadOnlySpan<byte> json, int at, int end, int start, JsonMember member)
    {
        var node = member.Node!;
        var text = json[(at + 1)..(end - 1)];
        if (member.Work is MemberWork.MapText && _sink is not null)
        {
            _run!.Flush(json);
            _sink.WriteMapped(node, text);
        }
        else if (member.Work is MemberWork.CopyTime && _run is not null && node.CopiesDate(text))
        {
            _run.Add(json, start, at, end, node);
        }
        else
        {
            Leaf(json, node, CellKind.Text, text);
        }
    }

    /// <summary>Reads a member's value that is not text, or no plain one, or text that was not to be expected.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadOther(ReadOnlySpan<byte> json, int at, int start, JsonMember member, int depth)
    {
        if (member.Work is MemberWork.CopyNumber && _run is not null)
        {
            int end = JsonScan.Number(json, at, out bool isInteger);
            if (end >= 0 && member.Node!.CopiesNumber(isInteger))
            {
                _run.Add(json, start, at, end, member.Node);
                return end;
            }
        }

        return ReadValue(json, at, start, member, depth);
    }

    /// <summary>Finds a member that was not the one to be expected. What is learnt of it is bounded: names in random order must not be learnt anew all the time.</summary>
    /// <param name="json">The text.</param>
    /// <param name="at">Where the name should stand.</param>
    /// <param name="last">The member in front.</param>
    /// <param name="shape">The object's.</param>
    /// <param name="noted">The object's number in the noted names.</param>
    /// <returns>Null when there is no name, or it stands in the object already.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private JsonMember? FindMember(ReadOnlySpan<byte> json, int at, JsonMember last, MemberShape shape, int noted)
    {
        _noted = noted;
        if (last.OtherNext is { } other && other.StandsAt(json, at))
        {
            _behindName = at + other.KeyLength;
            return other;
        }

        int end = JsonScan.IsAt(json, at, '"') ? _marks.PlainEnd(json, at + 1) : JsonScan.Stop;
        var member = end >= 0 && JsonScan.IsAt(json, end + 1, ':') ? shape.FindAt(json, at + 1, end) : null;
        _behindName = end + 2;
        if (member is null or { Bit: 0 })
        {
            member = ReadName(json, at, shape);
        }

        if (member is { Bit: not 0 })
        {
            shape.Follow(last, member);
        }

        return member;
    }

    private JsonMember? ReadName(ReadOnlySpan<byte> json, int at, MemberShape shape)
    {
        int start = at + 1;
        bool isEscaped = false;
        int end = JsonScan.IsAt(json, at, '"') ? JsonScan.String(json, start, out isEscaped) : JsonScan.Stop;
        int colon = end < 0 ? at : JsonScan.Space(json, end);
        _behindName = colon + 1;
        if (end < 0 || !JsonScan.IsAt(json, colon, ':'))
        {
            Stop(colon);
            return null;
        }

        var name = json[start..(end - 1)];
        if (isEscaped && !_scratch.TryUnescape(name, out name))
        {
            Stop(at, RecordFault.NotUnicode);
            return null;
        }

        var member = Find(name, shape);
        if (member.Bit == 0)
        {
            _noted = _noted == 0 ? _names.NewObject() : _noted;
            if (!_names.TryAdd(_noted, name))
            {
                Stop(at, RecordFault.DuplicateName);
                return null;
            }
        }

        return member;
    }

    private JsonMember Find(ReadOnlySpan<byte> name, MemberShape shape)
    {
        if (shape.Find(name) is { } member)
        {
            return member;
        }

        if (shape.Node is { } parent)
        {
            _pass.Unknown.Add(parent, name);
        }

        return shape.Learn(name);
    }
}
