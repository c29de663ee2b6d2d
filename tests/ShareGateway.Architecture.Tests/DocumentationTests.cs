using System.Text.RegularExpressions;

namespace ShareGateway.Architecture.Tests;

/// <summary>Pages that name files are wrong the day a file moves.</summary>
public sealed partial class DocumentationTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("SECURITY.md")]
    [InlineData("src/README.md")]
    [InlineData("src/DECISIONS.md")]
    [InlineData("infra/README.md")]
    [InlineData("tests/README.md")]
    public void Every_path_that_a_page_names_exists(string page)
    {
        var named = Paths().Matches(File.ReadAllText(Repository.PathOf(page))).Select(match => match.Groups["path"].Value.TrimEnd('/')).Distinct(StringComparer.Ordinal).ToArray();

        Assert.All(named, path => Assert.True(File.Exists(Repository.PathOf(path)) || Directory.Exists(Repository.PathOf(path)), $"{page} names `{path}`"));
    }

    [Fact]
    public void Every_test_class_that_the_security_page_names_exists()
    {
        var named = TestClasses().Matches(File.ReadAllText(Repository.PathOf("SECURITY.md"))).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToArray();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.NotEmpty(Repository.Files("tests", $"{name}.cs")));
    }

    [GeneratedRegex("`(?<path>(src|tests|policies|infra)/[A-Za-z0-9._/-]*)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Paths();

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+Tests)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TestClasses();
}
