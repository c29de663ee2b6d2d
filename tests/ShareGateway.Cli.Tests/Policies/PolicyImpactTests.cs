using System.Text.Json;
using ShareGateway.Audit.Entries;
using ShareGateway.Cli.Tests.Audit;

namespace ShareGateway.Cli.Tests.Policies;

public sealed class PolicyImpactTests : IDisposable
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
    public async Task What_would_be_refused_changed_and_permitted_is_told_in_lines()
    {
        using var log = await TrailAsync();
        _next.Edit(Recommendations, "to: year", "to: month");
        _next.Edit("fr/maison-nord/agreements/galerie-lumiere-newsletter.yaml", "purpose: dpv:DirectMarketing", "purpose: dpv:PersonalisedAdvertising");

        var run = CliRun.Of("policy", "impact", "--audit", log.Data, "--since", "2026-11-01", _next.Root, "--old", _old.Root);

        Assert.Equal(
            """
            refused  galerie-lumiere-recommendations@3 (galerie-lumiere, loyalty-purchases@2, dpv:Marketing): purpose-not-agreed; 1 request, 7 records, 1 person
            changed  sample@1 (galerie-lumiere, loyalty-purchases@2, dpv:ProvideProductRecommendations): 1 request, 5 records, 1 person
                     `address.postcode`: nothing -> generalise(keepFirst: 2)
                     `basket[].quantity`: nothing -> reveal
                     `basket[].sku`: nothing -> reveal
                     `birth_date`: generalise(to: year) -> generalise(to: month)
                     `customer_id`: nothing -> pseudonymise(linkable: agreement)
                     `purchase_date`: nothing -> generalise(to: month)
            passes   galerie-lumiere, customers@1, dpv:PersonalisedAdvertising (was purpose-not-agreed): 1 request
            since 2026-11-01: 2 requests got data, 0 would get the same; 2 refusals replayed, 1 would stay
            1 refusal cannot be replayed: the log does not hold words that no policy knew
            1 refusal had other reasons than the policies

            """,
            run.Output);
        Assert.Equal((0, ""), (run.Code, run.Error));
    }

    [Fact]
    public async Task Json_holds_the_same_as_data()
    {
        using var log = await TrailAsync();

        var run = CliRun.Of("policy", "impact", "--audit", log.Data, "--since", "2026-11-01", _next.Root, "--output", "json");

        using var json = JsonDocument.Parse(run.Output);
        var shares = json.RootElement.GetProperty("shares").EnumerateArray().ToList();
        Assert.Equal(["purpose-not-agreed", ""], shares.Select(share => share.GetProperty("refusedNow").GetString()));
        Assert.Equal(7, shares[0].GetProperty("records").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("cannotBeReplayed").GetInt32());
    }

    [Theory]
    [InlineData("2026-11-03", 2)]
    [InlineData("2026-11-04", 0)]
    [InlineData("P9999Y", 2)]
    public async Task Since_is_a_day_or_a_length(string since, int requests)
    {
        using var log = await TrailAsync();

        var run = CliRun.Of("policy", "impact", "--audit", log.Data, "--since", since, _next.Root);

        Assert.Contains($": {requests} requests got data", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P30X", null, "expected `--since` to be a length such as `P30D` or a day such as `2026-10-01`, got `P30X`")]
    [InlineData("P30D", "nowhere", "there is no folder `nowhere`; expected a policy folder")]
    public async Task Wrong_use_is_told(string since, string? next, string error)
    {
        using var log = await TrailAsync();

        var run = CliRun.Of("policy", "impact", "--audit", log.Data, "--since", since, next ?? _next.Root);

        Assert.Equal((2, error + "\n", ""), (run.Code, run.Error, run.Output));
    }

    [Fact]
    public async Task Findings_in_the_new_policies_are_told_and_in_the_old_ones_are_wrong_use()
    {
        using var log = await TrailAsync();
        _next.Edit(Recommendations, "keepFor: P6M", "keepFor: P36M");

        var spoilt = CliRun.Of("policy", "impact", "--audit", log.Data, _next.Root);
        var from = CliRun.Of("policy", "impact", "--audit", log.Data, _old.Root, "--old", _next.Root);

        Assert.Equal((1, 2), (spoilt.Code, from.Code));
        Assert.Contains("SGP040", spoilt.Output, StringComparison.Ordinal);
    }

    private static async Task<SampleLog> TrailAsync()
    {
        var log = await SampleLog.CreateAsync(); // one share for dpv:Marketing, which no agreement has, and one refusal of an unknown recipient
        await log.AppendAsync(
            SampleLog.Share("share-2", 5) with { Purpose = "dpv:ProvideProductRecommendations", Fields = [new DisclosedField("birth_date", "generalise", "pd:BirthDate")] },
            new RefusalEntry { Recipient = "galerie-lumiere", Dataset = "customers@1", Purpose = "dpv:PersonalisedAdvertising", Reason = "purpose-not-agreed", PublicReason = "purpose-not-agreed", Status = 403 },
            new RefusalEntry { Recipient = "galerie-lumiere", Dataset = "", Purpose = "dpv:DirectMarketing", Reason = "unknown-dataset", PublicReason = "no-agreement", Status = 403 },
            new RefusalEntry { Recipient = "galerie-lumiere", Dataset = "customers@1", Purpose = "dpv:DirectMarketing", Reason = "quota", PublicReason = "quota", Status = 429 });
        return log;
    }
}
