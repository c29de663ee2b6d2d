using System.Runtime.CompilerServices;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records.Json;

/// <content>Objects whose members stand as they stood in the object before: the loop in which most of the time goes.</content>
internal sealed partial class JsonRecordReader
{
    private int _laneSteps; // how many members the lane took
    private int _laneNulls; // required ones among them that are null

    /// <summary>Reads members as long as they stand as was learnt.</summary>
    /// <param name="json">The text.</param>
    /// <param name="at">At the opening brace.</param>
    /// <param name="lane">What was learnt of such objects.</param>
    /// <param name="depth">How many containers are open, this one included.</param>
    /// <returns>Behind the last value that was read; <see cref="JsonScan.Stop"/> when one is not valid.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // the loop has the registers to itself
    private int ReadLane(ReadOnlySpan<byte> json, int at, JsonLane lane, int depth)
    {
        var steps = lane.Steps;
        int run = JsonScan.Stop; // where members start that leave as they came
        int nulls = 0;
        int i = 0;
        for (; i < steps.Length; i++)
        {
            ref readonly var step = ref steps[i];
            if (!step.LeadsAt(json, at))
            {
                break;
            }

            int value = at + step.Length;
            int end = step.Member.IsText && JsonScan.IsAt(json, value, '"') ? _marks.PlainEnd(json, value + 1) + 1 : 0;
            bool isCopied = step.CopiesText && _sink is not null;
            if (end == 0 || !(isCopied || step.Member.Work is MemberWork.Skip))
            {
                int copied = step.Member.IsCopied && _sink is not null ? CopiedEnd(json, value, end, step.Member) : JsonScan.Stop;
                isCopied = copied >= 0 && step.IsCompact;
                if (isCopied)
                {
                    end = copied;
                }
                else if (copied >= 0)
                {
                    FlushLane(json, run, at); // before it: members leave in the order in which they came
                    run = JsonScan.Stop;
                    _sink!.WriteRaw(step.Member.Node!, json[value..copied]);
                    end = copied;
                }
                else if (!JsonScan.IsDark(json, value))
                {
                    break; // more blanks than were learnt, or nothing at all
                }
                else
                {
                    FlushLane(json, run, at);
                    run = JsonScan.Stop;
                    nulls += step.Member.IsRequired && JsonScan.IsAt(json, value, 'n') ? 1 : 0;
                    end = TakeValue(json, value, end, step.IsCompact ? at + 1 : JsonScan.Stop, step.Member, depth);
                    if (end < 0)
                    {
                        return end;
                    }
                }
            }

            if (isCopied)
            {
                run = run < 0 ? at + 1 : run;
            }
            else if (run >= 0)
            {
                FlushLane(json, run, at);
                run = JsonScan.Stop;
            }

            at = end;
        }

        FlushLane(json, run, at);
        (_laneSteps, _laneNulls) = (i, nulls);
        if (i > lane.NotedSteps(Responses))
        {
            NoteLane(lane, i);
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void NoteLane(JsonLane lane, int steps)
    {
        foreach (ref readonly var step in lane.Steps[..steps])
        {
            NoteUnknown(step.Member);
        }

        lane.Noted(Responses, steps);
    }

    private void FlushLane(ReadOnlySpan<byte> json, int run, int end)
    {
        if (run >= 0)
        {
            _sink!.WriteMembers(json[run..end]);
        }
    }

    /// <summary>Tells whether a value leaves as it came, of which no more is known.</summary>
    /// <returns>Where it ends; <see cref="JsonScan.Stop"/> if it does not.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int CopiedEnd(ReadOnlySpan<byte> json, int at, int plainEnd, JsonMember member)
    {
        switch (member.Work)
        {
            case MemberWork.CopyNumber or MemberWork.CopyInteger:
                int end = JsonScan.Number(json, at, out bool isInteger);
                return end >= 0 && member.Node!.CopiesNumber(isInteger) ? end : JsonScan.Stop;
            case MemberWork.CopyTime:
                return plainEnd > 0 && member.Node!.CopiesDate(json[(at + 1)..(plainEnd - 1)]) ? plainEnd : JsonScan.Stop;
            case MemberWork.CopyBoolean:
                return JsonScan.Boolean(json, at);
            case MemberWork.CopyText when plainEnd > 0:
                return plainEnd;
            case MemberWork.CopyText when JsonScan.IsAt(json, at, '"'):
                int wide = _marks.WideEnd(json, at + 1);
                return wide < 0 ? wide : wide + 1;
            default:
                return JsonScan.Stop;
        }
    }

    /// <summary>Does whatever else is to be done with a value.</summary>
    /// <param name="json">The text.</param>
    /// <param name="at">Where the value starts.</param>
    /// <param name="plainEnd">Where it ends if it is a plain text; else 0.</param>
    /// <param name="start">Where the member starts when it is written as the answer would be; else <see cref="JsonScan.Stop"/>.</param>
    /// <param name="member">Its member.</param>
    /// <param name="depth">How many containers are open around it.</param>
    /// <returns>Where it ends. Nothing is left in the run.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int TakeValue(ReadOnlySpan<byte> json, int at, int plainEnd, int start, JsonMember member, int depth)
    {
        if (plainEnd > 0 && member.Work is MemberWork.MapText && _sink is not null)
        {
            _sink.WriteMapped(member.Node!, json[(at + 1)..(plainEnd - 1)]);
            return plainEnd;
        }

        if (plainEnd > 0 && member.Work is MemberWork.TakeText)
        {
            _pass.Leaf(member.Node!, CellKind.Text, json[(at + 1)..(plainEnd - 1)]);
            return plainEnd;
        }

        int end = member.Work is MemberWork.Enter && JsonScan.IsAt(json, at, '{')
            ? ReadObject(json, at + 1, Known(member), depth + 1)
            : ReadValue(json, at, start, member, depth);
        _run?.Flush(json);
        return end;
    }
}
