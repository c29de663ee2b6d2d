using System.Runtime.CompilerServices;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records.Programs;

namespace ShareGateway.Records.Json;

/// <content>Records that are as the records before them from the first byte to the last, but for their values: the loop in which most of the time goes.</content>
internal sealed partial class JsonRecordReader
{
    private const int Short = -2; // no position: the text ends too soon to tell

    private readonly JsonTrust _trust = new();
    private readonly int[] _ends = new int[JsonTemplate.Stretch.MostValues + 1]; // of the values of a stretch; first, where it begins
    private JsonTemplate? _template;
    private bool _wasShort;
    private bool _hasInner; // something was stepped over that may be an object or array, blanks and line ends in it
    private ulong _odd; // one bit for each value that is no plain text though its piece would have one

    /// <summary>Begins a record and reads it, if it is as those before it.</summary>
    /// <param name="json">The record at its head; nothing, or something else, is refused.</param>
    /// <param name="maxBytes">How long it may be.</param>
    /// <param name="isLine">True when a line must end behind it.</param>
    /// <returns>
    /// Where it ends, or <see cref="JsonScan.Stop"/>: nothing is left of it then, and it has to be begun again and looked at in another way.
    /// </returns>
    public int TryReadUsual(ReadOnlySpan<byte> json, int maxBytes, bool isLine)
    {
        if (_template is null || !JsonScan.IsAt(json, 0, '{'))
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

        return end >= 0 ? Trust(end, _template) : Distrust(end);
    }

    private int Trust(int end, JsonTemplate template)
    {
        if (template.NotedIn != Responses)
        {
            NoteTemplate(template);
        }

        _wasShort = false;
        _trust.Hit();
        return _lastBytes = end;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void NoteTemplate(JsonTemplate template)
    {
        foreach (var stretch in template.Stretches)
        {
            foreach (ref readonly var value in stretch.Values)
            {
                if (value.Member is { } member)
                {
                    NoteUnknown(member);
                }
            }
        }

        template.NotedIn = Responses;
    }

    /// <summary>Takes back what was written. That a text is too short is usual once for each piece of a body; where no more than a record comes at a time the guess is of no use.</summary>
    private int Distrust(int end)
    {
        _pass.Sink.Rollback();
        if ((end is JsonScan.Stop || _wasShort) && !_trust.Miss())
        {
            _template = null;
        }

        _wasShort = end is Short;
        return JsonScan.Stop;
    }

    /// <summary>True when a line ends at a place.</summary>
    public static bool EndsLine(ReadOnlySpan<byte> json, int at) => JsonScan.IsAt(json, at, '\n') || json[at..].StartsWith("\r\n"u8);

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
        while (found < values.Length && at <= last)
        {
            ref readonly var value = ref values[found];
            int end = value.LeadsAt(json, at) ? UsualEnd(json, at + value.Length, value.Kind, marks) : JsonScan.Stop;
            if (end < 0)
            {
                break;
            }

            at = end;
            _ends[++found] = at;
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int UsualEnd(ReadOnlySpan<byte> json, int at, TemplateKind kind, JsonMarks marks) => kind switch
    {
        TemplateKind.Text => json[at] == '"' && marks.NearEnd(json, at + 1) is >= 0 and int quote ? quote + 1 : JsonScan.Stop,
        TemplateKind.Integer => JsonScan.ShortNumber(json, at, mayHaveFraction: false),
        TemplateKind.Number => JsonScan.ShortNumber(json, at, mayHaveFraction: true),
        TemplateKind.Boolean => JsonScan.ShortBoolean(json, at),
        TemplateKind.Nothing => at,
        _ => JsonScan.Stop,
    };

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
            return end < 0 ? LongEnd(json, at, member.Node!) : end;
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

    /// <summary>Where a long text ends that leaves as it came, or null.</summary>
    private static int LongEnd(ReadOnlySpan<byte> json, int at, ProgramNode node)
    {
        if (node.CopiesText && JsonScan.IsAt(json, at, '"'))
        {
            int end = JsonScan.String(json, at + 1, out bool isEscaped);
            return isEscaped ? JsonScan.Stop : end;
        }

        return node.CopiesWord(CellKind.Null) ? JsonScan.Literal(json, at, "null"u8) : JsonScan.Stop;
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
}
