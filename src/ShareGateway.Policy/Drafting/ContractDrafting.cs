using System.Text;
using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;
using ShareGateway.Privacy.Canonical;

namespace ShareGateway.Policy.Drafting;

/// <summary>Makes a new data contract by asking. Objects and lists are added by hand: the file shows how.</summary>
public static class ContractDrafting
{
    private static readonly string[] LeafTypes = [.. SchemaReader.LogicalTypes.Where(type => type is not ("object" or "array"))];

    /// <summary>Asks for everything that a contract says about one dataset on one server.</summary>
    /// <param name="set">The policies that the file will join.</param>
    /// <param name="ask">Puts the questions.</param>
    public static DraftedFile Create(PolicySet set, Ask ask)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(ask);
        string scope = ask.Scope(set);
        string id = ask.NewId("Short id of the dataset, such as customers", set.Contracts.Select(contract => contract.Id));
        string name = ask.Value("name", "What people call it", Values.Line);
        string server = Server(ask);
        string subject = ask.Value("path", "Field that holds the id of the person a record is about", SingleName);
        string scheme = ask.Value("scheme", "Which numbering that is, such as customer-number", Values.Id);
        string form = ask.Choice("form", "How such an id is written", [.. CanonicalForms.Names], "text");
        return Asking.File(scope, "contract", id, $"""
            # Open Data Contract Standard v3.1. The gateway knows only what stands here: a field that this file does not name can never be shared.
            kind: DataContract
            apiVersion: v3.1.0
            id: {id}
            name: {YamlScalar.Of(name)}
            version: 1.0.0
            status: active

            {server}
            # Who a record is about. Without a readable id here, a record never leaves.
            customProperties:
              - property: subjectKeys
                value:
                  - {"{"}path: {YamlScalar.Of(subject)}, scheme: {scheme}, form: {form}, required: true{"}"}

            # Every field says which kind of personal data it is; `dpv:NonPersonalData` for none.
            schema:
              - name: {YamlScalar.Of(name)}
                logicalType: object
                properties:
            {Fields(ask, subject)}
            """);
    }

    private static string Server(Ask ask)
    {
        string cluster = ask.Value("server", "Cluster of the gateway's own configuration that serves it", Values.Id);
        string location = ask.Value("location", "Path on that cluster, such as /internal/customers", ServerReader.Location);
        string format = ask.Choice("format", "Form of the body", ["json", "ndjson", "csv"], "json");
        string[] lines =
        [
            "servers:                           # cluster of the gateway's own configuration, and a path on it",
            $"  - server: {cluster}",
            "    type: api",
            $"    location: {location}",
            "    customProperties:",
            $"      - {{property: format, value: {format}}}",
            .. format == "json" ? [$"      - {{property: recordsAt, value: \"{RecordsAt(ask)}\"}}"] : Array.Empty<string>(),
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static string RecordsAt(Ask ask) =>
        ask.Value("recordsAt", "Where the records stand in it, such as /data/items; / for the whole document", PointerOrWhole, "/").TrimEnd('/');

    private static string Fields(Ask ask, string subject)
    {
        var fields = new StringBuilder();
        var names = new HashSet<string>(StringComparer.Ordinal);
        Add(subject, ask.Choice("logicalType", $"What the id field `{subject}` holds", ["string", "integer"], "string"), Category(ask, subject, "pd:Identifier"));
        while (ask(new Question("name", "Name of a further field; empty when there is none", JudgeName(names)) { Default = "" }) is { Length: > 0 } name)
        {
            Add(name, ask.Choice("logicalType", $"What `{name}` holds", LeafTypes, "string"), Category(ask, name, null));
        }

        return fields.ToString();

        void Add(string name, string type, string category)
        {
            names.Add(name);
            fields.Append(System.Globalization.CultureInfo.InvariantCulture, $"      - name: {YamlScalar.Of(name)}\n        logicalType: {type}\n        customProperties: [{{property: dataCategory, value: {category}}}]\n");
        }
    }

    private static string Category(Ask ask, string field, string? unlessGiven) =>
        ask.Term("dataCategory", $"Kind of personal data of `{field}`, such as pd:EmailAddress; dpv:NonPersonalData for none", TermKind.DataCategory, unlessGiven: unlessGiven);

    private static Func<string, string?> JudgeName(HashSet<string> names) => answer =>
        answer.Length == 0 ? null
        : !SingleName(answer).IsValue(out _) ? "expected one name, without dots and brackets"
        : names.Contains(answer) ? $"`{answer}` is named already" : null;

    private static Reading<string> SingleName(string text) =>
        Values.Path(text).IsValue(out var path) && path is { Segments: [{ Arrays: 0 }] } ? text : Values.Wrong(text, "expected one name, without dots and brackets");

    private static Reading<string> PointerOrWhole(string text) => text == "/" ? text : ServerReader.Pointer(text);
}
