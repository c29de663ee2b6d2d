using ShareGateway.Policy.Loading.Checks;
using ShareGateway.Policy.Loading.Files;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Records;

namespace ShareGateway.Policy.Tests;

public sealed class PlanTests
{
    private static readonly DateTimeOffset Today = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_plan_says_all_that_its_agreement_says()
    {
        using var files = new PolicyFiles();

        var plan = Assert.Single(files.LoadGood().Plans);

        Assert.Equal(("partner-newsletter", 3, "Partner: the newsletter"), (plan.AgreementId, plan.AgreementVersion, plan.Title));
        Assert.Equal(("partner", "customers@1", "fr/shop"), (plan.Recipient.Id, plan.Contract.Dataset, plan.Contract.Controller));
        Assert.Equal(("dpv:DirectMarketing", "eu-gdpr:A6-1-a-explicit-consent"), (plan.Purpose, plan.LegalBasis));
        Assert.Equal(new ConsentTerms(MustNameRecipient: true, TimeSpan.FromDays(360), TimeSpan.FromSeconds(60)), plan.Consent);
        Assert.Equal((1000, true, "", true), (plan.RowsPerDay, plan.CountsHidden, plan.TransferTool, plan.IsTransferCoveredAt(Today)));
        Assert.Equal(("P6M", "erase", TimeSpan.FromHours(24)), (plan.AfterDelivery.KeepFor.ToString(), plan.AfterDelivery.Then, plan.AfterDelivery.ActOnWithdrawalWithin));
        Assert.Equal((new DateOnly(2026, 10, 1), new DateOnly(2027, 9, 30)), (plan.ValidFrom, plan.ValidUntil));
        Assert.Equal(["guardrail.yaml", "fr/guardrail.yaml"], plan.Guardrails);
        Assert.Equal("fr/shop/agreements/partner-newsletter.yaml", plan.File);
    }

    [Fact]
    public void A_contract_says_which_coding_a_server_may_use_and_what_a_case_twin_means()
    {
        using var files = new PolicyFiles();
        var plain = files.LoadGood().Plans[0].Contract;
        files.Write(PolicyFiles.Customers, PolicyFiles.Texts[PolicyFiles.Customers]
            .Replace("value: csv}]", "value: csv}, {property: contentEncoding, value: br}]", StringComparison.Ordinal)
            .Replace("customProperties:\n  - property", "customProperties:\n  - {property: caseTwins, value: refuse}\n  - property", StringComparison.Ordinal));
        var strict = files.LoadGood().Plans[0].Contract;

        Assert.Equal(["", ""], plain.Servers.Select(server => server.Encoding));
        Assert.False(plain.RefusesCaseTwins);
        Assert.Equal(["", "br"], strict.Servers.Select(server => server.Encoding));
        Assert.True(strict.RefusesCaseTwins);
    }

    [Fact]
    public void Fields_carry_what_a_transform_needs()
    {
        using var files = new PolicyFiles();

        var fields = files.LoadGood().Plans[0].Fields;

        Assert.Equal(
            [
                "customer_id Text pseudonymise Null pd:Identifier customer-number Text",
                "email Text mask DropRecord pd:EmailAddress pd:EmailAddress Email",
                "birth_date Date generalise Null pd:BirthDate pd:BirthDate Text",
                "address.postcode Text generalise Null pd:PostalCode pd:PostalCode Text",
                "tags[] Text reveal Null pd:Interest pd:Interest Text",
            ],
            fields.Select(f => $"{f.Path} {f.Type} {f.Transform.Name} {f.OnFailure} {f.DataCategory} {f.KeyClass} {f.Form}"));
        Assert.Equal("agreement", Assert.Single(fields[0].Transform.Parameters).Value);
        Assert.Equal(["keepFirst"], fields[1].Transform.Parameters.Keys);
    }

    [Theory]
    [InlineData("null", FailureMode.Null)]
    [InlineData("dropRecord", FailureMode.DropRecord)]
    [InlineData("failRequest", FailureMode.FailRequest)]
    public void Each_failure_mode_can_be_written(string written, FailureMode mode)
    {
        using var files = new PolicyFiles();
        files.Edit(PolicyFiles.Agreement, "onFailure: dropRecord", "onFailure: " + written);

        Assert.Equal(mode, files.LoadGood().Plans[0].Fields[1].OnFailure);
    }

    [Fact]
    public void Subjects_and_rows_come_along()
    {
        using var files = new PolicyFiles();

        var plan = files.LoadGood().Plans[0];

        Assert.Equal(new PlannedSubject(FieldPath.Parse("customer_id"), CanonicalForm.Text, "customer-number", Required: true), Assert.Single(plan.SubjectFields));
        var row = Assert.Single(plan.Rows);
        Assert.Equal("address.postcode", row.Path.ToString());
        Assert.True(row.Accepted.SetEquals(["75001", "75002"]));
    }

    [Fact]
    public void Servers_say_where_and_how()
    {
        using var files = new PolicyFiles();

        Assert.Equal(
            [
                new ContractServer
                {
                    Cluster = "crm", Location = "/internal/customers", Format = RecordFormat.Json, RecordsAt = "/data/items",
                    Paging = new ContractPaging("page", "size", 500),
                },
                new ContractServer { Cluster = "crm", Location = "/internal/customers.csv", Format = RecordFormat.Csv },
            ],
            files.LoadGood().Contracts[0].Servers);
    }

