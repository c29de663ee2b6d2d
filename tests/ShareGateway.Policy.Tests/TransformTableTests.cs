namespace ShareGateway.Policy.Tests;

public sealed class TransformTableTests
{
    [Fact]
    public void The_readme_holds_the_table_of_transforms_word_for_word()
    {
        string readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", "README.md"));
        int start = readme.IndexOf("| `do` |", StringComparison.Ordinal);
        int end = readme.IndexOf("\n\n", start, StringComparison.Ordinal);

        Assert.Equal(TransformTable.ToMarkdown(), readme[start..end]);
    }
}
