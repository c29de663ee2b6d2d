using System.Reflection;

namespace ShareGateway.Policy.Tests;

public sealed class FindingTests
{
    [Theory]
    [InlineData(null, "a/b.yaml:18:11: SGP012: text")]
    [InlineData("a hint", "a/b.yaml:18:11: SGP012: text; a hint")]
    public void A_finding_reads_as_compilers_write(string? hint, string line) =>
        Assert.Equal(line, new Finding("SGP012", "a/b.yaml", 18, 11, "text", hint).ToString());

    [Fact]
    public void What_an_author_wrote_cannot_break_the_line()
    {
        using var files = new PolicyFiles();
        files.Edit(PolicyFiles.Agreement, "dataset: customers@1", "dataset: \"a\\nfake.yaml:1:1: SGP001: b\\e[2J\"");

        string finding = Assert.Single(files.Findings());

        Assert.StartsWith("fr/shop/agreements/partner-newsletter.yaml:6:10: SGP013: wrong value `a?fake.yaml:1:1: SGP001: b?[2J`", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_author_wrote_cannot_fill_the_terminal()
    {
        using var files = new PolicyFiles();
        files.Edit(PolicyFiles.Agreement, "dataset: customers@1", "dataset: " + new string('x', 100_000));

        Assert.True(Assert.Single(files.Findings()).Length < 700);
    }

    [Fact]
    public void A_file_too_deep_is_a_finding_and_no_crash()
    {
        using var files = new PolicyFiles();
        files.Write(PolicyFiles.Agreement, "a: " + new string('[', 100_000));

        string finding = Assert.Single(files.Findings());

        Assert.Contains("SGP002: not readable as YAML: more than 32 levels deep", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_code_is_in_the_catalogue_once_and_in_order()
    {
        var codes = typeof(FindingCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(codes.Order(StringComparer.Ordinal), FindingCatalogue.All.Select(entry => entry.Code));
        Assert.All(FindingCatalogue.All, entry => Assert.Same(entry, FindingCatalogue.Find(entry.Code)));
        Assert.All(FindingCatalogue.All, entry => Assert.DoesNotContain("", new[] { entry.Title, entry.Meaning, entry.WhatToDo }));
        Assert.Null(FindingCatalogue.Find("SGP999"));
    }

    [Fact]
    public void The_readme_holds_the_catalogue_word_for_word()
    {
        string readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", "README.md"));

        Assert.Equal(FindingCatalogue.ToMarkdown(), readme[readme.IndexOf("| code | meaning |", StringComparison.Ordinal)..].TrimEnd('\n'));
    }
}
