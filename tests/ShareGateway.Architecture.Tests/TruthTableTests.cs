using System.Text.RegularExpressions;

namespace ShareGateway.Architecture.Tests;

/// <summary>The table of hard truths in <c>tests/README.md</c> names tests: each of them must be there.</summary>
public sealed partial class TruthTableTests
{
    [Fact]
    public void Every_test_that_the_table_of_hard_truths_names_exists()
    {
        var rows = File.ReadLines(Repository.PathOf("tests/README.md")).Select(line => RowPattern().Match(line)).Where(row => row.Success).ToList();
        Assert.Equal([.. Enumerable.Range(1, 17), 30, 31], rows.Select(row => int.Parse(row.Groups["number"].Value, null)));

        foreach (var row in rows)
        {
            var names = NamePattern().Matches(row.Groups["tests"].Value);
            Assert.NotEmpty(names);
            foreach (Match name in names)
            {
                AssertExists(name.Groups["class"].Value, name.Groups["method"].Value);
            }
        }
    }

    private static void AssertExists(string type, string method)
    {
        var file = Directory.EnumerateFiles(Repository.PathOf("tests"), $"{type}.cs", SearchOption.AllDirectories).FirstOrDefault(path => !path.Contains("artifacts", StringComparison.Ordinal) && (method.Length == 0 || File.ReadAllText(path).Contains($" {method}(", StringComparison.Ordinal)));
        Assert.True(file is not null, $"no test class `{type}`");
        var text = File.ReadAllText(file!);
        Assert.True(text.Contains("[Fact]", StringComparison.Ordinal) || text.Contains("[Theory]", StringComparison.Ordinal), $"`{type}` holds no test");
        Assert.True(method.Length == 0 || Regex.IsMatch(text, $@"\b(Task|void) {method}\(", RegexOptions.None, TimeSpan.FromSeconds(1)), $"no test `{type}.{method}`");
    }

    [GeneratedRegex(@"\A\| (?<number>[0-9]+) \| [^|]+ \| (?<tests>[^|]+) \|\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"`(?<class>[A-Z][A-Za-z]+Tests)(\.(?<method>\w+))?`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}
