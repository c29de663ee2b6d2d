using System.Collections.Frozen;
using System.Collections.Immutable;
using ShareGateway.Policy.Loading.Yaml;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>Reads a file of a <c>tests</c> folder, when all other files are read: every name in it must be one of theirs.</summary>
internal sealed class PolicyTestFile(FilePlace place, MapReader file, PolicyTestNames names)
{
    private readonly Dictionary<string, PolicyTestDataset> _datasets = new(StringComparer.Ordinal);

    /// <summary>The tests, in the order of their files; not to be used when there is a finding.</summary>
    public static ImmutableArray<PolicyTest> ReadAll(PolicyDrafts drafts)
    {
        var names = new PolicyTestNames(drafts);
        return [.. drafts.Tests.Select(test => new PolicyTestFile(test.Place, test.File, names).Read())];
    }

    private PolicyTest Read()
    {
        var title = file.Required("title", Values.Line);
        var now = file.Required("now", PolicyTestValues.Moment);
        var peopleMap = file.OptionalMap("people");
        ReadRecords(file.OptionalMap("records"));
        var people = new PolicyTestPeople(names, _datasets.Values, file.Findings).Read(peopleMap);
        var cases = new PolicyTestCases(names, _datasets, [.. people.Select(person => person.Name)], now?.Value ?? default);
        var test = new PolicyTest
        {
            File = place.File,
            Title = title?.Value ?? "",
            Controller = Controller(),
            People = people,
            Records = _datasets.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Records, StringComparer.Ordinal),
            Cases = [.. file.OptionalMaps("cases").Select(cases.Read)],
            Edits = [.. file.OptionalMaps("edits").Select(ReadEdit)],
        };
        if (file.PlaceOf("cases") is null && file.PlaceOf("edits") is null)
        {
            file.Findings.Add(FindingCodes.VainTest, file.At, "the test has no case", "write `cases` or `edits`");
        }

        file.Done();
        return test;
    }

    private void ReadRecords(MapReader? records)
    {
        foreach (var (key, value) in records?.TakeRest() ?? [])
        {
            var name = records!.Read("records", key, names.Dataset);
            if (name is null || names.FindContract(name.Value) is not { } contract)
            {
                continue;
            }

            records.AsMaps(key.Text, value);
            var dataset = _datasets[name.Value] = new PolicyTestDataset(contract, file.Findings);
            foreach (var record in value is YamlList list ? list.Items.OfType<YamlMap>() : [])
            {
                dataset.Add(record);
            }
        }
    }

    // A consent is given to one controller. Records of two in one test would leave open to which.
    private string Controller()
    {
        var scopes = _datasets.Values.Select(dataset => dataset.Contract.Place.Scope).Distinct(StringComparer.Ordinal).ToList();
        if (scopes.Count > 1)
        {
            file.Findings.Add(FindingCodes.WrongValue, file.PlaceOf("records")!.Value, $"the records belong to `{scopes[0]}` and `{scopes[1]}`", "write one test for each: a consent is given to one of them");
        }

        return scopes.FirstOrDefault() ?? place.Scope;
    }

    private PolicyTestEdit ReadEdit(MapReader map)
    {
        var name = map.Required("name", Values.Line);
        var path = map.Required("file", names.File);
        var replace = map.Required("replace", PolicyTestValues.Passage);
        var with = map.Required("with", Values.AnyText);
        var code = map.Required("expect", PolicyTestNames.Code);
        map.Done();
        return new PolicyTestEdit(name?.Value ?? "", map.At.Line, path?.Value ?? "", replace?.Value ?? "", with?.Value ?? "", code?.Value ?? "");
    }
}
