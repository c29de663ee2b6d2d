using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records.Tests;

/// <summary>Rows as the slow reference reads and writes them, character by character (RFC 4180).</summary>
internal static class NaiveCsv
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The rows of a body as JSON records, in the order of the program.</summary>
    public static IEnumerable<JsonElement> Records(RecordProgram program, byte[] body)
    {
        List<string?>? header = null;
        foreach (byte[] row in Rows(body))
        {
            var cells = Cells(row);
            if (header is null)
            {
                header = cells.ConvertAll(cell => cell ?? "")!;
                NaiveFault.If(header.Distinct(StringComparer.Ordinal).Count() < header.Count, RecordFault.DuplicateName);
                NaiveFault.If(program.Subjects.Any(s => !header.Contains(s.Path.ToString())), RecordFault.SubjectMissing);
                continue;
            }

            NaiveFault.If(cells.Count != header.Count, RecordFault.RaggedRow);
            yield return Record(program, header, cells);
        }

        NaiveFault.If(header is null, RecordFault.Truncated);
    }

    /// <summary>The cells of a delivered record, columns in the order of the rules.</summary>
    public static string Row(RecordProgram program, string record)
    {
        using var document = JsonDocument.Parse(record);
        var cells = program.Fields.Where(f => !f.Transform.Drops).Select(f => Cell(document.RootElement, f.Path.ToString().Split('.')));
        return string.Join(',', cells) + "\r\n";
    }

    // A row ends at a line feed that an even number of quotes precedes.
    private static IEnumerable<byte[]> Rows(byte[] body)
    {
        int start = 0;
        bool isInQuotes = false;
        for (int i = 0; i < body.Length; i++)
        {
            isInQuotes ^= body[i] == '"';
            if (body[i] == '\n' && !isInQuotes)
            {
                yield return body[start..(i > start && body[i - 1] == '\r' ? i - 1 : i)];
                start = i + 1;
            }
        }

        NaiveFault.If(isInQuotes, RecordFault.Truncated);
        if (start < body.Length)
        {
            yield return body[start..];
        }
    }

    private static List<string?> Cells(byte[] row)
    {
        string text = Decode(row);
        var cells = new List<string?>();
        for (int at = 0; at <= text.Length; at++)
        {
            var cell = new StringBuilder();
            bool isQuoted = at < text.Length && text[at] == '"';
            if (isQuoted)
            {
                for (at++; at < text.Length && (text[at] != '"' || (at + 1 < text.Length && text[at + 1] == '"')); at++)
                {
                    at += text[at] == '"' ? 1 : 0;
                    cell.Append(text[at]);
                }

                NaiveFault.If(at >= text.Length, RecordFault.Malformed);
                at++;
            }
            else
            {
                for (; at < text.Length && text[at] is not (',' or '"' or '\r'); at++)
                {
                    cell.Append(text[at]);
                }
            }

            NaiveFault.If(at < text.Length && text[at] != ',', RecordFault.Malformed);
            cells.Add(isQuoted || cell.Length > 0 ? cell.ToString() : null);
        }

        return cells;
    }

    private static string Decode(byte[] row)
    {
        try
        {
            return Strict.GetString(row);
        }
        catch (ArgumentException)
        {
            throw new NaiveFault(RecordFault.NotUnicode);
        }
    }

    private static JsonElement Record(RecordProgram program, List<string?> header, List<string?> cells)
    {
        var record = new JsonObject();
        var types = program.Fields.ToDictionary(f => f.Path.ToString(), f => f.Type, StringComparer.Ordinal);
        string[] paths = [.. types.Keys, .. program.Subjects.Select(s => s.Path.ToString()), .. program.Rows.Select(r => r.Path.ToString())];
        foreach (string path in paths.Distinct(StringComparer.Ordinal))
        {
            var place = record;
            string[] names = path.Split('.');
            foreach (string name in names[..^1])
            {
                place[name] ??= new JsonObject();
                place = place[name]!.AsObject();
            }

            if (header.IndexOf(path) is >= 0 and int column)
            {
                place[names[^1]] = Value(cells[column], types.GetValueOrDefault(path, FieldType.Text));
            }
        }

        return JsonSerializer.SerializeToElement(record);
    }

    private static JsonNode? Value(string? cell, FieldType type)
    {
        bool isWord = type is FieldType.Boolean && (cell is "true" or "false");
        bool mayBeNumber = type is FieldType.Integer or FieldType.Number && cell is { Length: > 0 } && (char.IsAsciiDigit(cell[^1]) && !char.IsWhiteSpace(cell[0]));
        if (cell is null || !(isWord || mayBeNumber))
        {
            return cell is null ? null : JsonValue.Create(cell);
        }

        try
        {
            return JsonNode.Parse(cell);
        }
        catch (JsonException)
        {
            return JsonValue.Create(cell); // no number, which no number field takes
        }
    }

    private static string Cell(JsonElement place, string[] path)
    {
        foreach (string name in path)
        {
            if (place.ValueKind is not JsonValueKind.Object || !place.TryGetProperty(name, out place))
            {
                return "";
            }
        }

        return place.ValueKind switch
        {
            JsonValueKind.String => Quote(place.GetString()!),
            JsonValueKind.Null => "",
            _ => place.GetRawText(),
        };
    }

    private static string Quote(string text)
    {
        string safe = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return text.Length == 0 || text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
