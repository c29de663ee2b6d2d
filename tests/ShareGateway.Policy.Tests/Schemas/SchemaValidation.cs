using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Schemas;

namespace ShareGateway.Policy.Tests.Schemas;

/// <summary>Asks an independent JSON Schema validator, Debian's python3-jsonschema, which <c>tests/run</c> installs.</summary>
internal static class SchemaValidation
{
    private const string Script = """
        import json, sys
        from jsonschema import Draft7Validator
        work = json.load(sys.stdin)
        checkers = {}
        for name, text in work["schemas"].items():
            schema = json.loads(text)
            Draft7Validator.check_schema(schema)
            checkers[name] = Draft7Validator(schema)
        told = [[e.json_path + ": " + e.message[:200] for e in checkers[c["schema"]].iter_errors(c["file"])] for c in work["cases"]]
        json.dump(told, sys.stdout)
        """;

    /// <summary>What the validator says of each file, in order; an empty list for a file that its schema takes.</summary>
    /// <param name="files">Name of the schema without <c>.schema.json</c>, and the file's text, which must be readable as YAML.</param>
    public static string[][] Errors(IEnumerable<(string Schema, string Yaml)> files)
    {
        var work = new JsonObject
        {
            ["schemas"] = new JsonObject(PolicySchemas.All.Select(pair => KeyValuePair.Create(pair.Key.Replace(".schema.json", "", StringComparison.Ordinal), (JsonNode?)pair.Value))),
            ["cases"] = new JsonArray([.. files.Select(file => (JsonNode)new JsonObject { ["schema"] = file.Schema, ["file"] = Json(Read(file.Yaml)) })]),
        };
        return JsonSerializer.Deserialize<string[][]>(Run(work.ToJsonString()))!;
    }

    private static string Run(string input)
    {
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", Script])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var complaint = python.StandardError.ReadToEndAsync();
        python.StandardInput.Write(input);
        python.StandardInput.Close();
        string output = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, complaint.Result);
        return output;
    }

    // What the gateway's own reader refuses beyond YAML, such as an anchor, an editor may still judge.
    private static YamlValue? Read(string yaml) => YamlReader.Read(yaml, new FileFindings("file.yaml", []));

    // As editors read YAML 1.2: what is not quoted may be a number or true or false.
    private static JsonNode? Json(YamlValue? value) => value switch
    {
        null => null,
        YamlMap map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Json(entry.Value)))),
        YamlList list => new JsonArray([.. list.Items.Select(Json)]),
        YamlText { IsPlain: true, Text: "true" or "false" } text => text.Text == "true",
        YamlText { IsPlain: true, Text: "" or "~" or "null" } => null,
        YamlText { IsPlain: true } text when long.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
        YamlText text => text.Text,
        _ => throw new InvalidOperationException($"a value of the unknown shape {value.Shape}"),
    };
}
