using System.Text.RegularExpressions;
using ShareGateway.Policy.Schemas;

namespace ShareGateway.Policy.Tests.Schemas;

public sealed partial class SchemaTests
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "policies");

    [Fact]
    public void The_published_schemas_are_the_ones_that_are_made_here()
    {
        var published = Directory.EnumerateFiles(Path.Combine(Shipped, PolicySchemas.Folder)).ToDictionary(path => Path.GetFileName(path)!, File.ReadAllText);

        Assert.Equal(PolicySchemas.All.Keys, published.Keys.Order(StringComparer.Ordinal));
        Assert.All(PolicySchemas.All, pair => Assert.True(pair.Value == published[pair.Key], $"{pair.Key} is not up to date: run `sharegateway policy schemas policies`"));
    }

    [Fact]
    public void Every_shipped_file_tells_editors_its_schema_in_the_first_line()
    {
        foreach (string path in Files())
        {
            var named = FirstLine().Match(File.ReadAllText(path));

            Assert.True(named.Success, path);
            string schema = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, named.Groups["schema"].Value));
            Assert.Equal(Path.Combine(Shipped, PolicySchemas.Folder, $"{SchemaOf(Path.GetRelativePath(Shipped, path))}.schema.json"), schema);
        }
    }

    [Fact]
    public void Every_good_file_passes_a_validator()
    {
        var files = Files().Select(path => (Name: Path.GetRelativePath(Shipped, path), Text: File.ReadAllText(path)))
            .Concat(PolicyFiles.Texts.Select(pair => (Name: pair.Key, Text: pair.Value))).ToList();

        string[][] errors = SchemaValidation.Errors(files.Select(file => (SchemaOf(file.Name), file.Text)));

        Assert.All(files.Zip(errors), pair => Assert.True(pair.Second.Length == 0, $"{pair.First.Name}: {string.Join("; ", pair.Second)}"));
    }

    [Fact]
    public void A_key_that_the_loader_does_not_know_is_underlined_and_one_that_it_knows_is_not()
    {
        // Each key of the sample in turn under another name: the loader refuses every one, and the schema does not let one through.
        var spoilt = PolicyFiles.Texts.SelectMany(pair => Keys().Matches(pair.Value)
            .Where(match => !IsFree(pair.Key, match, pair.Value))
            .Select(match => (File: pair.Key, Key: match.Groups["key"].Value, Text: pair.Value.Insert(match.Groups["key"].Index + match.Groups["key"].Length, "Xx")))).ToList();

        string[][] errors = SchemaValidation.Errors(spoilt.Select(file => (SchemaOf(file.File), file.Text)));

        Assert.True(spoilt.Count > 100, "the sample has keys");
        using var files = new PolicyFiles();
        foreach (var ((file, key, text), told) in spoilt.Zip(errors))
        {
            files.Write(file, text);
            Assert.True(files.Findings().Length > 0, $"the loader takes {file} with `{key}Xx`");
            Assert.True(told.Length > 0, $"the schema takes {file} with `{key}Xx`");
            files.Write(file, PolicyFiles.Texts[file]);
        }
    }

    [Theory]
    [InlineData(PolicyFiles.Agreement, "do: mask, keepFirst: 2", "do: mask, to: year")]
    [InlineData(PolicyFiles.Agreement, "do: mask, keepFirst: 2", "do: mask, keepFirst: 65")]
    [InlineData(PolicyFiles.Agreement, "do: generalise, to: year", "do: generalise, to: decade")]
    [InlineData(PolicyFiles.Agreement, "do: reveal, because: the newsletter follows interests", "do: reveal")]
    [InlineData(PolicyFiles.Agreement, "needed: true, mustNameRecipient: true", "needed: true")]
    [InlineData(PolicyFiles.Agreement, "needed: true, mustNameRecipient: true", "needed: false, mustNameRecipient: true")]
    [InlineData(PolicyFiles.Agreement, "purpose: dpv:DirectMarketing", "purpose: dpv:DirectMarketting")]
    [InlineData(PolicyFiles.Agreement, "keepFor: P6M", "keepFor: 6 months")]
    [InlineData(PolicyFiles.Agreement, "from: 2026-10-01", "from: 1.10.2026")]
    [InlineData(PolicyFiles.Agreement, "needed: true", "needed: yes")]
    [InlineData(PolicyFiles.Agreement, "version: 3", "version: three")]
    [InlineData(PolicyFiles.Agreement, "    - {field: address.postcode, is: [\"75001\", \"75002\"]}", "    - {field: address.postcode, is: []}")]
    [InlineData(PolicyFiles.Group, "dpv:Marketing: [eu-gdpr:A6-1-a]", "dpv:Marketing: []")]
    [InlineData(PolicyFiles.Group, "consentStaleness: PT5M", "consentAge2: PT5M")]
    [InlineData(PolicyFiles.Group, "freeWithin: loc:EEA30", "freeWithin: loc:Moon")]
    [InlineData(PolicyFiles.Partner, "processesIn: [loc:FR, loc:BE]", "processesIn: [loc:FR, loc:FR]")]
    [InlineData(PolicyFiles.Partner, "country: loc:FR", "country: FR")]
    [InlineData(PolicyFiles.Customers, "property: recordsAt, value: /data/items", "property: 5, value: /data/items")]
    [InlineData(PolicyFiles.Customers, "location: /internal/customers.csv", "location: https://elsewhere.example/customers.csv")]
    [InlineData(PolicyFiles.Customers, "form: text, required: true", "form: text")]
    [InlineData(PolicyFiles.Customers, "logicalType: date", "logicalType: day")]
    [InlineData(PolicyFiles.Customers, "value: pd:BirthDate", "value: pd:Birthday")]
    public void A_mistake_within_one_file_is_underlined(string file, string from, string to)
    {
        string text = PolicyFiles.Texts[file];
        string sought = from.TrimStart();
        Assert.Contains(sought, text, StringComparison.Ordinal);

        string[] told = Assert.Single(SchemaValidation.Errors([(SchemaOf(file), text.Replace(sought, to.TrimStart(), StringComparison.Ordinal))]));

        Assert.NotEmpty(told);
    }

    /// <summary>Keys whose names are the author's own, or nobody's business: names of fields, and what a passed-over section holds.</summary>
    private static bool IsFree(string file, Match key, string text) =>
        text[key.Groups["key"].Index - (key.Groups["key"].Index > 0 ? 1 : 0)] == '"'
        || (file == PolicyFiles.Agreement && key.Groups["indent"].Value == "  " && text.LastIndexOf("fields:", key.Index, StringComparison.Ordinal) >= 0)
        || (file == PolicyFiles.Customers && text[..key.Groups["key"].Index].EndsWith("description: {", StringComparison.Ordinal))
        || (file == PolicyFiles.Customers && key.Groups["key"].Value is "description");

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Shipped, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public static string SchemaOf(string file) => file switch
    {
        "guardrail.yaml" => "guardrail-group",
        _ when file.EndsWith("transfers.yaml", StringComparison.Ordinal) => "transfers",
        _ when file.EndsWith("guardrail.yaml", StringComparison.Ordinal) => "guardrail",
        _ => Path.GetFileName(Path.GetDirectoryName(file)!).TrimEnd('s'),
    };

    [GeneratedRegex(@"\A# yaml-language-server: \$schema=(?<schema>\S+)\n", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FirstLine();

    [GeneratedRegex(@"(?<indent>^ *)?(?<key>[A-Za-z][A-Za-z_.:\-\[\]]*):[ \n]", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Keys();
}
