using ShareGateway.Policy.Loading;

namespace ShareGateway.Policy.Tests;

public sealed class ShippedPoliciesTests
{
    private static readonly PolicyLoad Load = PolicyLoader.Load(Path.Combine(AppContext.BaseDirectory, "policies"));
    private static readonly DateTimeOffset Today = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_folder_that_ships_has_no_findings() => Assert.Equal([], Load.Findings.Select(finding => finding.ToString()));

    [Fact]
    public void It_holds_the_seven_agreements_of_the_example() => Assert.Equal(
        [
            "assurance-boreale-research", "banque-horizon-fraud", "banque-horizon-research", "galerie-lumiere-newsletter",
            "galerie-lumiere-recommendations", "galerie-lumiere-visits", "pacific-insight-analytics",
        ],
        Load.Set!.Plans.Select(plan => plan.AgreementId));

    [Theory]
    [InlineData("galerie-lumiere", "loyalty-purchases@2", "dpv:ProvideProductRecommendations", "")]
    [InlineData("galerie-lumiere", "customers@1", "dpv:DirectMarketing", "")]
    [InlineData("galerie-lumiere", "web-visits@1", "dpv:PersonalisedAdvertising", "")]
    [InlineData("banque-horizon", "customers@1", "dpv:FraudPreventionAndDetection", "")]
    [InlineData("banque-horizon", "loyalty-purchases@2", "dpv:CommercialResearch", "")]
    [InlineData("assurance-boreale", "customers@1", "dpv:CommercialResearch", "agreement-over")]
    [InlineData("pacific-insight", "web-visits@1", "dpv:ServiceUsageAnalytics", "transfer-not-covered")]
    public void Each_agreement_is_decided_as_its_comment_says(string recipient, string dataset, string purpose, string reason)
    {
        var decision = Decisions.Decide(Load.Set!, new ShareRequest(recipient, dataset, purpose), Today, TimeSpan.FromSeconds(1));

        Assert.Equal(reason.Length == 0, decision.Permits(out _));
        Assert.Equal(reason, decision.Permits(out _) ? "" : RefusalReasons.Code(decision.Reason));
    }

    [Fact]
    public void Fraud_prevention_rests_on_no_consent_and_the_rest_does() => Assert.Equal(
        ["banque-horizon-fraud"], Load.Set!.Plans.Where(plan => plan.Consent is null).Select(plan => plan.AgreementId));

    [Fact]
    public void Both_agreements_of_the_bank_give_a_customer_one_pseudonym()
    {
        var classes = Load.Set!.PlansOf("banque-horizon").Select(plan => plan.Fields.Single(field => field.Path.ToString() == "customer_id"));

        Assert.All(classes, field => Assert.Equal(("customer-number", "recipient"), (field.KeyClass, field.Transform.Parameters["linkable"])));
    }

    [Fact]
    public void Who_gets_a_gift_is_a_person_of_the_record_too() => Assert.Equal(
        ["customer_id True", "basket[].gift_for False"],
        Load.Set!.Plans.Single(plan => plan.AgreementId == "galerie-lumiere-recommendations")
            .SubjectFields.Select(subject => $"{subject.Path} {subject.Required}"));

    [Fact]
    public void Keys_belong_to_the_subsidiary_that_owns_the_contract() => Assert.Equal(
        [("customers@1", "fr/maison-nord"), ("loyalty-purchases@2", "fr/maison-nord"), ("web-visits@1", "fr/atelier-sud")],
        Load.Set!.Contracts.Select(contract => (contract.Dataset, contract.Controller)));

    [Fact]
    public void The_first_edit_of_the_readme_gives_the_finding_that_it_shows()
    {
        const string Edited = "fr/maison-nord/agreements/galerie-lumiere-recommendations.yaml";
        string shipped = Path.Combine(AppContext.BaseDirectory, "policies");
        using var files = new PolicyFiles();
        foreach (string file in PolicyFiles.Texts.Keys)
        {
            files.Remove(file);
        }

        foreach (string file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(shipped, path)))
        {
            string text = File.ReadAllText(Path.Combine(shipped, file));
            files.Write(file, file == Edited ? text.Replace("keepFor: P6M", "keepFor: P36M", StringComparison.Ordinal) : text);
        }

        string finding = Assert.Single(files.Findings());
        Assert.Contains("\n" + finding + "\n", File.ReadAllText(Path.Combine(shipped, "README.md")), StringComparison.Ordinal);
    }
}
