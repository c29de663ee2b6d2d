using CsCheck;
using ShareGateway.Policy.Guardrails;
using ShareGateway.Policy.Loading.Checks;
using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Records;

namespace ShareGateway.Policy.Tests;

/// <summary>One more guardrail never adds output (I6): the plan under it allows a part of what the plan without it allows, in every dimension.</summary>
public sealed class MonotoneTests
{
    private static readonly ContractDraft Source = ReadContract();

    private static readonly Gen<AgreementDraft> GenAgreement = Gen.Select(
        LimitsTests.OneOf("dpv:DirectMarketing", "dpv:PersonalisedAdvertising", "dpv:LegalCompliance"),
        LimitsTests.OneOf("eu-gdpr:A6-1-a", "eu-gdpr:A6-1-f"),
        LimitsTests.Subset(["email", "birth_date", "address.postcode"]),
        LimitsTests.OneOf("reveal", "mask", "generalise", "blank"),
        Gen.Int[1, 24],
        Gen.Int[2, 9],
        (purpose, basis, fields, action, months, group) => AgreementOf(purpose, basis, fields, action, months, group));

    private static readonly Gen<Recipient> GenRecipient = Gen.Select(
        LimitsTests.OneOf("loc:FR", "loc:US", "loc:CH"), LimitsTests.OneOf("", "eu-gdpr:A46-2-b", "eu-gdpr:A45-3"), RecipientOf);

    [Fact]
    public void One_more_guardrail_never_adds_output()
    {
        int plans = 0;
        Gen.Select(GenAgreement, GenRecipient, LimitsTests.GenLimits, LimitsTests.GenLimits).Sample((agreement, recipient, first, added) =>
        {
            // What the group's file always states.
            var group = first with
            {
                FreeWithin = first.FreeWithin ?? ["loc:FR"],
                ElsewhereNeeds = (first.ElsewhereNeeds ?? []).Add("eu-gdpr:A45-3"),
                Reidentification = first.Reidentification ?? Reidentification.Never,
            };
            var without = PlanOf(agreement, recipient, group);
            var with = PlanOf(agreement, recipient, group, added);
            Interlocked.Add(ref plans, with is null ? 0 : 1);
            return with is null || (without is not null && IsWithin(with, without));
        }, iter: 3000);
        Assert.True(plans > 100, "the law was hardly put to the test");
    }

    [Fact]
    public void A_length_that_is_shorter_by_thirty_day_months_and_longer_by_the_calendar_does_not_win()
    {
        var agreement = AgreementOf("dpv:DirectMarketing", "eu-gdpr:A6-1-a", [], "blank", 6, 2);
        Assert.True(Period.TryParse("P2M", out var months));
        Assert.True(Period.TryParse("P1M30D", out var days));
        Assert.True(days < months);

        var plan = PlanOf(agreement, RecipientOf("loc:FR", ""), new Limits { AgreementLength = months }, new Limits { AgreementLength = days })!;

        Assert.Equal(new DateOnly(2026, 2, 28), plan.ValidUntil);
    }

    private static bool IsWithin(SharePlan plan, SharePlan other) =>
        plan.Purpose == other.Purpose && plan.LegalBasis == other.LegalBasis
        && plan.Fields.All(field => other.Fields.Any(same => same.Path.Equals(field.Path) && same.Transform.Name == field.Transform.Name))
        && plan.Rows.Length >= other.Rows.Length
        && plan.TransferDays.All(days => other.TransferDays.Any(wider => wider.From <= days.From && days.Until <= wider.Until))
        && plan.ValidFrom >= other.ValidFrom && plan.ValidUntil <= other.ValidUntil
        && plan.Consent!.MaxAge <= other.Consent!.MaxAge && plan.Consent.MaxStaleness <= other.Consent.MaxStaleness
        && plan.AfterDelivery.KeepFor <= other.AfterDelivery.KeepFor
        && plan.MinimumGroup >= other.MinimumGroup && plan.Reidentification <= other.Reidentification;

    private static SharePlan? PlanOf(AgreementDraft agreement, Recipient recipient, params Limits[] limits)
    {
        var drafts = new PolicyDrafts([]);
        string[] scopes = ["", "fr"];
        for (int i = 0; i < limits.Length; i++)
        {
            drafts.Guardrails.Add(new Guardrail(new FilePlace($"{scopes[i]}guardrail.yaml", scopes[i], "Guardrail", "guardrail")) { Limits = limits[i] });
        }

        var decision = new TransferDecision { Country = "loc:CH", Reference = "x", From = new DateOnly(2026, 1, 1), Until = new DateOnly(2026, 12, 31) };
        return PlanBuilder.Build(agreement, recipient, ContractOf(), Source, drafts, [decision]);
    }

    private static AgreementDraft AgreementOf(string purpose, string basis, IEnumerable<string> fields, string action, int months, int group)
    {
        var place = new FilePlace("fr/shop/agreements/a.yaml", "fr/shop", "Agreement", "a");
        Assert.True(Period.TryParse($"P{months}M", out var period));
        return new AgreementDraft(place, Mark.Start)
        {
            Id = At("a"),
            Owner = At("privacy@shop.example"),
            Title = At("A"),
            Version = At(1L),
            Purpose = At(purpose),
            LegalBasis = At(basis),
            Consent = new ConsentDraft(At(true), At(true), At(period), At(TimeSpan.FromMinutes(months))),
            Fields = [.. fields.Select(field => new FieldDraft(At(FieldPath.Parse(field)), At(action), [], null, FailureMode.Null))],
            RowsPerDay = At(10L),
            KeepFor = At(period),
            Then = At("erase"),
            ActOnWithdrawalWithin = At(TimeSpan.FromHours(1)),
            From = At(new DateOnly(2026, 1, 1)),
            Until = At(new DateOnly(2026, 1, 1).AddMonths(months)),
            MinimumGroup = At((long)group),
        };
    }

    private static Placed<T> At<T>(T value) => new(value, Mark.Start, "");

    private static Recipient RecipientOf(string country, string tool) => new()
    {
        Id = "r", LegalName = "R", Role = "dpv:ThirdParty", Country = country, ProcessingCountries = [country], TransferTool = tool, Contacts = [], ClientIds = [], File = "r",
    };

    private static Contract ContractOf() => new()
    {
        Id = "customers", Name = "c", Version = "1.0.0", Major = 1, Controller = "fr/shop", Servers = [], File = "c",
    };

    private static ContractDraft ReadContract()
    {
        var drafts = new PolicyDrafts([]);
        drafts.Read(new SourceFile(new FilePlace(PolicyFiles.Customers, "fr/shop", "Contract", "customers"), PolicyFiles.Texts[PolicyFiles.Customers]));
        return drafts.Contracts[0];
    }
}
