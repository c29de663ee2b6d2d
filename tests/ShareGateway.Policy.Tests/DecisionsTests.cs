using System.Collections.Immutable;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records;

namespace ShareGateway.Policy.Tests;

public sealed class DecisionsTests
{
    private static readonly Recipient Partner = RecipientOf("partner");
    private static readonly Recipient Other = RecipientOf("other");
    private static readonly Contract Customers1 = ContractOf("customers", 1);
    private static readonly Contract Customers2 = ContractOf("customers", 2);
    private static readonly Contract Orders1 = ContractOf("orders", 1);
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("partner", "customers@1", "dpv:DirectMarketing", "")]
    [InlineData("partner", "customers", "dpv:DirectMarketing", "")]
    [InlineData("nobody", "customers@1", "dpv:DirectMarketing", "unknown-recipient")]
    [InlineData("nobody", "nothing", null, "unknown-recipient")]
    [InlineData("Partner", "customers@1", "dpv:DirectMarketing", "unknown-recipient")]
    [InlineData("partner", "nothing", "dpv:DirectMarketing", "unknown-dataset")]
    [InlineData("partner", "customers@3", "dpv:DirectMarketing", "unknown-dataset")]
    [InlineData("partner", "customers@", "dpv:DirectMarketing", "unknown-dataset")]
    [InlineData("partner", "customers@01", "dpv:DirectMarketing", "unknown-dataset")]
    [InlineData("partner", "CUSTOMERS", "dpv:DirectMarketing", "unknown-dataset")]
    [InlineData("partner", "", "dpv:DirectMarketing", "unknown-dataset")]
    [InlineData("partner", "nothing", null, "unknown-dataset")]
    [InlineData("other", "customers@1", "dpv:DirectMarketing", "no-agreement")]
    [InlineData("partner", "orders@1", null, "no-agreement")]
    [InlineData("partner", "customers@2", "dpv:DirectMarketing", "no-agreement")]
    [InlineData("partner", "customers@1", null, "purpose-missing")]
    [InlineData("partner", "customers@1", "", "purpose-missing")]
    [InlineData("partner", "customers@1", "dpv:Marketing", "purpose-not-agreed")]
    [InlineData("partner", "customers@1", "dpv:directmarketing", "purpose-not-agreed")]
    [InlineData("partner", "customers@1", "dpv:DirectMarketing ", "purpose-not-agreed")]
    public void The_first_question_that_fails_is_the_reason(string recipient, string dataset, string? purpose, string reason)
    {
        var set = Set(PlanOf("newsletter"));

        Assert.Equal(reason, ReasonOf(Decisions.Decide(set, new ShareRequest(recipient, dataset, purpose), Noon, Fresh)));
    }

    [Theory]
    [InlineData("2026-09-30T23:59:59Z", "agreement-not-yet-valid")]
    [InlineData("2026-10-01T00:00:00Z", "")]
    [InlineData("2026-10-01T01:59:59+02:00", "agreement-not-yet-valid")]
    [InlineData("2027-09-30T23:59:59.999Z", "")]
    [InlineData("2027-10-01T00:00:00Z", "agreement-over")]
    [InlineData("2027-10-01T01:30:00+02:00", "")]
    [InlineData("2027-09-30T20:00:00-05:00", "agreement-over")]
    public void An_agreement_holds_from_its_first_day_to_the_end_of_its_last_in_utc(string now, string reason)
    {
        var decision = Decide(Set(PlanOf("newsletter")), DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal((reason, "newsletter"), (ReasonOf(decision), decision.AgreementId));
    }

    [Theory]
    [InlineData(null, "consent-knowledge-too-old")]
    [InlineData(-1, "consent-knowledge-too-old")]
    [InlineData(0, "")]
    [InlineData(60, "")]
    [InlineData(61, "consent-knowledge-too-old")]
    public void Knowledge_of_consents_must_be_there_and_fresh(int? seconds, string reason)
    {
        TimeSpan? age = seconds is { } known ? TimeSpan.FromSeconds(known) : null;

        Assert.Equal(reason, ReasonOf(Decide(Set(PlanOf("newsletter")), Noon, age)));
    }

    [Fact]
    public void Without_a_need_for_consent_its_age_does_not_matter() =>
        Assert.Equal("", ReasonOf(Decide(Set(PlanOf("newsletter") with { Consent = null }), Noon, null)));

    [Fact]
    public void A_transfer_that_is_not_covered_is_refused_before_consent_is_looked_at()
    {
        var decision = Decide(Set(PlanOf("newsletter") with { TransferDays = [] }), Noon, null);

        Assert.Equal(("transfer-not-covered", "newsletter"), (ReasonOf(decision), decision.AgreementId));
    }

    [Fact]
    public void Over_comes_before_transfer() => Assert.Equal(
        "agreement-over", ReasonOf(Decide(Set(PlanOf("newsletter") with { TransferDays = [] }), Noon.AddYears(2), null)));

    [Fact]
    public void Of_agreements_that_follow_each_other_the_one_of_today_decides()
    {
        var set = Set(Between("first", "2025-10-01", "2026-09-30"), Between("second", "2026-10-01", "2027-09-30"), Between("third", "2028-01-01", "2028-06-30"));

        Assert.Equal("first", Decide(set, new(2026, 9, 30, 12, 0, 0, TimeSpan.Zero)).AgreementId);
        Assert.Equal("second", Decide(set, Noon).AgreementId);
        var gap = Decide(set, new(2027, 11, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(("agreement-not-yet-valid", "third"), (ReasonOf(gap), gap.AgreementId));
        var after = Decide(set, new(2028, 7, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(("agreement-over", "third"), (ReasonOf(after), after.AgreementId));
    }

    [Fact]
    public void Without_a_version_the_highest_one_with_an_agreement_is_meant()
    {
        var set = Set(PlanOf("earlier"), PlanOf("later") with { Contract = Customers2 });
        var onlyOld = Set(PlanOf("earlier"));

        Assert.Equal("later", Decide(set, Noon, Fresh, "customers").AgreementId);
        Assert.Equal("earlier", Decide(set, Noon, Fresh, "customers@1").AgreementId);
        Assert.Equal("earlier", Decide(onlyOld, Noon, Fresh, "customers").AgreementId);
    }

    [Fact]
    public void A_permit_hands_out_the_plan_of_the_agreement()
    {
        var plan = PlanOf("newsletter");

        Assert.True(Decide(Set(plan), Noon).Permits(out var permitted));
        Assert.Same(plan, permitted);
    }

    [Fact]
    public void A_refusal_hands_out_nothing()
    {
        Assert.False(Decision.Refuse(default).Permits(out var plan));
        Assert.Null(plan);
    }

    [Fact]
    public void The_zero_values_are_refused()
    {
        Assert.False(default(Decision).Permits(out _));
        Assert.Equal(("", "unknown-recipient"), (default(Decision).AgreementId, ReasonOf(Decisions.Decide(Set(PlanOf("newsletter")), default, Noon, Fresh))));
    }

    [Theory]
    [InlineData("2026-11-22T23:59:59Z", "transfer-not-covered")]
    [InlineData("2026-11-23T00:00:00Z", "")]
    [InlineData("2026-11-24T00:30:00+01:00", "")]
    [InlineData("2026-11-24T00:00:00Z", "transfer-not-covered")]
    [InlineData("2026-12-01T12:00:00Z", "")]
    public void A_transfer_is_covered_on_its_days_in_utc(string now, string reason)
    {
        var day = new DateOnly(2026, 11, 23);
        var plan = PlanOf("newsletter") with { TransferDays = [new DayRange(day, day), new DayRange(day.AddDays(8), DateOnly.MaxValue)] };

        Assert.Equal(reason, ReasonOf(Decide(Set(plan), DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("partner", "customers@1", "dpv:DirectMarketing")]
    [InlineData("partner", "customers", "dpv:DirectMarketing")]
    [InlineData("nobody", "customers@1", "dpv:DirectMarketing")]
    [InlineData("partner", "nothing", "dpv:DirectMarketing")]
    [InlineData("partner", "orders@1", "dpv:DirectMarketing")]
    [InlineData("partner", "customers@1", null)]
    [InlineData("partner", "customers@1", "dpv:Marketing")]
    public void A_decision_allocates_nothing(string recipient, string dataset, string? purpose)
    {
        var set = Set(PlanOf("newsletter"));
        var request = new ShareRequest(recipient, dataset, purpose);
        DateTimeOffset[] moments = [Noon, Noon.AddYears(-2), Noon.AddYears(2)];
        Repeat(set, request, moments);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(set, request, moments);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Repeat(PolicySet set, ShareRequest request, DateTimeOffset[] moments)
    {
        for (int i = 0; i < 1000; i++)
        {
            Decisions.Decide(set, request, moments[i % moments.Length], i % 2 == 0 ? Fresh : null);
        }
    }

    private static Decision Decide(PolicySet set, DateTimeOffset now, TimeSpan? age, string dataset = "customers@1") =>
        Decisions.Decide(set, new ShareRequest("partner", dataset, "dpv:DirectMarketing"), now, age);

    [Fact]
    public void Without_a_set_nothing_is_decided() =>
        Assert.Throws<ArgumentNullException>("set", () => Decisions.Decide(null!, default, default, null));

    private static Decision Decide(PolicySet set, DateTimeOffset now) => Decide(set, now, Fresh);

    private static string ReasonOf(Decision decision) => decision.Permits(out _) ? "" : RefusalReasons.Code(decision.Reason);

    private static PolicySet Set(params SharePlan[] plans) => new("sha256:0", [Partner, Other], [Customers1, Customers2, Orders1], [.. plans], []);

    private static SharePlan Between(string id, string from, string until) => PlanOf(id) with
    {
        ValidFrom = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
        ValidUntil = DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture),
    };

    private static SharePlan PlanOf(string id) => new()
    {
        AgreementId = id,
        AgreementVersion = 1,
        Title = "Newsletter",
        Recipient = Partner,
        Contract = Customers1,
        Purpose = "dpv:DirectMarketing",
        LegalBasis = "eu-gdpr:A6-1-a",
        Fields =
        [
            new PlannedField(
                FieldPath.Parse("email"),
                FieldType.Text,
                new TransformSpec("blank", ImmutableSortedDictionary<string, string>.Empty),
                FailureMode.Null,
                "pd:EmailAddress",
                "pd:EmailAddress",
                CanonicalForm.Email),
        ],
        SubjectFields = [new PlannedSubject(FieldPath.Parse("customer_id"), CanonicalForm.Text, "customer-number", Required: true)],
        Rows = [],
        Consent = new ConsentTerms(MustNameRecipient: true, TimeSpan.FromDays(360), TimeSpan.FromSeconds(60)),
        RowsPerDay = 1000,
        AfterDelivery = new AfterDelivery(default, "erase", TimeSpan.FromDays(1)),
        ValidFrom = new DateOnly(2026, 10, 1),
        ValidUntil = new DateOnly(2027, 9, 30),
        TransferDays = [DayRange.Always],
        Guardrails = [],
        File = "agreements/newsletter.yaml",
    };

    private static Recipient RecipientOf(string id) => new()
    {
        Id = id,
        LegalName = id,
        Role = "dpv:ThirdParty",
        Country = "loc:FR",
        ProcessingCountries = ["loc:FR"],
        Contacts = [],
        ClientIds = [id + "-client"],
        File = $"recipients/{id}.yaml",
    };

    private static Contract ContractOf(string id, int major) => new()
    {
        Id = id, Name = id, Version = $"{major}.0.0", Major = major, Controller = "fr/shop", Servers = [], File = $"contracts/{id}.yaml",
    };
}
