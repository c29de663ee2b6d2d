using System.Runtime.CompilerServices;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records.Json;

/// <content>
/// Members of objects that have them in another order each time. Nothing is to be guessed then, by the processor either: one look at each name,
/// one branch that tells what is done with its value, and copies that no length decides about.
/// </content>
internal sealed partial class JsonRecordReader
{
    // Bytes behind a name's opening quote within which a usual member can be told: two texts as long as a word of marks, or a number behind one.
    private const int WildBytes = 128;

    private ulong _wildSeen; // bits of the members that were taken
    private int _wildRequired; // how many of them are required

    /// <summary>Takes members as long as they are known, written compactly, and their values are of the usual kind.</summary>
    /// <param name="json">The text.</param>
    /// <param name="at">Behind the object's brace, or behind the last value.</param>
    /// <param name="isFirst">True behind the brace.</param>
    /// <param name="shape">Of the object.</param>
    /// <param name="seen">The bits of the members before.</param>
    /// <param name="depth">How many containers are open, the object included.</param>
    /// <returns>Where the last one that was taken ends, or the same place; <see cref="JsonScan.Stop"/> when an object in it cannot be read.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // the loop has the registers to itself
    private int ReadWild(ReadOnlySpan<byte> json, int at, bool isFirst, MemberShape shape, ulong seen, int depth)
    {
        var marks = _marks;
        int required = 0;
        int start = isFirst ? at : at + 1;
        bool isOpen = isFirst || JsonScan.IsAt(json, at, ',');
        while (isOpen && start <= json.Length - WildBytes && json[start] == '"')
        {
            int name = marks.PlainEnd(json, start + 1);
            if (name < 0 || shape.FindNear(json, start + 1) is not { } member || (member.Bit & ~seen) == 0)
            {
                break;
            }

            int value = name + 2; // behind quote and colon; for the member's own length the next look would have to wait
            int end = TakeWild(json, start, value, member, depth);
            if (end < 0)
            {
                at = member.Work is MemberWork.Enter && json[value] == '{' ? end : at; // of which a part may be written
                break;
            }

            seen |= member.Bit;
            required += member.IsRequired ? 1 : 0;
            at = end;
            start = at + 1;
            isOpen = JsonScan.IsAt(json, at, ',');
        }

        (_wildSeen, _wildRequired) = (seen, required);
        return at;
    }

    /// <summary>Takes one member.</summary>
    /// <returns>Where it ends; <see cref="JsonScan.Stop"/> when its value is not of the usual kind: nothing is written of it then. An object that cannot be read is taken back with its record.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int TakeWild(ReadOnlySpan<byte> json, int start, int at, JsonMember member, int depth)
    {
        int end;
        switch (member.Work)
        {
            case MemberWork.Skip:
                end = WildText(json, at);
                NoteUnknown(member);
                return end;
            case MemberWork.CopyText:
                end = WildText(json, at);
                end = end < 0 ? WideText(json, at) : end;
                break;
            case MemberWork.MapText:
                end = WildText(json, at);
                if (end > 0)
                {
                    _sink!.WriteMappedMember(json, start, at, end, member.Node!);
                }

                return end;
            case MemberWork.CopyTime:
                end = WildText(json, at);
                end = end > 0 && member.Node!.CopiesDate(json[(at + 1)..(end - 1)]) ? end : JsonScan.Stop;
                break;
            case MemberWork.CopyNumber:
                end = EndOfNumber(json, JsonScan.ShortNumber(json, at, mayHaveFraction: true));
                break;
            case MemberWork.CopyInteger:
                end = EndOfNumber(json, JsonScan.ShortNumber(json, at, mayHaveFraction: false));
                break;
            case MemberWork.TakeText:
                end = WildText(json, at);
                if (end > 0)
                {
                    _pass.Leaf(member.Node!, CellKind.Text, json[(at + 1)..(end - 1)]);
                }

                return end;
            case MemberWork.CopyBoolean:
                end = JsonScan.ShortBoolean(json, at);
                break;
            case MemberWork.Enter when json[at] == '{':
                return ReadObject(json, at + 1, Known(member), depth + 1);
            default:
                return JsonScan.Stop;
        }

        if (end > 0)
        {
            _sink!.WriteMember(json, start, end);
        }

        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int WildText(ReadOnlySpan<byte> json, int at)
    {
        int quote = json[at] == '"' ? _marks.PlainEnd(json, at + 1) : JsonScan.Stop;
        return quote < 0 ? quote : quote + 1;
    }

    // An exponent is no usual number, nor a fraction of a whole one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EndOfNumber(ReadOnlySpan<byte> json, int end) => end > 0 && json[end] is (byte)',' or (byte)'}' ? end : JsonScan.Stop;

    private int WideText(ReadOnlySpan<byte> json, int at)
    {
        int quote = json[at] == '"' ? _marks.WideEnd(json, at + 1) : JsonScan.Stop;
        return quote < 0 ? quote : quote + 1;
    }
}
