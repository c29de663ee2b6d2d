using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>Reads the <c>schema</c> of a contract down to its leaves. Every leaf says which kind of personal data it is.</summary>
internal static class SchemaReader
{
    // Published by ODCS v3.1 for every element; they describe and document, and nothing of a request depends on them.
    public static readonly string[] Described =
    [
        "id", "businessName", "description", "physicalName", "physicalType", "tags", "authoritativeDefinitions", "quality", "relationships",
    ];

    // For a property only.
    public static readonly string[] OfProperty =
    [
        "classification", "required", "unique", "primaryKey", "primaryKeyPosition", "partitioned", "partitionKeyPosition", "encryptedName",
        "criticalDataElement", "transformLogic", "transformSourceObjects", "transformDescription", "examples", "logicalTypeOptions",
    ];

    public static readonly string[] LogicalTypes = ["string", "integer", "number", "boolean", "date", "timestamp", "time", "object", "array"];

    public static ContractSchema Read(MapReader contract)
    {
        var schema = new ContractSchema();
        var tables = contract.RequiredMaps("schema");
        foreach (var table in tables)
        {
            table.Required("name", Values.Line);
            table.Optional("logicalType", Values.OneOf("object"));
            table.PassOver(Described);
            table.PassOver("dataGranularityDescription");
            PassOverCustom(table);
            ReadProperties(schema, table, "");
            table.Done();
        }

        if (tables.Length > 1)
        {
            string text = "`schema` takes one entry: the gateway shares one collection of records per contract";
            contract.Findings.Add(FindingCodes.NotYetSupported, tables[1].At, text);
        }

        return schema;
    }

    private static void ReadProperties(ContractSchema schema, MapReader owner, string prefix)
    {
        foreach (var property in owner.RequiredMaps("properties"))
        {
            if (property.Required("name", Values.Path) is { } name)
            {
                ReadNode(schema, property, PathOf(property, prefix, name));
            }
        }
    }

    // A name with a dot or brackets would read as a path of several names.
    private static string? PathOf(MapReader property, string prefix, Placed<FieldPath> name)
    {
        if (name.Value is { Segments: [{ Arrays: 0 }] } && FieldPath.TryParse(prefix + name.Value, out _))
        {
            return prefix + name.Value;
        }

        property.Findings.Add(FindingCodes.WrongValue, name.At, $"wrong value `{name.Value}`", "expected one name, without dots and brackets");
        return null;
    }

    private static void ReadNode(ContractSchema schema, MapReader node, string? path)
    {
        if (path is not null && !schema.TakesName(path))
        {
            node.Findings.Add(FindingCodes.TwiceInMap, node.At, $"field `{path}` stands twice");
        }

        node.PassOver(Described);
        node.PassOver(OfProperty);
        var type = node.Required("logicalType", LogicalType);
        if (path is null || type is null)
        {
            MarkBroken(schema, path);
            node.TakeRest();
            return;
        }

        switch (type.Value)
        {
            case "object":
                schema.AddBranch(path, $"it is an object: name its fields, such as `{path}.…`");
                PassOverCustom(node);
                ReadProperties(schema, node, path + ".");
                break;
            case "array":
                schema.AddBranch(path, $"it is an array: write `{path}[]`");
                PassOverCustom(node);
                ReadItems(schema, node, path + "[]");
                break;
            default:
                ReadLeaf(schema, node, path, FieldTypeOf(type.Value));
                break;
        }

        node.Done();
    }

    // What other tools note about a group of fields. Ours stand at single fields: here, nobody would read them.
    private static void PassOverCustom(MapReader owner)
    {
        foreach (var (key, _) in CustomProperties.Read(owner)?.TakeRest().Where(entry => entry.Key.Text == "dataCategory") ?? [])
        {
            owner.Findings.Add(FindingCodes.UnknownKey, key.At, "`dataCategory` of a group of fields is not read", "write it at each single field");
        }
    }

    private static void ReadItems(ContractSchema schema, MapReader array, string path)
    {
        if (array.RequiredMap("items") is { } items)
        {
            items.PassOver("name");
            ReadNode(schema, items, path);
        }
    }

    private static void ReadLeaf(ContractSchema schema, MapReader node, string path, FieldType type)
    {
        var properties = CustomProperties.Read(node);
        var category = properties?.Required("dataCategory", Values.Term(TermKind.DataCategory));
        var form = properties?.Optional("form", Form);
        properties?.Done();
        if (properties is null)
        {
            string hint = "every field says which kind of personal data it is; `dpv:NonPersonalData` when it is none";
            node.Findings.Add(FindingCodes.MissingKey, node.At, $"custom property `dataCategory` of `{path}` is missing", hint);
        }

        if (category is not null && FieldPath.TryParse(path, out var leaf))
        {
            if (form is not null && !Fits(form.Value, type))
            {
                node.Findings.Add(FindingCodes.WrongValue, form.At, $"`form: {CanonicalForms.NameOf(form.Value)}` does not fit the type of `{path}`", "forms are those of string fields; `digits` of integer fields too");
            }

            schema.Add(new SchemaField(leaf, type, category.Value, form?.Value ?? UsualForm(type, category.Value)));
        }
        else
        {
            MarkBroken(schema, path);
        }
    }

    private static Reading<CanonicalForm> Form(string text) =>
        CanonicalForms.Find(text) is var form and not CanonicalForm.None ? form : Values.Wrong(text, $"expected one of {string.Join(", ", CanonicalForms.Names)}");

    private static bool Fits(CanonicalForm form, FieldType type) => type is FieldType.Text || (type is FieldType.Integer && form is CanonicalForm.Digits);

    // What holds without a word in the contract.
    private static CanonicalForm UsualForm(FieldType type, string category) => type switch
    {
        FieldType.Text when Terms.IsWithin(category, "pd:EmailAddress") => CanonicalForm.Email,
        FieldType.Integer => CanonicalForm.Digits,
        FieldType.Text or FieldType.Date or FieldType.Timestamp or FieldType.Number => CanonicalForm.Text,
        _ => CanonicalForm.None,
    };

    private static void MarkBroken(ContractSchema schema, string? path)
    {
        if (FieldPath.TryParse(path, out var broken))
        {
            schema.AddBroken(broken);
        }
    }

    private static Reading<string> LogicalType(string text) =>
        Values.OneOf(LogicalTypes)(text);

    private static FieldType FieldTypeOf(string logicalType) => logicalType switch
    {
        "string" => FieldType.Text,
        "integer" => FieldType.Integer,
        "number" => FieldType.Number,
        "boolean" => FieldType.Boolean,
        "date" => FieldType.Date,
        "timestamp" => FieldType.Timestamp,
        "time" => FieldType.Time,
        _ => FieldType.Unknown,
    };
}
