using System.Runtime.CompilerServices;
using ShareGateway.Records.Rewriting;

namespace ShareGateway.Records.Json;

/// <content>The members of objects, in whatever order they stand.</content>
internal sealed partial class JsonRecordReader
{
    // What the search for a member hands back beside it. Not by reference: positions of a loop stay in registers.
    private int _behindName;
    private int _noted;

    /// <summary>Reads the members of an object, or those behind the ones that <see cref="ReadLane"/> took.</summary>
    /// <param name="json">The text.</param>
    /// <param name="at">Behind the opening brace, or behind the last value that was read.</param>
    /// <param name="matched">How many members the lane took.</param>
    /// <param name="shape">Of the objects at this place.</param>
    /// <param name="depth">How many containers are open, this one included.</param>
    /// <param name="required">How many required members are there and are not null; so far at first.</param>
    /// <returns>Where the closing brace stands.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // the loop has the registers to itself
    private int ReadMembers(ReadOnlySpan<byte> json, int at, int matched, MemberShape shape, int depth, ref int required)
    {
        bool isFirst = matched == 0;
        var last = isFirst ? shape.Start : shape.Lane.Steps[matched - 1].Member;
        ulong seen = isFirst ? 0 : shape.Lane.Steps[matched - 1].Seen;
        bool learns = shape.Learns && shape.Lane.Miss(matched);
        bool isWild = shape.Lane.IsWild;
        bool isQuick = isWild && !learns && _sink is not null;
        int found = required;
        int noted = 0; // the object's number in _names, once a name had to be noted there
        int behindValue = isFirst ? at - 1 : at; // or at the brace
        while (true)
        {
            if (isQuick)
            {
                _run!.Flush(json);
                int end = ReadWild(json, at, isFirst, shape, seen, depth);
                if (end < 0)
                {
                    return end;
                }

                isFirst &= end == at;
                (at, seen, found) = (end, _wildSeen, found + _wildRequired);
            }

            at = JsonScan.Space(json, at);
            if (!isFirst)
            {
                if (!JsonScan.IsAt(json, at, ','))
                {
                    required = found;
                    return JsonScan.IsAt(json, at, '}') ? at : Stop(at);
                }

                at = JsonScan.Space(json, at + 1);
            }

            isFirst = false;
            int start = at;
            var member = isWild ? null : last.Next;
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

            if (learns)
            {
                learns = member.Bit != 0 && shape.Lane.TryAdd(member, json[behindValue..at]);
            }

            if (member.IsRequired)
            {
                found += JsonScan.IsAt(json, at, 'n') ? 0 : 1;
            }

            at = ReadMember(json, at, start, member, depth);
            if (at < 0)
            {
                return at;
            }

            behindValue = at;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadMember(ReadOnlySpan<byte> json, int at, int start, JsonMember member, int depth)
    {
        int end = member.IsText && JsonScan.IsAt(json, at, '"') ? _marks.PlainEnd(json, at + 1) + 1 : 0;
        if (member.Work is MemberWork.Skip)
        {
            NoteUnknown(member);
            if (end > 0)
            {
                return end;
            }
        }

        int copied = start >= 0 && member.IsCopied && _run is not null
            ? (end > 0 && member.Work is MemberWork.CopyText ? end : CopiedEnd(json, at, end, member))
            : JsonScan.Stop;
        if (copied >= 0)
        {
            _run!.Add(json, start, at, copied, member.Node!);
            return copied;
        }

        _run?.Flush(json);
        return TakeValue(json, at, end, start, member, depth);
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
        if (!shape.Lane.IsWild && last.OtherNext is { } other && other.StandsAt(json, at))
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

        if (member is { Bit: not 0 } && !shape.Lane.IsWild)
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
        if (shape.Find(name) is { } known)
        {
            return known;
        }

        if (shape.Node is { } parent)
        {
            _pass.Unknown.Add(parent, name);
        }

        var member = shape.Learn(name);
        member.NotedIn = Responses;
        _learntNames++;
        _knowsOddNames |= member.Bit != 0 && !UnknownNames.LooksLikeName(name);
        return member;
    }

    /// <summary>Tells, once a response, that a field is there which the program does not know: a name that was learnt in an earlier one is not met anew.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void NoteUnknown(JsonMember member)
    {
        if (member.NotedIn != Responses)
        {
            NoteAnew(member);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void NoteAnew(JsonMember member)
    {
        member.NotedIn = Responses;
        if (member.UnknownIn is { } parent)
        {
            _pass.Unknown.Add(member.Unknown ??= UnknownNames.NameOf(parent, member.Name));
        }
    }
}
