namespace ShareGateway.Cli.Tests.Policies;

public sealed class PolicyCheckTests : IDisposable
{
    private readonly PolicyCopy _policies = new();

    public void Dispose() => _policies.Dispose();

    [Fact]
    public void The_shipped_policies_have_no_findings()
    {
        var run = CliRun.Of("policy", "check", _policies.Root);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(": no findings; ", run.Output, StringComparison.Ordinal);
        Assert.Contains("; sha256:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_come_all_at_once_with_their_places()
    {
        _policies.Edit("fr/maison-nord/agreements/galerie-lumiere-recommendations.yaml", "keepFor: P6M", "keepFor: P36M");
        _policies.Edit("recipients/galerie-lumiere.yaml", "loc:FR", "loc:FX");

        var run = CliRun.Of("policy", "check", _policies.Root);

        Assert.Equal(1, run.Code);
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines[..^1].Order(StringComparer.Ordinal), lines[..^1]);
        Assert.Contains(lines, line => line.StartsWith("fr/maison-nord/agreements/galerie-lumiere-recommendations.yaml:22:26: SGP040: `keepFor: P36M`", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("recipients/galerie-lumiere.yaml:", StringComparison.Ordinal) && line.Contains("SGP020", StringComparison.Ordinal));
        Assert.Matches("[0-9]+ finding", lines[^1]);
    }

    [Fact]
    public void Json_holds_code_place_text_and_hint()
    {
        _policies.Edit("fr/maison-nord/agreements/galerie-lumiere-recommendations.yaml", "basket[].sku: {do: reveal", "basket[].sku: {do: reveel");

        var run = CliRun.Of("policy", "check", _policies.Root, "--output", "json");

        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        var finding = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal("SGP025", finding.GetProperty("code").GetString());
        Assert.Equal("did you mean `reveal`?", finding.GetProperty("hint").GetString());
        Assert.True(finding.GetProperty("line").GetInt32() > 1 && finding.GetProperty("column").GetInt32() > 1);
    }

    [Fact]
    public void Github_gets_annotations_that_no_text_can_break_out_of()
    {
        _policies.Edit("fr/maison-nord/agreements/galerie-lumiere-recommendations.yaml", "do: generalise, to: month", "do: \"100%::error file=x\"");

        var run = CliRun.Of("policy", "check", _policies.Root, "--output", "github");

        string line = Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"::error file={_policies.Root.Replace(":", "%3A", StringComparison.Ordinal)}/fr/maison-nord/agreements/galerie-lumiere-recommendations.yaml,line=", line, StringComparison.Ordinal);
        Assert.Contains("title=SGP025::unknown transform `100%25::error file=x`", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_wrong_use()
    {
        var run = CliRun.Of("policy", "check", Path.Combine(_policies.Root, "nowhere"));

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains("there is no folder", run.Error, StringComparison.Ordinal);
    }
}
