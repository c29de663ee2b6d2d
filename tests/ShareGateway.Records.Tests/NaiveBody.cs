using System.Text;
using System.Text.Json;

namespace ShareGateway.Records.Tests;

/// <summary>
/// The slow reference for whole bodies, spoilt ones too: splits a body into records with the standard library, asks <see
/// cref="NaiveRewriter"/> about each, and writes what leaves. Shares nothing with the rewriter but the program's lists of paths.
/// </summary>
internal sealed class NaiveBody(RecordProgram program, RecordFormat output)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly HashSet<string> _leaves =
    [
        .. program.Fields.Select(f => f.Path.ToString()), .. program.Subjects.Select(s => s.Path.ToString()), .. program.Rows.Select(r => r.Path.ToString()),
    ];

    private readonly List<string> _delivered = [];
    private RecordCounts _counts;

    /// <summary>What the rewriter must make of a body.</summary>
    public static Outcome Run(RecordProgram program, byte[] body, RecordFormat from, RecordFormat to)
    {
        var naive = new NaiveBody(program, to);
        body = body.AsSpan().StartsWith("\uFEFF"u8) ? body[3..] : body;
        try
        {
            switch (from)
            {
                case RecordFormat.Json: naive.Array(body); break;
                case RecordFormat.Ndjson: naive.Lines(body); break;
                default: naive.Rows(body); break;
            }
        }
        catch (NaiveFault fault)
        {
            return new Outcome("", default, fault.Fault);
        }

        string text = to is RecordFormat.Json ? string.Join(',', naive._delivered) : string.Concat(naive._delivered);
        return new Outcome(text, naive._counts, RecordFault.None);
    }

    private void Array(byte[] body)
    {
        var reader = new Utf8JsonReader(body, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 65 }));
        Next(ref reader);
        NaiveFault.If(reader.TokenType is not JsonTokenType.StartArray, RecordFault.RecordsMissing);
        while (true)
        {
            Next(ref reader);
            if (reader.TokenType is JsonTokenType.EndArray)
            {
                break;
            }

            int start = (int)reader.TokenStartIndex;
            for (int depth = reader.CurrentDepth; reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray || reader.CurrentDepth > depth;)
            {
                Next(ref reader);
            }

            Record(body[start..(int)reader.BytesConsumed]);
        }

        NaiveFault.If(body[(int)reader.BytesConsumed..].Any(b => b is not (0x20 or 0x09 or 0x0A or 0x0D)), RecordFault.Malformed);
    }

    private static void Next(ref Utf8JsonReader reader)
    {
        try
        {
            NaiveFault.If(!reader.Read(), RecordFault.Truncated);
        }
        catch (JsonException)
        {
            throw new NaiveFault(RecordFault.Malformed);
        }
    }

    private void Lines(byte[] body)
    {
        for (int start = 0; start < body.Length;)
        {
            int end = System.Array.IndexOf(body, (byte)'\n', start);
            byte[] line = body[start..(end < 0 ? body.Length : end)];
            start += line.Length + 1;
            line = end >= 0 && line.Length > 0 && line[^1] == '\r' ? line[..^1] : line;
            if (line.Length > 0)
            {
                Record(line);
            }
        }
    }

    private void Rows(byte[] body)
    {
        foreach (var record in NaiveCsv.Records(program, body))
        {
            Take(record);
        }
    }

    private void Record(byte[] record)
    {
        try
        {
            Strict.GetString(record);
            var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = 64 });
            reader.Read();
            Check(ref reader, "");
            reader.Read(); // nothing may follow
        }
        catch (JsonException)
        {
            throw new NaiveFault(RecordFault.Malformed);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new NaiveFault(RecordFault.NotUnicode);
        }

        using var document = JsonDocument.Parse(record);
        Take(document.RootElement);
    }

    /// <summary>Looks at all names, and at the texts of the program's leaves, in their order.</summary>
    private void Check(ref Utf8JsonReader reader, string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
                {
                    string name = reader.GetString()!;
                    NaiveFault.If(!names.Add(name), RecordFault.DuplicateName);
                    reader.Read();
                    Check(ref reader, path.Length == 0 ? name : $"{path}.{name}");
                }

                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                {
                    Check(ref reader, path + "[]");
                }

                break;
            case JsonTokenType.String when _leaves.Contains(path):
                reader.GetString();
                break;
            default:
                break;
        }
    }

    private void Take(JsonElement record)
    {
        var (verdict, text, nulled) = NaiveRewriter.Judge(program, record);
        NaiveFault.If(verdict == "unfit", RecordFault.FieldUnfit);
        _counts = verdict switch
        {
            "gate" => _counts with { WithheldByGate = _counts.WithheldByGate + 1 },
            "rule" => _counts with { WithheldByRule = _counts.WithheldByRule + 1 },
            "unreadable" => _counts with { WithheldUnreadable = _counts.WithheldUnreadable + 1 },
            _ => _counts with { Delivered = _counts.Delivered + 1, CellsNulled = _counts.CellsNulled + nulled },
        };
        if (verdict == "admitted")
        {
            _delivered.Add(output switch
            {
                RecordFormat.Json => text,
                RecordFormat.Ndjson => text + "\n",
                _ => NaiveCsv.Row(program, text),
            });
        }
    }
}
