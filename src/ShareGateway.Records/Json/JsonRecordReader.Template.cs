using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records.Json;

/// <content>Records that are as the records before them from the first byte to the last, but for their values: the loop in which most of the time goes.</content>
internal sealed partial class JsonRecordReader
{
    private const uint True = 't' | ('r' << 8) | ('u' << 16) | ('e' << 24);
    private const uint Fals = 'f' | ('a' << 8) | ('l' << 16) | ('s' << 24);
    private const int Short = -2; // no position: the text ends too soon to tell

    private readonly JsonTrust _trust = new();
    private JsonTemplate? _template;
    private readonly int[] _ends = new int[JsonTemplate.Stretch.MostValues + 1]; // of the values of a stretch; first, where it begins
    private bool _hasInner; // something was stepped over that may be an object or array, blanks and line ends in it
    private ulong _odd; // one bit for each value that is no plain text though its piece would have one

    /// <summary>Begins a record and reads it, if it is as those before it.</summary>
    /// <param name="json">The record at its head.</param>
    /// <param name="maxBytes">How long it may be.</param>
    /// <param name="isLine">True when a line must end behind it.</param>
    /// <returns>
    /// Where it ends, or <see cref="JsonScan.Stop"/>: nothing is left of it then, and it has to be begun again and looked at in another way.
    /// </returns>
    public int TryReadUsual(ReadOnlySpan<byte> json, int maxBytes, bool isLine)
    {
        if (_template is null)
        {
            return JsonScan.Stop;
        }

        _pass.Begin();
        Begin(json, _lastBytes);
        _lead?.Find(json, _pass);
        int end = ReadTemplate(json, _template);
        if (end > maxBytes || (end >= 0 && isLine && !(EndsLine(json, end) && IsOneLine(json[..end]))))
        {
            end = JsonScan.Stop;
        }

        if (end >= 0)
        {
            _trust.Hit();
            return _lastBytes = end;
        }

        _pass.Sink.Rollback();
        if (end is JsonScan.Stop && !_trust.Miss())
        {
            _template = null;
        }

        return JsonScan.Stop;
    }

    private static bool EndsLine(ReadOnlySpan<byte> json, int at) => JsonScan.IsAt(json, at, '\n') || json[at..].StartsWith("\r\n"u8);

    // Leads hold no line end, as they were learnt of lines; texts, numbers and words cannot.
    private bool IsOneLine(ReadOnlySpan<byte> record) => !_hasInner || !record.Contains((byte)'\n');

    private void LearnTemplate()
    {
        if (_template is null && _sink is not null && _root.Known!.Lane.IsWhole && _trust.Tries())
        {
            _template = JsonTemplateBuilder.TryBuild(_root.Known);
        }
    }

    /// <summary>Reads a record that is as expected.</summary>
    /// <param name="json">The record at its head.</param>
    /// <param name="template">What is expected.</param>
    /// <returns>
    /// Where it ends; <see cref="JsonScan.Stop"/> when it is not as expected, <see cref="Short"/> when it goes on behind the text or nearly does: what
    /// was written and noted of it is to be forgotten then.
    /// </returns>
    private int ReadTemplate(ReadOnlySpan<byte> json, JsonTemplate template)
    {
        int at = 0;
        _hasInner = false;
        foreach (var stretch in template.Stretches)
        {
            at = FindValues(json, at, stretch.Values);
            at = at < 0 ? at : Write(json, stretch, at);
            if (stretch.Container is { } container && at >= 0)
            {
                _hasInner = true;
                at = IsMissing(json, at, container) ? JsonScan.Stop : TakeValue(json, at, 0, JsonScan.Stop, container, stretch.Depth);
            }

            if (at < 0)
            {
                return at;
            }
        }

        return at;
    }

    /// <summary>Finds where the values of a stretch end.</summary>
    /// <returns>Where the last one does.</returns>
    private int FindValues(ReadOnlySpan<byte> json, int at, ReadOnlySpan<TemplateValue> values)
    {
        _odd = 0;
        _ends[0] = at;
        int found = 0;
        while (true)
        {
            found = FindUsual(json, values, found);
            at = _ends[found];
            if (found == values.Length)
            {
                return at;
            }

            if (at > json.Length - JsonTemplate.ReachBytes)
            {
                return Short;
            }

            ref readonly var value = ref values[found];
            int end = value.LeadsAt(json, at) ? EndOf(json, at + value.Length, value, found) : JsonScan.Stop;
            if (end < 0)
            {
                return end;
            }

            _ends[++found] = end;
        }
    }

