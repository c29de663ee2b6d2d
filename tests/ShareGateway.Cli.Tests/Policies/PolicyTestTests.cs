using System.Globalization;
using System.Text.Json;

namespace ShareGateway.Cli.Tests.Policies;

public sealed class PolicyTestTests : IDisposable
{
    private const string Newsletter = "fr/maison-nord/agreements/galerie-lumiere-newsletter.yaml";
    private const string NewsletterTest = "fr/maison-nord/tests/galerie-lumiere-newsletter.yaml";

    private readonly PolicyCopy _policies = new();

    public void Dispose() => _policies.Dispose();

    [Fact]
    public void The_shipped_tests_pass_and_their_coverage_is_told()
    {
        var run = CliRun.Of("policy", "test", _policies.Root, "--min-coverage", "100");

        Assert.Equal((0, ""), (run.Code, run.Error));
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("  ok only Anna leaves, and only as the agreement says", lines);
        Assert.Contains("galerie-lumiere-recommendations: 6 of 6", lines);
        Assert.Contains("pacific-insight-analytics: refused for its country; refused for transfer-not-covered", lines);
        Assert.Contains(lines, line => line.StartsWith("reasons seen: agreement-not-yet-valid, ", StringComparison.Ordinal));
        Assert.Matches("^[0-9]+ passed, 0 failed; 34 of 34 fields delivered \\(100 %\\)$", lines[^1]);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public void A_failure_shows_expected_against_actual_and_its_place()
    {
        _policies.Edit(Newsletter, "email: {do: mask, keepFirst: 2}", "email: {do: mask, keepFirst: 3}");

        var run = CliRun.Of("policy", "test", _policies.Root);

        Assert.Equal(1, run.Code);
        string[] lines = run.Output.Split('\n');
        int at = Array.IndexOf(lines, "  FAILED only Anna leaves, and only as the agreement says");
        Assert.Matches($"^    {NewsletterTest}:[0-9]+: record 1, email$", lines[at + 1]);
        Assert.Equal("      expected an**********************", lines[at + 2]);
        Assert.Equal("      actual   \"ann*********************\"", lines[at + 3]);
        Assert.Contains(" passed, 1 failed; ", lines[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void Json_holds_every_case_its_differences_and_the_coverage()
    {
        _policies.Edit(Newsletter, "email: {do: mask, keepFirst: 2}", "email: {do: mask, keepFirst: 3}");

        var run = CliRun.Of("policy", "test", _policies.Root, "--output", "json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(1, run.Code);
        Assert.False(json.RootElement.GetProperty("passed").GetBoolean());
        var failed = Assert.Single(json.RootElement.GetProperty("cases").EnumerateArray(), found => !found.GetProperty("passed").GetBoolean());
        Assert.Equal(NewsletterTest, failed.GetProperty("file").GetString());
        Assert.Equal("record 1, email", Assert.Single(failed.GetProperty("differences").EnumerateArray()).GetProperty("what").GetString());
        Assert.Equal(7, json.RootElement.GetProperty("coverage").GetProperty("agreements").GetArrayLength());
    }

    [Fact]
    public void Github_gets_an_annotation_for_each_difference_and_nothing_else()
    {
        _policies.Edit(Newsletter, "email: {do: mask, keepFirst: 2}", "email: {do: mask, keepFirst: 3}");

        var run = CliRun.Of("policy", "test", _policies.Root, "--output", "github");

        string line = Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("::error file=", line, StringComparison.Ordinal);
        Assert.Contains($"/{NewsletterTest},line=", line, StringComparison.Ordinal);
        Assert.Contains("::only Anna leaves, and only as the agreement says: record 1, email: expected an*", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_fields_than_asked_for_is_a_failure()
    {
        _policies.Remove("fr/atelier-sud/tests/web-visits.yaml");

        Assert.Equal(0, CliRun.Of("policy", "test", _policies.Root).Code);
        var run = CliRun.Of("policy", "test", _policies.Root, "--min-coverage", "90");

        Assert.Equal(1, run.Code);
        Assert.EndsWith(", fewer than the 90 % asked for\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("never delivered: account_id, at, page, duration_seconds, country", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", "no tests found: nothing is proved; ")]
    [InlineData("json", "\"passed\": false")]
    [InlineData("github", "no tests found: nothing is proved; ")]
    public void Without_tests_nothing_is_proved(string form, string told)
    {
        foreach (string folder in Directory.GetDirectories(_policies.Root, "tests", SearchOption.AllDirectories))
        {
            Directory.Delete(folder, recursive: true);
        }

        var run = CliRun.Of("policy", "test", _policies.Root, "--output", form);

        Assert.Equal((1, ""), (run.Code, run.Error));
        Assert.Contains(told, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_findings_is_not_tested()
    {
        _policies.Edit(NewsletterTest, "Annabelle", "Annabelle\n      nickname: Anna");

        var run = CliRun.Of("policy", "test", _policies.Root);

        Assert.Equal(1, run.Code);
        Assert.Contains("SGP023: contract `customers@1` has no field `nickname`", Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "50")]
    [InlineData("", "101")]
    [InlineData("", "-1")]
    [InlineData("", "half")]
    public void Wrong_use_is_told_apart_from_failures(string folder, string coverage) =>
        Assert.Equal(2, CliRun.Of("policy", "test", Path.Combine(_policies.Root, folder), "--min-coverage", coverage).Code);

    [Fact]
    public void A_person_who_watches_sees_marks_and_a_table()
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);

        int code = SharegatewayCommand.Run(["policy", "test", _policies.Root], new Terminal(output, TextWriter.Null, isInteractive: true, TextReader.Null, TimeProvider.System));

        Assert.Equal(0, code);
        Assert.Contains("\u001b[32m✓\u001b[0m only Anna leaves", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("fields delivered", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("  ok ", output.ToString(), StringComparison.Ordinal);
    }
}
