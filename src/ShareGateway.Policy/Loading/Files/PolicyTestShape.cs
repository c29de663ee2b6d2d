using System.Globalization;
using System.Text.Json;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;
using ShareGateway.Records;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>Holds records that a test's author wrote against the contract's schema.</summary>
internal sealed class PolicyTestShape(ContractDraft contract, FileFindings findings)
{
    private enum Node
    {
        Unknown,
        Broken,
        Leaf,
        List,
        Object,
    }

    /// <summary>Gives each value of a record that stands where the contract has a leaf; whatever stands elsewhere is a finding.</summary>
    /// <param name="record">The record.</param>
    /// <param name="take">Gets the field's path, the place in this record (list elements counted from 0), and what stands there.</param>
    public void Walk(YamlMap record, Action<string, string, YamlValue> take) => Walk(record, "", "", take);

    /// <summary>Writes a record as an upstream that keeps to the contract would; leaves out what <see cref="Walk(YamlMap, Action{string, string, YamlValue})"/> has found fault with.</summary>
    public void Write(Utf8JsonWriter json, YamlMap record) => Write(json, record, "");

    /// <summary>A path that is one of the contract's leaves.</summary>
    public Reading<string> Leaf(string text) => NodeOf(text) is Node.Leaf or Node.Broken ? text : UnknownField(text);

    private void Walk(YamlValue value, string path, string place, Action<string, string, YamlValue> take)
    {
        switch (NodeOf(path), value)
        {
            case (Node.Object, YamlMap map):
                foreach (var (key, child) in map.Entries)
                {
                    if (Knows(Below(path, key.Text), key))
                    {
                        Walk(child, Below(path, key.Text), Below(place, key.Text), take);
                    }
                }

                break;
            case (Node.List, YamlList { Items.Length: > 0 } list):
                for (int i = 0; i < list.Items.Length; i++)
                {
                    Walk(list.Items[i], path + "[]", string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]"), take);
                }

                break;
            case (Node.List, YamlList list):
                take(path, place, new YamlText(list.At, "[]", IsPlain: true));
                break;
            case (Node.Leaf, not YamlList):
            case (Node.Object or Node.List, YamlText { IsPlain: true, Text: "" or "~" or "null" }):
                take(path, place, value);
                break;
            case (Node.Broken, _):
                break; // the contract has a finding of its own
            case var (node, _):
                string expected = node switch { Node.Object => "a map", Node.List => "a list", _ => "text" };
                findings.Add(FindingCodes.WrongShape, value.At, $"`{path}` takes {expected}, got {value.Shape}");
                break;
        }
    }

    private void Write(Utf8JsonWriter json, YamlValue value, string path)
    {
        switch (value)
        {
            case YamlMap map:
                json.WriteStartObject();
                foreach (var (key, child) in map.Entries)
                {
                    json.WritePropertyName(key.Text);
                    Write(json, child, Below(path, key.Text));
                }

                json.WriteEndObject();
                break;
            case YamlList list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(json, item, path + "[]");
                }

                json.WriteEndArray();
                break;
            case YamlText { IsPlain: true, Text: "" or "~" or "null" }:
                json.WriteNullValue();
                break;
            case YamlText text when FieldPath.TryParse(path, out var field) && contract.Schema.Find(field) is { } leaf && PolicyTestValues.IsBare(text, leaf.Type):
                json.WriteRawValue(text.Text);
                break;
            case YamlText text:
                json.WriteStringValue(text.Text);
                break;
        }
    }

    private bool Knows(string path, YamlText key)
    {
        if (NodeOf(path) != Node.Unknown)
        {
            return true;
        }

        var problem = UnknownField(path);
        findings.Add(problem.Code, key.At, problem.Text, problem.Hint);
        return false;
    }

    private Node NodeOf(string path)
    {
        if (path.Length == 0)
        {
            return Node.Object;
        }

        if (!FieldPath.TryParse(path, out var field))
        {
            return Node.Unknown;
        }

        if (contract.Schema.Find(field) is not null)
        {
            return Node.Leaf;
        }

        if (contract.Schema.IsBroken(field))
        {
            return Node.Broken;
        }

        return contract.Schema.HintFor(field) is null ? Node.Unknown : NodeOf(path + "[]") == Node.Unknown ? Node.Object : Node.List;
    }

    private Problem UnknownField(string path) =>
        new(FindingCodes.UnknownField, $"contract `{contract.Dataset}` has no field `{path}`", Nearest.Hint(path, contract.Schema.Paths));

    private static string Below(string path, string name) => path.Length == 0 ? name : path + "." + name;
}
