namespace ShareGateway.Cli.Tests.Policies;

public sealed class PolicyNewTests : IDisposable
{
    private static readonly string[] Recipient =
    [
        ".", "boutique-est", "Boutique Est: \"SARL\" # 1", "", "loc:DE", "", "privacy@boutique-est.example, dpo@boutique-est.example", "",
    ];

    private static readonly string[] Agreement =
    [
        "fr/maison-nord", "banque-horizon-offers", "Banque Horizon: offers, by post", "privacy@maison-nord.example", "customers@1", "banque-horizon",
        "dpv:DirectMarketing", "eu-gdpr:A6-1-a", "", "", "", "pseudonymise", "linkable", "agreement", "one person: found again",
    ];

    private readonly PolicyCopy _policies = new();

    public void Dispose() => _policies.Dispose();

    [Fact]
    public void A_new_recipient_says_what_was_answered_and_has_no_findings()
    {
        var run = New("recipient", Recipient);

        Assert.Equal(0, run.Code);
        Assert.Contains(Path.Combine(_policies.Root, "recipients/boutique-est.yaml"), run.Output, StringComparison.Ordinal);
        var recipient = Loaded().FindRecipient("boutique-est")!;
        Assert.Equal(("Boutique Est: \"SARL\" # 1", "loc:DE", "dpv:ThirdParty"), (recipient.LegalName, recipient.Country, recipient.Role));
        Assert.Equal(["privacy@boutique-est.example", "dpo@boutique-est.example"], recipient.Contacts);
        Assert.Equal(["boutique-est-client"], recipient.ClientIds);
        Assert.StartsWith("# yaml-language-server: $schema=../schemas/recipient.schema.json\n", Text("recipients/boutique-est.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_answer_is_told_what_would_be_right_and_asked_again()
    {
        string[] answers = [.. Recipient[..4], "loc:XX", "Germany", .. Recipient[4..]];

        var run = New("recipient", answers);

        Assert.Equal(0, run.Code);
        Assert.Contains("unknown country `loc:XX`", run.Error, StringComparison.Ordinal);
        Assert.Contains("unknown country `Germany`", run.Error, StringComparison.Ordinal);
        Assert.Equal("loc:DE", Loaded().FindRecipient("boutique-est")!.Country);
    }

    [Fact]
    public void Outside_the_free_countries_the_transfer_tool_is_asked_for()
    {
        string[] answers = [.. Recipient[..4], "loc:US", .. Recipient[5..], ""];

        var none = New("recipient", answers);

        Assert.Equal(0, none.Code);
        Assert.Contains("Which tool is signed? (none | eu-gdpr:A46-2-b | eu-gdpr:A46-2-c)", none.Error.Replace("eu-gdpr:A45-3 | ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("# transferTool: none signed yet", Text("recipients/boutique-est.yaml"), StringComparison.Ordinal);

        _policies.Remove("recipients/boutique-est.yaml");
        New("recipient", [.. answers[..^1], "eu-gdpr:A46-2-c"]);

        Assert.Equal("eu-gdpr:A46-2-c", Loaded().FindRecipient("boutique-est")!.TransferTool);
    }

    [Fact]
    public void A_new_agreement_offers_what_the_guardrails_allow_and_can_be_used_as_it_comes()
    {
        var run = New("agreement", [.. Agreement, .. Enumerable.Repeat("", 60)]);

        Assert.Equal(0, run.Code);
        Assert.Contains("`last_name` (pd:Name): what leaves (drop | mask) [drop]", run.Error, StringComparison.Ordinal);
        var plan = Loaded().Plans.Single(plan => plan.AgreementId == "banque-horizon-offers");
        Assert.Equal(("dpv:DirectMarketing", "Banque Horizon: offers, by post", 1), (plan.Purpose, plan.Title, plan.AgreementVersion));
        var field = Assert.Single(plan.Fields);
        Assert.Equal(("customer_id", "pseudonymise", "one person: found again"), (field.Path.ToString(), field.Transform.Name, field.Because));
        Assert.Equal(new DateOnly(2026, 11, 23), plan.ValidFrom);
        Assert.Equal(new DateOnly(2027, 11, 22), plan.ValidUntil);
        Assert.True(plan.Consent!.MustNameRecipient);
    }

    [Theory]
    [InlineData("dpv:SellDataToThirdParties", "a guardrail forbids this purpose")]
    [InlineData("dpv:DirectMarketting", "did you mean `dpv:DirectMarketing`?")]
    public void A_purpose_that_may_not_be_is_not_taken(string purpose, string complaint)
    {
        var run = New("agreement", [.. Agreement[..6], purpose, .. Agreement[6..], .. Enumerable.Repeat("", 60)]);

        Assert.Equal(0, run.Code);
        Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_basis_that_a_guardrail_does_not_accept_is_not_taken()
    {
        var run = New("agreement", [.. Agreement[..7], "eu-gdpr:A6-1-f", .. Agreement[7..], .. Enumerable.Repeat("", 60)]);

        Assert.Equal(0, run.Code);
        Assert.Contains("a guardrail does not accept this basis for the purpose", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_contract_has_the_fields_that_were_named()
    {
        var run = New(
            "contract",
            "fr/maison-nord", "shop-visits", "Visits: shop", "crm", "/internal/visits", "json", "/data/items", "person", "customer-number", "", "", "",
            "day", "date", "dpv:NonPersonalData", "day", "no", "boolean", "pd:Behavioural", "");

        Assert.Equal(0, run.Code);
        Assert.Contains("`day` is named already", run.Error, StringComparison.Ordinal);
        var contract = Loaded().Contracts.Single(contract => contract.Id == "shop-visits");
        Assert.Equal(["person", "day", "no"], contract.Fields.Select(field => field.Path.ToString()));
        Assert.Equal("/data/items", Assert.Single(contract.Servers).RecordsAt);
        Assert.Equal("fr/maison-nord", contract.Controller);
    }

    [Fact]
    public void When_the_answers_end_nothing_is_written()
    {
        var run = New("recipient", Recipient[..5]);

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains("nothing was written", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_policies.Root, "recipients/boutique-est.yaml")));
    }

    [Fact]
    public void Findings_elsewhere_come_first()
    {
        _policies.Edit("recipients/galerie-lumiere.yaml", "loc:FR", "loc:FX");

        var run = New("recipient", Recipient);

        Assert.Equal(1, run.Code);
        Assert.Contains("SGP020", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_policies.Root, "recipients/boutique-est.yaml")));
    }

    [Fact]
    public void A_file_that_would_have_findings_is_not_written()
    {
        var run = New("agreement", [.. Agreement[..5], "galerie-lumiere", .. Agreement[6..], .. Enumerable.Repeat("", 60)]);

        Assert.Equal(1, run.Code);
        Assert.Contains("nothing was written", run.Error, StringComparison.Ordinal);
        Assert.Contains("SGP053", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_policies.Root, "fr/maison-nord/agreements/banque-horizon-offers.yaml")));
    }

    [Fact]
    public void An_id_that_is_taken_is_not_taken_again()
    {
        var run = New("recipient", [".", "galerie-lumiere", .. Recipient[1..]]);

        Assert.Equal(0, run.Code);
        Assert.Contains("`galerie-lumiere` is taken", run.Error, StringComparison.Ordinal);
    }

    private CliRun New(string kind, params string[] answers) => CliRun.Answering(string.Join('\n', answers) + "\n", "policy", "new", kind, _policies.Root);

    private string Text(string file) => File.ReadAllText(Path.Combine(_policies.Root, file));

    private ShareGateway.Policy.PolicySet Loaded()
    {
        var load = ShareGateway.Policy.Loading.PolicyLoader.Load(_policies.Root);
        Assert.Equal([], load.Findings.Select(finding => finding.ToString()));
        return load.Set!;
    }
}
