using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>Reads a file of a <c>contracts</c> folder: Open Data Contract Standard v3.1.</summary>
internal static partial class ContractFile
{
    // Sections that ODCS v3.1 publishes for people and other tools. They are accepted, so that IT can keep one contract for all its tools,
    // and the gateway does nothing with them. Every other key is a finding.
    public static readonly string[] ForOthers =
    [
        "tenant", "tags", "dataProduct", "description", "domain", "support", "price", "team", "roles", "slaDefaultElement", "slaProperties",
        "authoritativeDefinitions", "contractCreatedTs",
    ];

    public static readonly string[] States = ["proposed", "draft", "active", "deprecated", "retired"];

    public static ContractDraft Read(FilePlace place, MapReader file)
    {
        file.PassOver(ForOthers);
        file.Required("apiVersion", Values.OneOf("v3.1.0"));
        var schema = SchemaReader.Read(file);
        var properties = CustomProperties.Read(file);
        var draft = new ContractDraft(place, file.At)
        {
            Id = file.Required("id", Values.Id),
            Name = file.Required("name", Values.Line),
            Version = file.Required("version", Version),
            Status = file.Required("status", Values.OneOf(States)),
            Schema = schema,
            Servers = ServerReader.Read(file),
            Subjects = ReadSubjects(file, properties, schema),
            CaseTwins = properties?.Optional("caseTwins", Values.OneOf("refuse", "unknown")),
        };
        properties?.Done();
        file.Done();
        return draft;
    }

    private static ImmutableArray<SubjectDraft> ReadSubjects(MapReader file, MapReader? properties, ContractSchema schema)
    {
        if (properties?.PlaceOf("subjectKeys") is null)
        {
            string hint = "add the custom property `subjectKeys`: without it, nothing about anyone may leave";
            file.Findings.Add(FindingCodes.NoSubject, file.At, "the contract does not say who a record is about", hint);
            return [];
        }

        var keys = properties.RequiredMaps("subjectKeys");
        var subjects = keys.Select(key => ReadSubject(key, schema)).ToImmutableArray();
        if (keys.Length > 0 && subjects.All(subject => subject is not null) && !subjects.Any(subject => subject!.Required))
        {
            file.Findings.Add(FindingCodes.NoSubject, keys[0].At, "no subject key is required", "one must be: `required: true`");
        }

        return [.. subjects.OfType<SubjectDraft>()];
    }

    private static SubjectDraft? ReadSubject(MapReader key, ContractSchema schema)
    {
        var path = key.Required("path", Values.Path);
        var scheme = key.Required("scheme", Values.Id);
        var form = key.Required("form", Values.OneOf([.. CanonicalForms.Names]));
        var required = key.Required("required", Values.YesNo);
        key.Done();
        if (path is not null)
        {
            CheckSubject(path, schema, key);
        }

        return path is null || scheme is null || form is null || required is null
            ? null
            : new SubjectDraft(path, scheme.Value, CanonicalForms.Find(form.Value), required.Value);
    }

    private static void CheckSubject(Placed<FieldPath> path, ContractSchema schema, MapReader key)
    {
        var field = schema.Find(path.Value);
        if (field is null && !schema.IsBroken(path.Value))
        {
            key.Findings.Add(
                FindingCodes.UnknownField,
                path.At,
                $"subject key `{path.Value}` is no field of the schema",
                schema.HintFor(path.Value) ?? Vocabulary.Nearest.Hint(path.Value.ToString(), schema.Paths));
        }
        else if (field is not null && field.Type is not (FieldType.Text or FieldType.Integer))
        {
            key.Findings.Add(FindingCodes.NoSubject, path.At, $"subject key `{path.Value}` is no id", "expected a string or integer field");
        }
    }

    private static Reading<string> Version(string text) =>
        VersionPattern().IsMatch(text) ? text : Values.Wrong(text, "expected three numbers, such as `1.2.0`");

    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex VersionPattern();
}
