using System.Text.Json;
using ShareGateway.Policy.Tests.Schemas;

namespace ShareGateway.Policy.Tests;

/// <summary>Files with one mistake each (<c>tests/vectors/policies/broken</c>), put into the sample folder, and what the author is told.</summary>
public sealed class BrokenFilesTests
{
    private static readonly string Vectors = Path.Combine(AppContext.BaseDirectory, "vectors", "policies");

    private static readonly BrokenFile[] All = JsonSerializer.Deserialize<BrokenFile[]>(
        File.ReadAllText(Path.Combine(Vectors, "broken.json")), JsonSerializerOptions.Web)!;

    public static TheoryData<string> Names => [.. All.Select(broken => broken.File)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_author_is_told_what_is_wrong_and_where(string name)
    {
        var broken = All.Single(broken => broken.File == name);
        using var files = new PolicyFiles();
        files.Write(broken.Put, Content(broken));

        Assert.Equal(broken.Findings, files.Findings());
    }

    [Fact]
    public void Every_file_of_the_folder_is_expected_and_there_are_enough_of_them()
    {
        var held = Directory.EnumerateFiles(Path.Combine(Vectors, "broken")).Select(Path.GetFileName);

        Assert.Equal(held.Order(StringComparer.Ordinal), All.Select(broken => broken.File).Order(StringComparer.Ordinal));
        Assert.All(All, broken => Assert.NotEmpty(broken.Findings));
        Assert.True(All.Length >= 80, "a corpus");
    }

    [Fact]
    public void Editors_underline_the_mistakes_that_can_be_seen_in_one_file()
    {
        var judged = All.Where(broken => broken.Underlined is not null).ToArray();

        string[][] errors = SchemaValidation.Errors(judged.Select(broken => (SchemaTests.SchemaOf(broken.Put), System.Text.Encoding.UTF8.GetString(Content(broken)))));

        Assert.All(judged.Zip(errors), pair => Assert.True(pair.First.Underlined == pair.Second.Length > 0, $"{pair.First.File}: {string.Join("; ", pair.Second)}"));
    }

    private static byte[] Content(BrokenFile broken) => File.ReadAllBytes(Path.Combine(Vectors, "broken", broken.File));

    /// <param name="File">Below <c>broken</c>.</param>
    /// <param name="Put">Where it stands in the policy folder.</param>
    /// <param name="Findings">Every finding of the folder, as an author reads it.</param>
    /// <param name="Underlined">Whether its schema refuses it; null where an editor sees no YAML, or the place has no schema.</param>
    private sealed record BrokenFile(string File, string Put, string[] Findings, bool? Underlined);
}
