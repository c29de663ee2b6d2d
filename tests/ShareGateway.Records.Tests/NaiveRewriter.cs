using System.Globalization;
using System.Text;
using System.Text.Json;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Records.Tests;

/// <summary>
/// The slow reference: whole documents, paths as strings, no streaming and no sharing of code with the rewriter. Knows the transforms and the
/// gate of these tests.
/// </summary>
internal sealed class NaiveRewriter(RecordProgram program)
{
    private readonly Dictionary<string, FieldRule> _fields = program.Fields.ToDictionary(f => f.Path.ToString(), StringComparer.Ordinal);
    private readonly List<string> _people = [];
    private FailureMode _failure = FailureMode.Null;
    private bool _unreadable;
    private int _nulled;

    /// <summary>The delivered records as JSON, or null when the request fails.</summary>
    public static List<string>? Rewrite(RecordProgram program, string array)
    {
        var delivered = new List<string>();
        foreach (var record in JsonDocument.Parse(array).RootElement.EnumerateArray())
        {
            var (verdict, text, _) = Judge(program, record);
            if (verdict == "unfit")
            {
                return null;
            }

            if (verdict == "admitted")
            {
                delivered.Add(text);
            }
        }

        return delivered;
    }

    /// <summary>What becomes of one record: <c>admitted</c>, <c>unfit</c> (the request fails), <c>unreadable</c>, <c>rule</c> or <c>gate</c>.</summary>
    public static (string Verdict, string Text, int Nulled) Judge(RecordProgram program, JsonElement record)
    {
        var naive = new NaiveRewriter(program);
        if (record.ValueKind is not JsonValueKind.Object)
        {
            return ("unreadable", "", 0);
        }

        string text = naive.Object(record, "") ?? "{}";
        foreach (var subject in program.Subjects)
        {
            int found = naive.People(record, [.. subject.Path.ToString().Replace("[]", ".[]", StringComparison.Ordinal).Split('.')], subject.Required);
            naive._unreadable |= subject.Required && found == 0;
        }

        string verdict = naive switch
        {
            { _unreadable: true } or { _people.Count: 0 } => "unreadable",
            _ when !program.Rows.All(row => Keeps(record, row)) => "rule",
            _ when naive._people.Any(p => p.StartsWith("no", StringComparison.Ordinal)) => "gate",
            { _failure: FailureMode.FailRequest } => "unfit",
            { _failure: FailureMode.DropRecord } => "unreadable",
            _ => "admitted",
        };
        return (verdict, text, naive._nulled);
    }

    private static bool Keeps(JsonElement record, RowRule row)
    {
        foreach (var segment in row.Path.Segments)
        {
            if (record.ValueKind is not JsonValueKind.Object || !record.TryGetProperty(segment.Name, out record))
            {
                return false;
            }
        }

        return record.ValueKind switch
        {
            JsonValueKind.String => row.Accepted.Contains(record.GetString()!),
            JsonValueKind.Number => row.Accepted.Contains(record.GetRawText()),
            _ => false,
        };
    }

    private int People(JsonElement place, string[] way, bool required)
    {
        if (place.ValueKind is JsonValueKind.Null)
        {
            _unreadable |= required;
            return 0;
        }

        if (way.Length == 0)
        {
            string id = place.ValueKind switch
            {
                JsonValueKind.String => place.GetString()!.Trim(),
                JsonValueKind.Number => place.GetRawText(),
                _ => "",
            };
            _unreadable |= id.Length is 0 or > 200 || id.Any(char.IsControl);
            _people.Add(id);
            return 1;
        }

        if (way[0] == "[]" && place.ValueKind is JsonValueKind.Array)
        {
            return place.EnumerateArray().Sum(element => People(element, way[1..], required));
        }

        if (way[0] != "[]" && place.ValueKind is JsonValueKind.Object)
        {
            bool stands = place.TryGetProperty(way[0], out var member);
            _unreadable |= required && !stands;
            return stands ? People(member, way[1..], required) : 0;
        }

        _unreadable = true;
        return 0;
    }

    private string? Value(JsonElement value, string path)
    {
        if (_fields.TryGetValue(path, out var field))
        {
            return field.Transform.Drops ? null : Leaf(value, field);
        }

        var below = _fields.Values.Where(f => Below(f.Path.ToString(), path) && !f.Transform.Drops).ToList();
        bool wantsArray = _fields.Keys.Any(k => k.StartsWith(path + "[]", StringComparison.Ordinal));
        if (below.Count == 0 || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != (wantsArray ? JsonValueKind.Array : JsonValueKind.Object))
        {
            below.ForEach(f => Fail(f));
            return null;
        }

        return wantsArray ? Array(value, path) : Object(value, path);
    }

    private static bool Below(string path, string parent) =>
        path.StartsWith(parent + ".", StringComparison.Ordinal) || path.StartsWith(parent + "[]", StringComparison.Ordinal);

    private string? Object(JsonElement value, string path)
    {
        var members = value.EnumerateObject()
            .Select(m => (m.Name, Text: Value(m.Value, path.Length == 0 ? m.Name : $"{path}.{m.Name}")))
            .Where(m => m.Text is not null)
            .Select(m => Quote(m.Name) + ":" + m.Text)
            .ToList();
        return members.Count == 0 ? null : "{" + string.Join(',', members) + "}";
    }

    private string? Array(JsonElement value, string path)
    {
        var elements = value.EnumerateArray().Select(e => Value(e, path + "[]")).Where(e => e is not null).ToList();
        bool isLeafArray = _fields.Keys.Any(k => k.StartsWith(path, StringComparison.Ordinal) && k[path.Length..].Replace("[]", "", StringComparison.Ordinal).Length == 0);
        return elements.Count == 0 && !isLeafArray ? null : "[" + string.Join(',', elements) + "]";
    }

    private string Leaf(JsonElement value, FieldRule field)
    {
        if (value.ValueKind is JsonValueKind.Null)
        {
            return "null";
        }

        string raw = value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
        bool fits = (field.Type, value.ValueKind) switch
        {
            (FieldType.Text, JsonValueKind.String) => true,
            (FieldType.Number, JsonValueKind.Number) => true,
            (FieldType.Integer, JsonValueKind.Number) => !raw.Any(c => c is '.' or 'e' or 'E'),
            (FieldType.Date, JsonValueKind.String) => DateOnly.TryParseExact(raw, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            (FieldType.Boolean, JsonValueKind.True or JsonValueKind.False) => true,
            _ => false,
        };
        if (!fits || (field.Transform is TestTransform { Reveals: false, Hides: false } && raw.Contains("bad", StringComparison.Ordinal)))
        {
            Fail(field);
            return "null";
        }

        if (field.Transform is TestTransform { Hides: true })
        {
            if (value.ValueKind is not JsonValueKind.String || !raw.All(char.IsAscii))
            {
                Fail(field);
                return "null";
            }

            return Quote(TestTransform.Hidden(raw));
        }

        bool isSimple = value.ValueKind is JsonValueKind.True or JsonValueKind.False;
        if (field.Transform is TestTransform { IsLate: true } && !isSimple)
        {
            return Quote(TestTransform.Late(raw));
        }

        return field.Transform.Reveals
            ? value.ValueKind is JsonValueKind.String ? Quote(raw) : raw
            : Quote(TestTransform.Tagged(isSimple ? "" : raw));
    }

    private void Fail(FieldRule field)
    {
        _failure = (FailureMode)Math.Min((int)_failure, (int)field.OnFailure);
        _nulled++;
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
