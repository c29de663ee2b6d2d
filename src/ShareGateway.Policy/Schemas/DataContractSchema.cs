using System.Text.Json.Nodes;
using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Vocabulary;
using ShareGateway.Privacy.Canonical;

namespace ShareGateway.Policy.Schemas;

/// <summary>
/// The schema of a file of a <c>contracts</c> folder: the part of ODCS v3.1 that the gateway acts on; what it passes over may hold anything.
/// </summary>
internal static class DataContractSchema
{
    public static JsonObject Create()
    {
        var contract = Shape.Map(
            "Open Data Contract Standard v3.1: a dataset, its fields, where it is served, and who a record is about.",
            [
                ("kind", Words.Kind("DataContract")),
                ("apiVersion", Shape.OneOf("version of the standard", "v3.1.0")),
                ("id", Words.Id("the file's name without `.yaml`; agreements call the dataset by it and the major version")),
                ("name", Words.Line("for people")),
                ("version", Shape.Text("three numbers; agreements name the first", "(0|[1-9][0-9]{0,5})(\\.(0|[1-9][0-9]{0,5})){2}")),
                ("status", Shape.OneOf("only active and deprecated contracts are shared", ContractFile.States)),
                ("servers", Shape.List("where the dataset is served, one server for each format", Shape.Ref("server"))),
                ("schema", Records()),
                ("customProperties", Properties("who a record is about, as `subjectKeys`", "subjectKeys", Shape.List("the people of a record", Shape.Ref("subjectKey")))),
                .. Passed(ContractFile.ForOthers),
            ]);
        return PolicySchemas.Document("Data contract", contract, ("server", Server()), ("subjectKey", SubjectKey()), ("field", Field(isItem: false)), ("item", Field(isItem: true)));
    }

    private static JsonObject Records() => new()
    {
        ["type"] = "array",
        ["minItems"] = 1,
        ["description"] = "the collection of records",
        ["items"] = Shape.Map(
            "one collection",
            [("name", Words.Line("for people")), ("logicalType?", Shape.OneOf("always object", "object")), ("properties", Shape.List("the fields", Shape.Ref("field"))), .. Passed([.. SchemaReader.Described, "dataGranularityDescription", "customProperties"])]),
    };

    private static JsonObject Server() => Shape.Map(
        "a cluster of the gateway's own configuration, and a path on it",
        [
            ("server", Words.Id("the cluster's name")),
            ("type", Shape.OneOf("always api", "api")),
            ("location", Shape.Text("a path on the cluster; no host, no query", ServerReader.LocationForm)),
            ("customProperties", Properties("`format`; for JSON also `recordsAt`, and how pages are asked for", "format", Shape.OneOf("the form of the body", "json", "ndjson", "csv"))),
            .. Passed(ServerReader.Described),
        ]);

    private static JsonObject SubjectKey() => Shape.Map(
        "where a record names a person",
        ("path", Words.Path("the field that holds the person's id")),
        ("scheme", Words.Id("which numbering it is")),
        ("form", Shape.OneOf("how an id is written", [.. CanonicalForms.Names])),
        ("required", Shape.YesNo("true: a record without it never leaves")));

    private static JsonObject Field(bool isItem)
    {
        var field = Shape.Map(
            isItem ? "what each element of the list is" : "one field",
            [
                (isItem ? "name?" : "name", Shape.Text("the field's name, without dots and brackets", "[^.\\[\\]]+")),
                ("logicalType", Shape.OneOf("what it holds", SchemaReader.LogicalTypes)),
                ("properties?", Shape.List("the fields of an object", Shape.Ref("field"))),
                ("items?", Shape.Ref("item")),
                ("customProperties?", Properties("`dataCategory`: the kind of personal data; `form`: how values are written, for transforms that need to know", "dataCategory", Words.Term("`dpv:NonPersonalData` when it is none", TermKind.DataCategory))),
                .. Passed([.. SchemaReader.Described, .. SchemaReader.OfProperty]),
            ]);
        field["if"] = new JsonObject { ["properties"] = new JsonObject { ["logicalType"] = new JsonObject { ["enum"] = new JsonArray("object", "array") } } };
        field["then"] = new JsonObject { ["allOf"] = new JsonArray(Shape.When("logicalType", "object", Shape.Needs("properties")), Shape.When("logicalType", "array", Shape.Needs("items"))) };
        field["else"] = Shape.Needs("customProperties");
        return field;
    }

    /// <summary>The list of property and value that ODCS has for everybody's own keys; one of them must be there.</summary>
    private static JsonObject Properties(string about, string needed, JsonObject value) => new()
    {
        ["type"] = "array",
        ["description"] = about,
        ["items"] = Shape.Map("a property and its value", ("property", Shape.Text("its name")), ("value", new JsonObject()), ("description?", new JsonObject()), ("id?", new JsonObject())),
        ["contains"] = new JsonObject { ["properties"] = new JsonObject { ["property"] = new JsonObject { ["const"] = needed }, ["value"] = value }, ["required"] = new JsonArray("property", "value") },
    };

    private static IEnumerable<(string Key, JsonNode Value)> Passed(IEnumerable<string> keys) =>
        keys.Select(key => (key + "?", (JsonNode)new JsonObject { ["description"] = "for people and other tools; the gateway does not act on it" }));
}
