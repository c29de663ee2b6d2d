using System.Diagnostics;
using System.Text.Json;

namespace ShareGateway.Cli.Tests.Policies;

public sealed class PolicyDiffTests : IDisposable
{
    private const string Recommendations = "fr/maison-nord/agreements/galerie-lumiere-recommendations.yaml";

    private readonly PolicyCopy _old = new();
    private readonly PolicyCopy _next = new();

    public void Dispose()
    {
        _old.Dispose();
        _next.Dispose();
    }

    [Fact]
    public void The_same_policies_do_not_differ()
    {
        var run = CliRun.Of("policy", "diff", _old.Root, _next.Root, "--fail-on", "any");

        Assert.Equal((0, "nothing changes in what may leave\n", ""), (run.Code, run.Output, run.Error));
    }

    [Fact]
    public void Each_change_is_a_sentence_and_a_looser_one_has_its_request()
    {
        Loosen();
        _next.Edit(Recommendations, "keepFor: P6M", "keepFor: P3M");

        var run = CliRun.Of("policy", "diff", _old.Root, _next.Root);

        Assert.Equal(0, run.Code);
        Assert.Equal(
            """
            looser   galerie-lumiere-recommendations: the field `address.postcode` is reduced to the first 3 characters (before: reduced to the first 2 characters); texts of 3 characters show less than before
                     gets more: galerie-lumiere, loyalty-purchases@2, dpv:ProvideProductRecommendations, 2026-10-01 12:00Z: `address.postcode` `ab` -> `abc`
            tighter  galerie-lumiere-recommendations: the recipient may keep the data for 3 months (before: 6 months)
            1 looser, 1 tighter, 0 neither

            """,
            run.Output);
    }

    [Fact]
    public void In_French_everything_is_said_in_French()
    {
        Loosen();

        var run = CliRun.Of("policy", "diff", _old.Root, _next.Root, "--lang", "fr");

        Assert.StartsWith("plus large   galerie-lumiere-recommendations: le champ `address.postcode` est réduit aux 3 premiers caractères (avant : ", run.Output, StringComparison.Ordinal);
        Assert.Contains("obtient davantage : galerie-lumiere", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 plus larges, 0 plus stricts, 0 sans ordre\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keepFirst: 2", "keepFirst: 3", "looser", 1)]
    [InlineData("keepFirst: 2", "keepFirst: 3", "any", 1)]
    [InlineData("keepFirst: 2", "keepFirst: 3", "none", 0)]
    [InlineData("keepFirst: 2", "keepFirst: 1", "looser", 0)]
    [InlineData("keepFirst: 2", "keepFirst: 1", "any", 1)]
    [InlineData("then: erase", "then: return", "looser", 1)]
    public void Fail_on_decides_the_exit_code(string from, string to, string failOn, int code)
    {
        _next.Edit(Recommendations, from, to);

        Assert.Equal(code, CliRun.Of("policy", "diff", _old.Root, _next.Root, "--fail-on", failOn).Code);
    }

    [Fact]
    public void Json_holds_the_change_and_its_example()
    {
        _next.Edit(Recommendations, "until: 2027-09-30", "until: 2027-09-29");

        var run = CliRun.Of("policy", "diff", _next.Root, _old.Root, "--output", "json");

        using var json = JsonDocument.Parse(run.Output);
        var change = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal(
            ("agreement", "validity.until", "looser", "2027-09-29", "2027-09-30"),
            (Text(change, "subject"), Text(change, "dimension"), Text(change, "order"), Text(change, "before"), Text(change, "after")));
        var example = change.GetProperty("example");
        Assert.Equal(("galerie-lumiere", "agreement-over", "2027-09-30T12:00:00+00:00"), (Text(example, "recipient"), Text(example, "refusedBefore"), Text(example, "at")));
        Assert.True(example.GetProperty("newlyPasses").GetBoolean());
    }

    [Fact]
    public void Github_gets_a_warning_at_the_line_for_what_is_looser()
    {
        Loosen();

        var run = CliRun.Of("policy", "diff", _old.Root, _next.Root, "--output", "github");

        Assert.Matches($"^::warning file={_next.Root}/{Recommendations},line=1[0-9],col=1,title=looser::galerie-lumiere-recommendations: ", run.Output);
    }

    [Fact]
    public void Findings_in_the_new_policies_are_told_and_in_the_old_ones_are_wrong_use()
    {
        _next.Edit(Recommendations, "keepFor: P6M", "keepFor: P36M");

        var spoilt = CliRun.Of("policy", "diff", _old.Root, _next.Root);
        var from = CliRun.Of("policy", "diff", _next.Root, _old.Root);

        Assert.Equal(1, spoilt.Code);
        Assert.Contains("SGP040", spoilt.Output, StringComparison.Ordinal);
        Assert.Equal((2, ""), (from.Code, from.Output));
        Assert.Contains("SGP040", from.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_git_revision_is_compared_byte_for_byte_without_a_checkout()
    {
        string repository = Path.Combine(_next.Root, "..", Path.GetFileName(_next.Root) + "-git");
        string policies = Path.Combine(repository, "team", "policies");
        Directory.CreateDirectory(Path.Combine(repository, "team"));
        try
        {
            Directory.Move(_old.Root, policies);
            Git(repository, "init", "-q");
            // Neither may hide a file from the comparison nor change one: attributes would, in a checkout or an archive.
            File.WriteAllText(Path.Combine(repository, ".gitattributes"), "*.yaml export-ignore text eol=crlf\n");
            Git(repository, "-c", "core.safecrlf=false", "add", "-A");
            Git(repository, "-c", "user.name=Test", "-c", "user.email=test@shop.example", "commit", "-q", "-m", "policies");
            string file = Path.Combine(policies, Recommendations);
            File.WriteAllText(file, File.ReadAllText(file).Replace("keepFirst: 2", "keepFirst: 1", StringComparison.Ordinal));

            var run = CliRun.Of("policy", "diff", "HEAD", policies);
            var back = CliRun.Of("policy", "diff", policies, "HEAD", "--fail-on", "looser");
            var bad = CliRun.Of("policy", "diff", "HEAD~7", policies);
            var option = CliRun.Of("policy", "diff", "--", "--output=x", policies);

            Assert.Equal((0, "0 looser, 1 tighter, 0 neither"), (run.Code, run.Output.TrimEnd().Split('\n')[^1]));
            Assert.Equal((1, "1 looser, 0 tighter, 0 neither"), (back.Code, back.Output.TrimEnd().Split('\n')[^1]));
            Assert.Equal((2, $"`HEAD~7` is neither a folder nor a revision of the git repository that holds `{policies}`\n"), (bad.Code, bad.Error));
            Assert.Equal(2, option.Code);
        }
        finally
        {
            Directory.CreateDirectory(_old.Root);
            Directory.Delete(repository, recursive: true);
        }
    }

    [Fact]
    public void Without_any_folder_it_is_wrong_use()
    {
        var run = CliRun.Of("policy", "diff", "HEAD~1", "nowhere");

        Assert.Equal((2, "there is no folder `HEAD~1` and none `nowhere`; expected one policy folder at least\n"), (run.Code, run.Error));
    }

    private void Loosen() => _next.Edit(Recommendations, "keepFirst: 2", "keepFirst: 3");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static void Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, UseShellExecute = false })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
