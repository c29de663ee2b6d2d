using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ShareGateway.Policy.Loading.Yaml;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>One dataset in a policy test: the records that its upstream holds, and how the test speaks of what leaves.</summary>
internal sealed class PolicyTestDataset(ContractDraft contract, FileFindings findings)
{
    private readonly PolicyTestShape _shape = new(contract, findings);
    private readonly ImmutableArray<PolicyTestRecord>.Builder _records = ImmutableArray.CreateBuilder<PolicyTestRecord>();

    public ContractDraft Contract => contract;

    public ImmutableArray<PolicyTestRecord> Records => _records.ToImmutable();

    /// <summary>Every value that stands in a record, with its field's path.</summary>
    public List<(string Path, YamlText Text)> Texts { get; } = [];

    /// <summary>Takes an upstream's record.</summary>
    public void Add(YamlMap record)
    {
        _shape.Walk(record, (path, _, value) =>
        {
            if (value is YamlText text)
            {
                Texts.Add((path, text));
            }
            else
            {
                findings.Add(FindingCodes.WrongShape, value.At, $"`{path}` takes text, got {value.Shape}");
            }
        });
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            _shape.Write(json, record);
        }

        _records.Add(new PolicyTestRecord(record.At.Line, Encoding.UTF8.GetString(stream.ToArray())));
    }

    /// <summary>Reads a record as it must leave.</summary>
    public PolicyTestShownRecord Shown(YamlMap record)
    {
        var values = ImmutableArray.CreateBuilder<KeyValuePair<string, PolicyTestValue>>();
        _shape.Walk(record, (_, place, value) => values.Add(new(place, Expected(value))));
        return new PolicyTestShownRecord(record.At.Line, values.ToImmutable());
    }

    /// <summary>Reads what a field must show: a value, a list of them, or <c>{is: …}</c>.</summary>
    public PolicyTestField? Field(YamlText key, YamlValue value)
    {
        if (!_shape.Leaf(key.Text).IsValue(out string? path))
        {
            var problem = _shape.Leaf(key.Text).Problem;
            findings.Add(problem.Code, key.At, problem.Text, problem.Hint);
            return null;
        }

        ImmutableArray<YamlValue> values = value is YamlList { Items.Length: > 0 } list ? list.Items : [value];
        return new PolicyTestField(path, key.At.Line, [.. values.Select(Expected)]);
    }

    private PolicyTestValue Expected(YamlValue value)
    {
        switch (value)
        {
            case YamlText text:
                return PolicyTestValues.Expected(text);
            case YamlMap map:
                var reader = new MapReader(map, findings);
                var kind = reader.Required("is", Values.OneOf("pseudonym", "absent"));
                reader.Done();
                return kind is null ? default : new(kind.Value == "absent" ? PolicyTestValueKind.Absent : PolicyTestValueKind.Pseudonym);
            default:
                string hint = "write the value, or `{is: pseudonym}` or `{is: absent}`";
                findings.Add(FindingCodes.WrongShape, value.At, $"a value takes text, got {value.Shape}", hint);
                return default;
        }
    }
}
