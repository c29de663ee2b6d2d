using System.Text.RegularExpressions;

namespace ShareGateway.Architecture.Tests;

/// <summary>House rules that a compiler does not check.</summary>
public sealed partial class SourceTests
{
    [Fact]
    public void A_namespace_is_its_project_and_folder()
    {
        foreach (var file in Repository.Files("src", "*.cs").Where(file => Path.GetFileName(file) != "Program.cs"))
        {
            var folder = Path.GetRelativePath(Repository.PathOf("src"), Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            var declared = Namespace().Match(File.ReadAllText(file)).Groups["name"].Value;

            var expected = folder == "." ? "ShareGateway" : folder; // beside the projects lies what is part of several

            Assert.True(expected == declared, $"{file}: namespace `{declared}`, expected `{expected}`");
        }
    }

    [Fact]
    public void YamlDotNet_stays_in_the_folder_that_loads_policies()
    {
        var users = Repository.Files("src", "*.cs").Where(file => File.ReadAllText(file).Contains("using YamlDotNet", StringComparison.Ordinal));

        Assert.All(users, file => Assert.Contains(Path.Combine("ShareGateway.Policy", "Loading"), file, StringComparison.Ordinal));
        Assert.NotEmpty(users);
    }

    [Fact]
    public void No_file_of_src_is_longer_than_400_lines()
    {
        var tooLong = Repository.Files("src", "*.cs").Where(file => File.ReadLines(file).Count() > 400);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_type_is_called_by_a_word_that_says_nothing()
    {
        var names = Repository.Files("src", "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)!);

        Assert.DoesNotContain(names, name => EmptyWord().IsMatch(name));
    }

    [Fact]
    public void The_top_level_stays_as_drawn()
    {
        var folders = Directory.GetDirectories(Repository.Root).Select(Path.GetFileName)
            .Where(name => name is not (".git" or ".ci" or ".vs" or ".idea" or "artifacts" or "demo-data" or "TestResults"));

        Assert.Equal(["infra", "policies", "src", "tests"], folders.Order(StringComparer.Ordinal));
        Assert.All(new[] { "ShareGateway.sln", "SECURITY.md", "README.md" }, file => Assert.True(File.Exists(Repository.PathOf(file)), file));
    }

    [GeneratedRegex(@"(Manager|Helper|Util|Utils|Common)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex EmptyWord();

    [GeneratedRegex(@"^namespace (?<name>[A-Za-z.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Namespace();
}
