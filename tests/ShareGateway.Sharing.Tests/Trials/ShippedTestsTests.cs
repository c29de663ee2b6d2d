using System.Text.RegularExpressions;
using ShareGateway.Sharing.Trials;

namespace ShareGateway.Sharing.Tests.Trials;

/// <summary>The policies that ship are covered by tests that ship: green as they are, red as soon as an agreement says something else.</summary>
public sealed class ShippedTestsTests
{
    private const string Newsletter = "fr/maison-nord/agreements/galerie-lumiere-newsletter.yaml";
    private const string Recommendations = "fr/maison-nord/agreements/galerie-lumiere-recommendations.yaml";
    private const string Fraud = "fr/maison-nord/agreements/banque-horizon-fraud.yaml";
    private const string Research = "fr/maison-nord/agreements/banque-horizon-research.yaml";
    private const string Visits = "fr/atelier-sud/agreements/galerie-lumiere-visits.yaml";

    [Fact]
    public async Task All_pass_and_every_field_of_every_agreement_that_can_deliver_is_delivered()
    {
        using var folder = new TrialFolder(withTests: true);

        var report = await folder.RunAsync();

        Assert.Equal([], Failed(report));
        Assert.True(report.Passed);
        Assert.Equal(100, report.Coverage.Percent);
        Assert.Equal(["pacific-insight-analytics"], report.Coverage.Agreements.Where(agreement => !agreement.CanDeliver).Select(agreement => agreement.AgreementId));
        Assert.Equal(7, report.Coverage.Agreements.Length);
        Assert.Equal(
            [
                "agreement-not-yet-valid", "agreement-over", "consent-knowledge-too-old", "format-not-offered", "no-agreement", "purpose-missing",
                "purpose-not-agreed", "transfer-not-covered",
            ],
            report.Coverage.Reasons);
    }

    [Theory]
    [InlineData(Newsletter, "email: {do: mask, keepFirst: 2}", "email: {do: mask, keepFirst: 3}")]
    [InlineData(Newsletter, "mustNameRecipient: true", "mustNameRecipient: false")]
    [InlineData(Newsletter, "maxAge: P12M", "maxAge: P13M")]
    [InlineData(Newsletter, "maxAge: P12M", "maxAge: P1M")]
    [InlineData(Newsletter, "maxStaleness: PT60S", "maxStaleness: PT2M")]
    [InlineData(Newsletter, "is: [FR, BE]", "is: [FR, BE, DE]")]
    [InlineData(Newsletter, "from: 2026-10-01, until: 2027-09-30", "from: 2026-09-30, until: 2027-09-29")]
    [InlineData(Newsletter, "until: 2027-09-30", "until: 2027-09-29")]
    [InlineData(Newsletter, "purpose: dpv:DirectMarketing", "purpose: dpv:Marketing")]
    [InlineData(Newsletter, "  email:", "  last_name: {do: mask, keepFirst: 1}\n  email:")]
    [InlineData(Recommendations, "rows: [{field: country, is: [FR]}]\n", "")]
    [InlineData(Recommendations, "birth_date: {do: generalise, to: year}", "birth_date: {do: generalise, to: month}")]
    [InlineData(Recommendations, "birth_date: {do: generalise, to: year}", "birth_date: {do: generalise, to: year, onFailure: dropRecord}")]
    [InlineData(Fraud, "band: 10000", "band: 5000")]
    [InlineData(Fraud, "consent: {needed: false}", "consent: {needed: true, mustNameRecipient: true, maxAge: P12M, maxStaleness: PT60S}")]
    [InlineData(Research, "mustNameRecipient: false", "mustNameRecipient: true")]
    [InlineData(Research, "address.postcode: {do: postcode}", "address.postcode: {do: generalise, keepFirst: 3}")]
    [InlineData(Visits, "band: 30", "band: 10")]
    [InlineData("recipients/pacific-insight.yaml", "processesIn: [loc:US]", "processesIn: [loc:US]\ntransferTool: eu-gdpr:A46-2-c")]
    public async Task A_change_of_what_leaves_turns_a_case_red(string file, string from, string to)
    {
        using var folder = new TrialFolder(withTests: true);
        folder.LeaveOutEdits();
        folder.Edit(file, from, to);

        Assert.NotEmpty(Failed(await folder.RunAsync()));
    }

    [Theory]
    [InlineData(Newsletter)]
    [InlineData(Recommendations)]
    [InlineData(Fraud)]
    [InlineData(Research)]
    [InlineData(Visits)]
    [InlineData("fr/maison-nord/agreements/assurance-boreale-research.yaml")]
    public async Task A_field_left_out_turns_a_case_red_whichever_it_is(string file)
    {
        using var folder = new TrialFolder(withTests: true);
        folder.LeaveOutEdits();
        string text = folder.Read(file);
        var fields = Regex.Matches(text, @"(?m)^  [a-z_.\[\]]+: \{do:.*\n", RegexOptions.NonBacktracking);
        Assert.True(fields.Count >= 4);

        foreach (Match field in fields)
        {
            folder.Write(file, text.Remove(field.Index, field.Length));

            Assert.True(Failed(await folder.RunAsync()).Any(), field.Value);
        }
    }

    private static IEnumerable<string> Failed(TrialReport report) =>
        report.Results.SelectMany(result => result.Differences.Select(difference => $"{result.Name}: {difference}"));
}