    /// <summary>Finds values as long as they are as usual. Calls nothing, so that all it needs has a register.</summary>
    /// <param name="json">The text.</param>
    /// <param name="values">What is expected.</param>
    /// <param name="found">How many were found.</param>
    /// <returns>How many are found now.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FindUsual(ReadOnlySpan<byte> json, ReadOnlySpan<TemplateValue> values, int found)
    {
        // Bound: no value is looked at whose lead begins behind this place, and each that is takes at most ReachBytes from there.
        int last = json.Length - JsonTemplate.ReachBytes;
        int at = _ends[found];
        var marks = _marks;
        for (; found < values.Length && at <= last; _ends[++found] = at)
        {
            ref readonly var value = ref values[found];
            if (!value.LeadsAt(json, at))
            {
                break;
            }

            at += value.Length;
            if (value.Kind is TemplateKind.Text)
            {
                at = json[at] == '"' ? marks.NearEnd(json, at + 1) + 1 : 0;
                if (at == 0)
                {
                    break;
                }
            }
            else if (value.Kind is TemplateKind.Integer or TemplateKind.Number)
            {
                at = JsonScan.ShortNumber(json, at, value.Kind is TemplateKind.Number);
                if (at < 0)
                {
                    break;
                }
            }
            else if (value.Kind is TemplateKind.Boolean)
            {
                uint word = Unsafe.ReadUnaligned<uint>(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetReference(json), (nuint)(uint)at));
                if (word == True)
                {
                    at += 4;
                }
                else if (word == Fals && json[at + 4] == 'e')
                {
                    at += 5;
                }
                else
                {
                    break;
                }
            }
            else if (value.Kind is not TemplateKind.Nothing)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>Where a value ends that is not as usual, or of a kind of which there is no usual one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int EndOf(ReadOnlySpan<byte> json, int at, in TemplateValue value, int index)
    {
        if (value.Member is not { } member)
        {
            return at;
        }

        int plainEnd = member.IsText && JsonScan.IsAt(json, at, '"') ? _marks.PlainEnd(json, at + 1) + 1 : 0;
        if (member.IsCopied)
        {
            int end = CopiedEnd(json, at, plainEnd, member);
            return end < 0 && member.Node!.CopiesWord(CellKind.Null) ? JsonScan.Literal(json, at, "null"u8) : end;
        }

        if (member.Work is MemberWork.Skip)
        {
            _hasInner |= plainEnd == 0;
            return plainEnd > 0 ? plainEnd : Skip(json, at, member, value.Depth);
        }

        if (plainEnd == 0)
        {
            _odd |= 1UL << index;
        }

        return plainEnd > 0 ? plainEnd : IsMissing(json, at, member) ? JsonScan.Stop : LeafEnd(json, at);
    }

    private static bool IsMissing(ReadOnlySpan<byte> json, int at, JsonMember member) =>
        !JsonScan.IsDark(json, at) || (member.IsRequired && JsonScan.IsAt(json, at, 'n'));

    private static int LeafEnd(ReadOnlySpan<byte> json, int at) => json[at] switch
    {
        (byte)'"' => JsonScan.String(json, at + 1, out _),
        (byte)'t' => JsonScan.Literal(json, at, "true"u8),
        (byte)'f' => JsonScan.Literal(json, at, "false"u8),
        (byte)'n' => JsonScan.Literal(json, at, "null"u8),
        _ => JsonScan.Number(json, at, out _),
    };

    /// <summary>Puts the answer together, once the values of a stretch are found.</summary>
    /// <returns>Where the last one ends.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Write(ReadOnlySpan<byte> json, JsonTemplate.Stretch stretch, int end)
    {
        var sink = _sink!;
        int most = stretch.LiteralBytes + end - _ends[0];
        var room = sink.Room(most);
        int written = 0;
        foreach (ref readonly var piece in stretch.Pieces)
        {
            piece.WriteLiteral(room[written..]);
            written += piece.LiteralBytes;
            if (piece.Work is PieceWork.Copy)
            {
                int start = _ends[piece.Value] + piece.LeadBytes;
                int length = _ends[piece.Last + 1] - start;
                json.Slice(start, length).CopyTo(room[written..]);
                written += length;
            }
            else if (piece.Work is PieceWork.Map && (_odd >> piece.Value & 1) == 0)
            {
                int start = _ends[piece.Value] + piece.LeadBytes;
                int length = _ends[piece.Value + 1] - start;
                Map(piece.Transform!, json.Slice(start, length), room.Slice(written, length));
                written += length;
            }
            else
            {
                sink.Advance(written - piece.KeyBytes);
                if (piece.Work is not PieceWork.None && !TryTake(json, stretch.Values[piece.Value], piece.Value))
                {
                    return JsonScan.Stop;
                }

                room = sink.Room(most);
                written = 0;
            }
        }

        sink.Advance(written);
        return end;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Map(FieldTransform transform, ReadOnlySpan<byte> text, Span<byte> room)
    {
        room[0] = (byte)'"';
        room[^1] = (byte)'"';
        transform.MapAscii(text[1..^1], room[1..^1]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryTake(ReadOnlySpan<byte> json, in TemplateValue value, int index)
    {
        int start = _ends[index] + value.Length;
        var member = value.Member!;
        if ((_odd >> index & 1) == 0)
        {
            _pass.Leaf(member.Node!, CellKind.Text, json[(start + 1)..(_ends[index + 1] - 1)]);
            return true;
        }

        return TakeValue(json, start, 0, JsonScan.Stop, member, value.Depth) >= 0;
    }
}
