using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ShareGateway.Policy.Schemas;

/// <summary>
/// JSON Schemas of the policy files, for editors: they complete keys and terms and underline mistakes while somebody writes. They know one
/// file at a time; what holds between files, <c>sharegateway policy check</c> tells. Made from the tables and rules that the loader uses.
/// </summary>
public static class PolicySchemas
{
    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read by editors and people
    };

    /// <summary>The folder, below the group's policy folder, in which editors find them.</summary>
    public const string Folder = "schemas";

    /// <summary>File names, such as <c>agreement.schema.json</c>, and whole texts, UTF-8 without a mark, ending in a newline; by file name.</summary>
    public static ImmutableSortedDictionary<string, string> All { get; } = new Dictionary<string, JsonObject>(StringComparer.Ordinal)
    {
        ["agreement"] = AgreementSchema.Create(),
        ["contract"] = DataContractSchema.Create(),
        ["guardrail"] = GuardrailSchema.Create(isGroup: false),
        ["guardrail-group"] = GuardrailSchema.Create(isGroup: true),
        ["recipient"] = RecipientSchema.Create(),
        ["test"] = PolicyTestSchema.Create(),
        ["transfers"] = TransfersSchema.Create(),
    }.ToImmutableSortedDictionary(pair => $"{pair.Key}.schema.json", pair => pair.Value.ToJsonString(Form) + "\n", StringComparer.Ordinal);

    /// <summary>One file's schema: its shape, what it is called, and the definitions that it refers to.</summary>
    internal static JsonObject Document(string title, JsonObject shape, params (string Name, JsonNode Shape)[] definitions)
    {
        var document = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["title"] = title };
        foreach (var (key, value) in shape.ToArray())
        {
            shape.Remove(key);
            document[key] = value;
        }

        if (definitions.Length > 0)
        {
            document["definitions"] = new JsonObject(definitions.Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)pair.Shape)));
        }

        return document;
    }
}
