using System.Text.Json;

namespace ShareGateway.Cli.Tests.Policies;

public sealed class PolicyExplainTests : IDisposable
{
    private readonly PolicyCopy _policies = new();

    public void Dispose() => _policies.Dispose();

    [Fact]
    public void A_sentence_is_one_line_in_the_language_that_was_asked()
    {
        var english = CliRun.Of("policy", "sentence", "banque-horizon-fraud", _policies.Root);
        var french = CliRun.Of("policy", "sentence", "banque-horizon-fraud", _policies.Root, "--lang", "fr");

        Assert.Equal((0, 0), (english.Code, french.Code));
        Assert.StartsWith("Under agreement banque-horizon-fraud, version 4, ", Assert.Single(Lines(english)), StringComparison.Ordinal);
        Assert.StartsWith("Au titre de l'accord banque-horizon-fraud, version 4, ", Assert.Single(Lines(french)), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(CliRun.Of("policy", "sentence", "banque-horizon-fraud", _policies.Root, "--output", "json").Output);
        Assert.Equal(Lines(english)[0], json.RootElement.GetProperty("sentence").GetString());
    }

    [Fact]
    public void An_unknown_agreement_is_wrong_use_with_the_nearest_one()
    {
        var run = CliRun.Of("policy", "sentence", "banque-horizon-frod", _policies.Root);

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains("did you mean `banque-horizon-fraud`?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_permit_tells_lines_fields_limits_and_sentence()
    {
        var run = Explain("banque-horizon", "customers", "dpv:FraudPreventionAndDetection");

        Assert.Equal((0, ""), (run.Code, run.Error));
        string[] lines = Lines(run);
        Assert.Equal("permitted: banque-horizon, customers, dpv:FraudPreventionAndDetection, 2026-11-23T09:00:00Z", lines[0]);
        Assert.Equal(
            ["decided by", "fields that leave", "fields that do not leave", "limits in force", "the agreement in one sentence"],
            lines.Skip(1).Where(line => !line.StartsWith(' ')));
        Assert.Contains(lines, line => line.Contains("birth_date", StringComparison.Ordinal) && line.Contains("reduced to the year", StringComparison.Ordinal) && line.Contains("pd:BirthDate: [ageBand, drop, generalise]", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  phone ", StringComparison.Ordinal) && line.Contains("the agreement does not name it", StringComparison.Ordinal) && line.Contains("fr/guardrail.yaml:", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void A_refusal_ends_with_1_and_names_its_reason_and_lines()
    {
        var run = Explain("pacific-insight", "web-visits", "dpv:ServiceUsageAnalytics", "--lang", "fr");

        Assert.Equal(1, run.Code);
        Assert.StartsWith("refusé (transfer-not-covered): pacific-insight", run.Output, StringComparison.Ordinal);
        Assert.Contains("recipients/pacific-insight.yaml:", run.Output, StringComparison.Ordinal);
        Assert.Contains("champs qui seraient transmis", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-09-30", 1)]
    [InlineData("2026-10-01", 0)]
    [InlineData("2026-10-01T00:30:00+02:00", 1)]
    [InlineData("2026-10-01T12:00", 2)]
    [InlineData("yesterday", 2)]
    [InlineData("Z", 2)]
    [InlineData("", 2)]
    public void The_moment_decides_and_must_say_its_zone(string at, int code) =>
        Assert.Equal(code, Explain("banque-horizon", "customers", "dpv:FraudPreventionAndDetection", "--at", at).Code);

    [Fact]
    public void Unknown_names_are_wrong_use_and_all_are_told()
    {
        var run = Explain("banque-horizo", "costumers", "dpv:FraudPrevention");

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Equal(3, run.Error.Split("unknown ").Length - 1);
    }

    [Fact]
    public void Who_can_see_a_person_is_told_without_naming_the_person()
    {
        var run = CliRun.Of("policy", "explain", "--person", "customer-number:C-77771", _policies.Root);

        Assert.Equal(0, run.Code);
        Assert.Contains(Lines(run), line => line.Contains("banque-horizon-fraud", StringComparison.Ordinal) && line.Contains("no consent is needed", StringComparison.Ordinal));
        Assert.Contains(Lines(run), line => line.Contains("galerie-lumiere-newsletter", StringComparison.Ordinal)
            && line.Contains("needs consent to exactly dpv:DirectMarketing, at most 12 months of 30 days old, that names Galerie Lumière SAS", StringComparison.Ordinal));
        Assert.Contains(Lines(run), line => line.Contains("assurance-boreale-research", StringComparison.Ordinal) && line.Contains("agreement-over", StringComparison.Ordinal));
        Assert.DoesNotContain("77771", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("77771")]
    [InlineData("customer-number:")]
    [InlineData(":77771")]
    [InlineData("customer-numbre:77771")]
    public void A_person_that_cannot_be_read_is_wrong_use_and_not_repeated(string person)
    {
        var run = CliRun.Of("policy", "explain", "--person", person, _policies.Root);

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.DoesNotContain("77771", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_about_a_person_tells_the_consent_it_takes()
    {
        var run = Explain("galerie-lumiere", "customers", "dpv:DirectMarketing", "--person", "customer-number:C-77771");

        Assert.Equal(0, run.Code);
        Assert.Contains("about this person", run.Output, StringComparison.Ordinal);
        Assert.Contains("  needs consent to exactly dpv:DirectMarketing", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("77771", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_holds_the_same()
    {
        using var json = JsonDocument.Parse(Explain("galerie-lumiere", "customers", "dpv:DirectMarketing", "--output", "json").Output);

        var root = json.RootElement;
        Assert.True(root.GetProperty("permitted").GetBoolean());
        Assert.Equal("galerie-lumiere-newsletter", root.GetProperty("agreement").GetString());
        Assert.Equal("P360D", root.GetProperty("consent").GetProperty("maxAge").GetString());
        Assert.Equal(6, root.GetProperty("fields").GetArrayLength());
        Assert.Contains(root.GetProperty("limits").EnumerateArray(), limit => limit.GetProperty("limit").GetString() == "consentAge");
        using var person = JsonDocument.Parse(CliRun.Of("policy", "explain", "--person", "customer-number:1", _policies.Root, "--output", "json").Output);
        Assert.Equal(5, person.RootElement.GetProperty("agreements").GetArrayLength());
    }

    [Theory]
    [InlineData("--as", "banque-horizon")]
    [InlineData("--dataset", "customers")]
    public void Half_a_question_is_wrong_use(string option, string value) =>
        Assert.Equal(2, CliRun.Of("policy", "explain", option, value, _policies.Root).Code);

    [Fact]
    public void A_folder_with_findings_explains_nothing()
    {
        _policies.Edit("recipients/galerie-lumiere.yaml", "loc:FR", "loc:FX");

        var run = Explain("banque-horizon", "customers", "dpv:FraudPreventionAndDetection");

        Assert.Equal(1, run.Code);
        Assert.DoesNotContain("permitted", run.Output, StringComparison.Ordinal);
        Assert.Contains("SGP020", run.Output, StringComparison.Ordinal);
    }

    private CliRun Explain(string recipient, string dataset, string purpose, params string[] more) =>
        CliRun.Of(["policy", "explain", "--as", recipient, "--dataset", dataset, "--purpose", purpose, _policies.Root, .. more]);

    private static string[] Lines(CliRun run) => run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
