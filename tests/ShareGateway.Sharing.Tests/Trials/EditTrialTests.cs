namespace ShareGateway.Sharing.Tests.Trials;

/// <summary>An edit passes when, and only when, the edited file is refused for the stated reason.</summary>
public sealed class EditTrialTests
{
    private const string Agreement = "fr/maison-nord/agreements/galerie-lumiere-newsletter.yaml";

    [Theory]
    [InlineData("keepFor: P6M", "keepFor: P36M", "SGP040", null)]
    [InlineData("keepFor: P6M", "keepFor: P7M", "SGP040", "edit: expected SGP040 in " + Agreement + ", actual the edit loads")]
    [InlineData("keepFor: P6M", "keepFor: six months", "SGP040", "edit: expected SGP040 in " + Agreement + ", actual " + Agreement + ":")]
    [InlineData("keepFor: P9M", "keepFor: P36M", "SGP040", "replace: expected `keepFor: P9M` once in " + Agreement + ", actual it does not stand there")]
    [InlineData("do: reveal", "do: reveel", "SGP025", "replace: expected `do: reveal` once in " + Agreement + ", actual it stands there more than once")]
    public async Task An_edit_is_tried(string replace, string with, string code, string? difference)
    {
        using var folder = TrialFolder.Of($$"""
            edits:
              - {name: an edit, file: {{Agreement}}, replace: "{{replace}}", with: "{{with}}", expect: {{code}} }
              - {name: the next one, file: {{Agreement}}, replace: "keepFor: P6M", with: "keepFor: P36M", expect: SGP040}

            """);
        string before = folder.Read(Agreement);

        var edits = (await folder.RunAsync()).Results[1..];

        string[] told = [.. edits[0].Differences.Select(found => $"{found.What}: expected {found.Expected}, actual {found.Actual}")];
        Assert.Equal(difference is null ? 0 : 1, told.Length);
        Assert.All(told, text => Assert.StartsWith(difference!, text, StringComparison.Ordinal));
        Assert.True(edits[1].Passed, "an edit is taken back before the next");
        Assert.Equal(before, folder.Read(Agreement));
    }
}
