using System.Collections.Immutable;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;
using ShareGateway.Records;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>Reads the cases of a policy test.</summary>
internal sealed class PolicyTestCases(
    PolicyTestNames names, IReadOnlyDictionary<string, PolicyTestDataset> datasets, ImmutableArray<string> people, DateTimeOffset now)
{
    public PolicyTestCase Read(MapReader map)
    {
        var name = map.Required("name", Values.Line);
        var recipient = map.Required("as", names.Recipient);
        var purpose = map.Optional("purpose", Values.Term(TermKind.Purpose));
        var dataset = map.Required("dataset", names.Dataset);
        var format = map.Optional("format", Values.OneOf("json", "ndjson", "csv"));
        var at = map.Optional("at", PolicyTestValues.Moment);
        var age = map.Optional("consentKnowledgeAge", Values.Time);
        var expect = ReadExpectation(map.OptionalMap("expect"), dataset?.Value ?? "");
        map.Done();
        return new PolicyTestCase
        {
            Name = name?.Value ?? "",
            Line = map.At.Line,
            Recipient = recipient?.Value ?? "",
            Purpose = purpose?.Value,
            Dataset = dataset?.Value ?? "",
            Format = format?.Value switch { "csv" => RecordFormat.Csv, "ndjson" => RecordFormat.Ndjson, _ => RecordFormat.Json },
            At = at?.Value ?? now,
            ConsentKnowledgeAge = age?.Value ?? TimeSpan.Zero,
            Expect = expect with { Line = Math.Max(expect.Line, map.At.Line) },
        };
    }

    private PolicyTestExpectation ReadExpectation(MapReader? map, string dataset)
    {
        if (map?.Required("status", Values.OneOf("shared", "refused")) is not { } status)
        {
            return new PolicyTestExpectation();
        }

        var expectation = status.Value == "shared" ? ReadShared(map, dataset) : new PolicyTestExpectation { Reason = map.Optional("reason", PolicyTestNames.Reason)?.Value };
        map.Done();
        return expectation with { Line = status.At.Line };
    }

    private PolicyTestExpectation ReadShared(MapReader map, string dataset)
    {
        var known = datasets.GetValueOrDefault(dataset);
        if (known is null && names.FindContract(dataset) is not null)
        {
            map.Findings.Add(FindingCodes.VainTest, map.At, $"nothing can be shared: this test has no records of `{dataset}`", "write some under `records`");
        }

        if (map.PlaceOf("people") is null && map.PlaceOf("records") is null)
        {
            map.Findings.Add(FindingCodes.VainTest, map.At, "the expectation does not say whose records leave", "write `people: [names]` or `records`");
        }

        var expectation = new PolicyTestExpectation
        {
            IsShared = true,
            People = Optional(map, "people", value => ReadPeople(map, value)),
            Rows = map.Optional("rows", Values.Number(0, 1_000_000))?.Value,
            Records = Optional(map, "records", value => ReadRecords(map, value, known)),
            Fields = ReadFields(map.OptionalMap("fields"), known),
            NeverContains = [.. (map.OptionalList("neverContains", Values.AnyText) ?? []).Select(text => Standing(map, text, known))],
        };
        return expectation;
    }

    private static ImmutableArray<T>? Optional<T>(MapReader map, string key, Func<YamlValue, ImmutableArray<T>> read) =>
        map.OptionalValue(key) is { } value ? value is YamlList { Items.Length: 0 } ? [] : read(value) : null;

    private ImmutableArray<string> ReadPeople(MapReader map, YamlValue value) =>
        [.. map.ReadList("people", value, text => PolicyTestNames.OneOf("person", text, people)).Select(name => name.Value)];

    private static ImmutableArray<PolicyTestShownRecord> ReadRecords(MapReader map, YamlValue value, PolicyTestDataset? dataset)
    {
        if (dataset is null)
        {
            return [];
        }

        map.AsMaps("records", value);
        return value is YamlList list ? [.. list.Items.OfType<YamlMap>().Select(dataset.Shown)] : [];
    }

    private static ImmutableArray<PolicyTestField> ReadFields(MapReader? fields, PolicyTestDataset? dataset) =>
        [.. (fields?.TakeRest() ?? []).Select(field => dataset?.Field(field.Key, field.Value)).OfType<PolicyTestField>()];

    // A text that the upstream never sends is never contained: a misspelt name would be found nowhere, and prove nothing.
    private static string Standing(MapReader map, Placed<string> text, PolicyTestDataset? dataset)
    {
        if (text.Value.Length == 0 || (dataset is not null && !dataset.Texts.Exists(value => value.Text.Text.Contains(text.Value, StringComparison.Ordinal))))
        {
            map.Findings.Add(FindingCodes.VainTest, text.At, $"`{text.Value}` stands in no record of this test", "write a text that the upstream sends");
        }

        return text.Value;
    }
}
