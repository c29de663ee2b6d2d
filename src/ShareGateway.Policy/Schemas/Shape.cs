using System.Text.Json.Nodes;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Schemas;

/// <summary>The pieces that the schemas are made of: JSON Schema draft 7, the newest that editors for YAML know whole.</summary>
internal static class Shape
{
    public static JsonObject Text(string about) => new() { ["type"] = "string", ["description"] = about };

    /// <summary>Text of one form, given as a regular expression over the whole text.</summary>
    public static JsonObject Text(string about, string form) => new() { ["type"] = "string", ["pattern"] = $"^(?:{form})$", ["description"] = about };

    /// <summary>Whatever YAML reads a single value as: the loader takes its text.</summary>
    public static JsonObject Scalar(string about) =>
        new() { ["type"] = new JsonArray("string", "number", "boolean"), ["description"] = about };

    public static JsonObject Whole(string about, long from, long to) =>
        new() { ["type"] = "integer", ["minimum"] = from, ["maximum"] = to, ["description"] = about };

    public static JsonObject YesNo(string about) => new() { ["type"] = "boolean", ["description"] = about };

    public static JsonObject OneOf(string about, params IEnumerable<string> words) =>
        new() { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]), ["description"] = about };

    /// <summary>A list of at least one item, none of them twice.</summary>
    public static JsonObject List(string about, JsonNode item) =>
        new() { ["type"] = "array", ["items"] = item, ["minItems"] = 1, ["uniqueItems"] = true, ["description"] = about };

    /// <summary>A reference to a definition of the same file, with what it is about in this place.</summary>
    public static JsonObject Ref(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };

    /// <summary>A map with these keys and no others; a key that ends in <c>?</c> may be absent.</summary>
    public static JsonObject Map(string about, params (string Key, JsonNode Value)[] keys)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var (key, value) in keys)
        {
            properties[key.TrimEnd('?')] = value;
            if (key[^1] != '?')
            {
                required.Add((JsonNode)key);
            }
        }

        var map = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false, ["description"] = about };
        if (required.Count > 0)
        {
            map["required"] = required;
        }

        return map;
    }

    /// <summary>A map whose keys are terms of a kind. Each is named, so that an editor can offer it, with its label.</summary>
    public static JsonObject TermMap(string about, TermKind kind, string valueDefinition)
    {
        var properties = new JsonObject();
        foreach (string term in Terms.OfKind(kind).Order(StringComparer.Ordinal))
        {
            properties[term] = Ref(valueDefinition);
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false, ["minProperties"] = 1, ["description"] = about };
    }

    /// <summary>When a key has a value, further rules hold.</summary>
    public static JsonObject When(string key, JsonNode value, JsonObject then) => new()
    {
        ["if"] = new JsonObject { ["properties"] = new JsonObject { [key] = new JsonObject { ["const"] = value } }, ["required"] = new JsonArray(key) },
        ["then"] = then,
    };

    public static JsonObject Needs(params string[] keys) => new() { ["required"] = Words(keys) };

    /// <summary>No other keys than these.</summary>
    public static JsonObject Only(params IEnumerable<string> keys) => new() { ["propertyNames"] = new JsonObject { ["enum"] = Words(keys) } };

    private static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode)word)]);
}
