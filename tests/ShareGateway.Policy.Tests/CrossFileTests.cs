
namespace ShareGateway.Policy.Tests;

public sealed class CrossFileTests
{
    private const string Second = "fr/shop/agreements/second.yaml";

    private static readonly string AgreementText =
        PolicyFiles.Texts[PolicyFiles.Agreement].Replace("id: partner-newsletter", "id: second", StringComparison.Ordinal);

    [Fact]
    public void Two_files_cannot_claim_one_recipient()
    {
        using var files = new PolicyFiles();
        files.Write("fr/recipients/partner.yaml", PolicyFiles.Texts[PolicyFiles.Partner].Replace("[partner-client, partner-batch]", "[third]", StringComparison.Ordinal));

        Assert.Equal(
            ["recipients/partner.yaml:2:5: SGP015: recipient `partner` stands in fr/recipients/partner.yaml:2:5 already; ids are unique in all scopes"],
            files.Findings());
    }

    [Fact]
    public void Two_recipients_cannot_share_a_client_id()
    {
        using var files = new PolicyFiles();
        files.Write("recipients/rival.yaml", PolicyFiles.Texts[PolicyFiles.Partner].Replace("id: partner\n", "id: rival\n", StringComparison.Ordinal)
            .Replace("[partner-client, partner-batch]", "[rival-client, partner-batch]", StringComparison.Ordinal));

        Assert.Equal(
            ["recipients/rival.yaml:8:27: SGP016: client id `partner-batch` stands in recipients/partner.yaml:8:29 already; a client id speaks for one recipient"],
            files.Findings());
    }

    [Fact]
    public void Two_contracts_may_share_an_id_with_different_major_versions()
    {
        using var files = new PolicyFiles();
        files.Write("fr/shop/contracts/customers@2.yaml", PolicyFiles.Texts[PolicyFiles.Customers].Replace("version: 1.2.0", "version: 2.0.0", StringComparison.Ordinal));

        Assert.Equal(["customers@1", "customers@2"], files.LoadGood().Contracts.Select(contract => contract.Dataset));
    }

    [Fact]
    public void Two_contracts_cannot_claim_one_dataset()
    {
        using var files = new PolicyFiles();
        files.Write("fr/contracts/customers.yaml", PolicyFiles.Texts[PolicyFiles.Customers]);

        Assert.Equal(
            ["fr/shop/contracts/customers.yaml:3:5: SGP015: contract `customers@1` stands in fr/contracts/customers.yaml:3:5 already; ids are unique in all scopes"],
            files.Findings());
    }

    [Theory]
    [InlineData("from: 2026-10-01, until: 2027-09-30", true)]
    [InlineData("from: 2027-09-30, until: 2028-01-31", true)]
    [InlineData("from: 2026-01-01, until: 2026-10-01", true)]
    [InlineData("from: 2027-10-01, until: 2028-01-31", false)]
    [InlineData("from: 2026-01-01, until: 2026-09-30", false)]
    public void Two_agreements_for_the_same_cannot_hold_on_one_day(string validity, bool overlap)
    {
        using var files = new PolicyFiles();
        files.Write(Second, AgreementText.Replace("from: 2026-10-01, until: 2027-09-30", validity, StringComparison.Ordinal));
        string finding = "fr/shop/agreements/second.yaml:21:18: SGP053: another agreement for recipient, dataset and purpose holds at the same time: "
            + "fr/shop/agreements/partner-newsletter.yaml:21:18; let one end before the other begins";

        Assert.Equal(overlap ? [finding] : [], files.Findings());
    }

    [Fact]
    public void Another_purpose_is_another_agreement()
    {
        using var files = new PolicyFiles();
        files.Write(Second, AgreementText.Replace("purpose: dpv:DirectMarketing", "purpose: dpv:SocialMediaMarketing", StringComparison.Ordinal));

        Assert.Equal(2, files.LoadGood().Plans.Length);
    }

    [Fact]
    public void An_agreement_cannot_use_a_contract_of_another_branch_and_so_pass_by_its_guardrails()
    {
        using var files = new PolicyFiles();
        files.Write("de/agreements/second.yaml", AgreementText.Replace("purpose: dpv:DirectMarketing", "purpose: dpv:SocialMediaMarketing", StringComparison.Ordinal));

        Assert.Equal(
            ["de/agreements/second.yaml:6:10: SGP022: unknown dataset `customers@1`; a contract stands in a `contracts` folder of this scope or one above it"],
            files.Findings());
    }

    [Fact]
    public void A_scope_whose_name_begins_like_another_is_not_below_it()
    {
        using var files = new PolicyFiles();
        files.Write("fr/shop-two/agreements/second.yaml", AgreementText);

        Assert.Single(files.Findings(), finding => finding.StartsWith("fr/shop-two/agreements/second.yaml:6:10: SGP022", StringComparison.Ordinal));
    }

    [Fact]
    public void A_recipient_of_another_branch_is_unknown()
    {
        using var files = new PolicyFiles();
        files.Remove(PolicyFiles.Partner);
        files.Write("de/recipients/partner.yaml", PolicyFiles.Texts[PolicyFiles.Partner]);

        Assert.Equal(
            [
                "fr/shop/agreements/partner-newsletter.yaml:7:12: SGP021: unknown recipient `partner`; "
                + "a recipient stands in a `recipients` folder of this scope or one above it",
            ],
            files.Findings());
    }

    [Fact]
    public void All_findings_come_at_once_in_the_order_of_their_places()
    {
        using var files = new PolicyFiles();
        files.Write(Second, AgreementText.Replace("purpose: dpv:DirectMarketing", "purpose: dpv:X", StringComparison.Ordinal)
            .Replace("owner:", "ownr:", StringComparison.Ordinal).Replace("keepFor: P6M", "keepFor: P36M", StringComparison.Ordinal));
        files.Edit(PolicyFiles.Partner, "role: dpv:ThirdParty", "role: dpv:Nobody");

        Assert.Equal(
            [
                Second + ":1:1: SGP011", Second + ":4:1: SGP010", Second + ":8:10: SGP020", Second + ":20:26: SGP040", PolicyFiles.Partner + ":4:7: SGP020",
            ],
            files.Findings().Select(finding => string.Join(':', finding.Split(':')[..4])));
    }
}
