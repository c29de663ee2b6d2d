using System.Text;
using System.Text.Json.Nodes;
using ShareGateway.Policy;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Rehearsals;

/// <summary>An upstream body about nobody: every field that a plan reads, in values that its transforms can work on.</summary>
internal static class MadeUpBody
{
    private const int Some = 8;

    private static readonly string Long = new('a', 80); // longer than any end that a transform keeps

    /// <summary>Records that are all the same. JSON stands as a bare array.</summary>
    public static byte[] Of(SharePlan plan, RecordFormat format, int records = Some) => Encoding.UTF8.GetBytes(format switch
    {
        RecordFormat.Csv => Lines(plan, records),
        RecordFormat.Ndjson => string.Concat(Enumerable.Repeat(Record(plan) + "\n", records)),
        _ => $"[{string.Join(',', Enumerable.Repeat(Record(plan), records))}]",
    });

    private static string Record(SharePlan plan)
    {
        var record = new JsonObject();
        foreach (var (path, value) in ValuesOf(plan))
        {
            Put(record, path.Segments.AsSpan(), value);
        }

        return record.ToJsonString();
    }

    private static string Lines(SharePlan plan, int records)
    {
        var values = ValuesOf(plan).ToArray();
        var line = string.Join(',', values.Select(value => $"\"{value.Value}\"")) + "\r\n";
        return string.Join(',', values.Select(value => $"\"{value.Path}\"")) + "\r\n" + string.Concat(Enumerable.Repeat(line, records));
    }

    /// <summary>Row rules first: what they ask for is what the field must hold.</summary>
    private static IEnumerable<(FieldPath Path, JsonNode Value)> ValuesOf(SharePlan plan)
    {
        var types = plan.Fields.ToDictionary(field => field.Path, field => field.Type);
        return plan.Rows.Select(row => (row.Path, Value: Written(row.Accepted.First(), types.GetValueOrDefault(row.Path))))
            .Concat(plan.SubjectFields.Select(subject => (subject.Path, Value: Written(Text(subject.Form), types.GetValueOrDefault(subject.Path)))))
            .Concat(plan.Fields.Select(field => (field.Path, Value: (JsonNode)Value(field))))
            .DistinctBy(value => value.Path);
    }

    private static JsonValue Value(PlannedField field) => field.Type switch
    {
        FieldType.Integer => JsonValue.Create(7),
        FieldType.Number => JsonValue.Create(-12.5m),
        FieldType.Boolean => JsonValue.Create(true),
        FieldType.Date => JsonValue.Create("2001-02-03"),
        FieldType.Timestamp => JsonValue.Create("2001-02-03T04:05:06Z"),
        FieldType.Time => JsonValue.Create("04:05:06"),
        _ => JsonValue.Create(Text(field.Form)),
    };

    private static string Text(CanonicalForm form) => form switch
    {
        CanonicalForm.Digits => "7000000000",
        CanonicalForm.Email => "nobody@people.example",
        CanonicalForm.Phone => "+33 1 99 00 00 00",
        CanonicalForm.Iban => "FR14 2004 1010 0505 0001 3M02 606",
        CanonicalForm.Card => "4111 1111 1111 1111",
        CanonicalForm.Nir => "2 55 08 14 168 025 38",
        CanonicalForm.Ip => "203.0.113.7",
        _ => Long,
    };

    private static JsonNode Written(string text, FieldType type) =>
        type is FieldType.Integer or FieldType.Number ? JsonNode.Parse(text.All(char.IsAsciiDigit) ? text : "7")! : JsonValue.Create(text);

    private static void Put(JsonObject parent, ReadOnlySpan<FieldSegment> path, JsonNode value)
    {
        var (name, arrays) = path[0];
        var child = parent[name] ?? Nest(parent, name, arrays, path.Length == 1 ? value.DeepClone() : new JsonObject());
        for (var i = 0; i < arrays; i++)
        {
            child = child[0]!;
        }

        if (path.Length > 1)
        {
            Put(child.AsObject(), path[1..], value);
        }
    }

    private static JsonNode Nest(JsonObject parent, string name, int arrays, JsonNode innermost)
    {
        for (var i = 0; i < arrays; i++)
        {
            innermost = new JsonArray(innermost);
        }

        return parent[name] = innermost;
    }
}