    [Theory]
    [InlineData("country: loc:FR\n", "country: loc:DE\n", "", false)]
    [InlineData("processesIn: [loc:FR, loc:BE]", "processesIn: [loc:FR, loc:US]", "", false)]
    [InlineData("processesIn: [loc:FR, loc:BE]", "processesIn: [loc:US]\ntransferTool: eu-gdpr:A46-2-c", "eu-gdpr:A46-2-c", true)]
    [InlineData("processesIn: [loc:FR, loc:BE]", "processesIn: [loc:US]\ntransferTool: eu-gdpr:A49-1-a", "eu-gdpr:A49-1-a", false)]
    [InlineData("processesIn: [loc:FR, loc:BE]", "processesIn: [loc:FR]\ntransferTool: eu-gdpr:A46-2-c", "", true)]
    public void A_recipient_outside_the_area_loads_and_its_plan_tells(string from, string to, string tool, bool covered)
    {
        using var files = new PolicyFiles();
        files.Edit(PolicyFiles.Partner, from, to);

        var plan = files.LoadGood().Plans[0];

        Assert.Equal((tool, covered), (plan.TransferTool, plan.IsTransferCoveredAt(Today)));
    }

    [Fact]
    public void An_agreement_that_is_over_loads()
    {
        using var files = new PolicyFiles();
        files.Edit(PolicyFiles.Agreement, "from: 2026-10-01, until: 2027-09-30", "from: 2020-01-01, until: 2020-12-31");

        Assert.Equal(2020, files.LoadGood().Plans[0].ValidUntil.Year);
    }

    [Fact]
    public void Clients_find_their_recipient_and_nobody_elses()
    {
        using var files = new PolicyFiles();
        var set = files.LoadGood();

        Assert.Equal("partner", set.FindClient("partner-batch")?.Id);
        Assert.Null(set.FindClient("PARTNER-BATCH"));
        Assert.Null(set.FindClient("partner"));
        Assert.Single(set.PlansOf("partner"));
        Assert.Empty(set.PlansOf("nobody"));
    }

    /// <summary>I6: the checks stop looser agreements; this is the lock behind them, tried with agreements that were never checked.</summary>
    [Theory]
    [InlineData("keepFor: P6M", "keepFor: P36M", "keepFor P12M")]
    [InlineData("maxAge: P12M", "maxAge: P36M", "maxAge 390")]
    [InlineData("maxStaleness: PT60S", "maxStaleness: PT2H", "maxStaleness 300")]
    [InlineData("until: 2027-09-30", "until: 2036-09-30", "until 2027-09-30")]
    [InlineData("email: {do: mask, keepFirst: 2, onFailure: dropRecord}", "email: {do: reveal, because: no}", "email False")]
    [InlineData("birth_date: {do: generalise, to: year}", "birth_date: {do: reveal, because: no}", "birth_date False")]
    [InlineData("purpose: dpv:DirectMarketing", "purpose: dpv:PublicRelations", "nothing")]
    [InlineData("legalBasis: eu-gdpr:A6-1-a-explicit-consent", "legalBasis: eu-gdpr:A6-1-f", "nothing")]
    [InlineData("{needed: true, mustNameRecipient: true, maxAge: P12M, maxStaleness: PT60S}", "{needed: false}", "maxStaleness 0")]
    public void The_plan_takes_the_meet_once_more(string from, string to, string expected)
    {
        var plan = BuildUnchecked(from, to);

        Assert.Contains(expected, plan is null ? ["nothing"] : Facts(plan));
    }

    private static string[] Facts(SharePlan plan) =>
    [
        $"keepFor {plan.AfterDelivery.KeepFor}", $"maxAge {plan.Consent?.MaxAge.TotalDays}", $"maxStaleness {plan.Consent?.MaxStaleness.TotalSeconds}",
        FormattableString.Invariant($"until {plan.ValidUntil:yyyy-MM-dd}"), $"email {Has(plan, "email")}", $"birth_date {Has(plan, "birth_date")}",
    ];

    private static bool Has(SharePlan plan, string path) => plan.Fields.Any(field => field.Path.ToString() == path);

    private static SharePlan? BuildUnchecked(string from, string to)
    {
        using var files = new PolicyFiles();
        var good = files.LoadGood();
        var findings = new List<Finding>();
        var drafts = new PolicyDrafts(findings);
        foreach (var (file, kind, scope) in new[]
        {
            (PolicyFiles.Group, "Guardrail", ""), (PolicyFiles.France, "Guardrail", "fr"), (PolicyFiles.Customers, "Contract", "fr/shop"),
            (PolicyFiles.Agreement, "Agreement", "fr/shop"),
        })
        {
            string text = file == PolicyFiles.Agreement ? PolicyFiles.Texts[file].Replace(from, to, StringComparison.Ordinal) : PolicyFiles.Texts[file];
            drafts.Read(new SourceFile(new FilePlace(file, scope, kind, Path.GetFileNameWithoutExtension(file)), text));
        }

        Assert.Empty(findings);
        var agreement = drafts.Agreements[0];
        return PlanBuilder.Build(agreement, good.Recipients[0], good.Contracts[0], drafts.Contracts[0], drafts, good.TransferDecisions);
    }
}
