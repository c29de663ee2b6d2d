using System.Collections.Immutable;
using ShareGateway.Policy.Explaining;

namespace ShareGateway.Policy.Tests.Explaining;

public sealed class ExplanationTests : IDisposable
{
    private static readonly DateTimeOffset Autumn = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly ShareRequest Newsletter = new("partner", "customers", "dpv:DirectMarketing");

    private readonly PolicyFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_permit_names_the_lines_it_rests_on()
    {
        var explanation = Explain(Newsletter, Autumn);

        Assert.True(explanation.Permitted);
        Assert.Equal("partner-newsletter", explanation.Plan?.AgreementId);
        Assert.Equal(
        [
            Line(PolicyFiles.Agreement, "recipient: partner"),
            Line(PolicyFiles.Agreement, "dataset: customers@1"),
            Line(PolicyFiles.Agreement, "purpose: dpv:DirectMarketing"),
            Line(PolicyFiles.Agreement, "validity: {from: 2026-10-01, until: 2027-09-30}"),
            Line(PolicyFiles.Partner, "country: loc:FR"),
            Line(PolicyFiles.Partner, "processesIn: [loc:FR, loc:BE]"),
            At(PolicyFiles.Group, "freeWithin:", "freeWithin"),
            At(PolicyFiles.France, "freeWithin:", "freeWithin"),
        ],
        explanation.DecidedBy.Select(Text));
    }

    [Theory]
    [InlineData("2026-09-30", RefusalReason.AgreementNotYetValid)]
    [InlineData("2027-10-01", RefusalReason.AgreementOver)]
    public void A_refusal_by_date_names_the_validity(string day, RefusalReason reason)
    {
        var explanation = Explain(Newsletter, DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal((false, reason), (explanation.Permitted, explanation.Reason));
        Assert.Equal([Line(PolicyFiles.Agreement, "validity: {from: 2026-10-01, until: 2027-09-30}")], explanation.DecidedBy.Select(Text));
        Assert.NotEmpty(explanation.Fields);
    }

    [Fact]
    public void A_refusal_by_purpose_names_what_is_agreed_and_what_is_forbidden()
    {
        var explanation = Explain(Newsletter with { Purpose = "dpv:PublicRelations" }, Autumn);

        Assert.Equal(RefusalReason.PurposeNotAgreed, explanation.Reason);
        Assert.Equal(
            [Line(PolicyFiles.Agreement, "purpose: dpv:DirectMarketing"), At(PolicyFiles.Group, "forbidPurposes:", "forbidPurposes: dpv:PublicRelations")],
            explanation.DecidedBy.Select(Text));
        Assert.Null(explanation.Plan);
        Assert.Empty(explanation.Fields);
    }

    [Fact]
    public void A_refusal_by_transfer_names_the_countries_and_the_tools_that_are_missing()
    {
        _files.Write(PolicyFiles.Partner, PolicyFiles.Texts[PolicyFiles.Partner].Replace("[loc:FR, loc:BE]", "[loc:FR, loc:US]", StringComparison.Ordinal));

        var explanation = Explain(Newsletter, Autumn);

        Assert.Equal(RefusalReason.TransferNotCovered, explanation.Reason);
        Assert.Contains(Line(PolicyFiles.Partner, "processesIn: [loc:FR, loc:US]"), explanation.DecidedBy.Select(Text));
        Assert.Contains(At(PolicyFiles.Group, "elsewhereNeeds:", "elsewhereNeeds: [eu-gdpr:A46-2-b, eu-gdpr:A46-2-c]"), explanation.DecidedBy.Select(Text));
    }

    [Fact]
    public void A_recipient_without_an_agreement_is_named_and_an_unknown_one_is_nowhere()
    {
        _files.Write("recipients/other.yaml", PolicyFiles.Texts[PolicyFiles.Partner]
            .Replace("id: partner", "id: other", StringComparison.Ordinal).Replace("partner-", "other-", StringComparison.Ordinal));

        Assert.Equal(["recipients/other.yaml:2 id: other"], Explain(Newsletter with { RecipientId = "other" }, Autumn).DecidedBy.Select(Text));
        var unknown = Explain(Newsletter with { RecipientId = "nobody" }, Autumn);
        Assert.Equal((RefusalReason.UnknownRecipient, 0), (unknown.Reason, unknown.DecidedBy.Length));
    }

    [Fact]
    public void Each_field_comes_with_its_line_and_the_rules_on_it_outermost_first()
    {
        var email = Explain(Newsletter, Autumn).Fields.Single(field => field.Field.Path.ToString() == "email");

        Assert.Equal(PlaceOf(PolicyFiles.Agreement, "email:"), email.Place.ToString());
        Assert.Equal(
            [At(PolicyFiles.Group, "pd:Contact:", "pd:Contact: [blank, drop, generalise, mask, pseudonymise]"), At(PolicyFiles.France, "pd:EmailAddress:", "pd:EmailAddress: [mask, pseudonymise]")],
            email.Rules.Select(rule => $"{rule.Place} {rule}"));
    }

    [Fact]
    public void Fields_that_leave_and_fields_that_do_not_make_up_the_contract()
    {
        _files.Edit(PolicyFiles.Agreement, "birth_date: {do: generalise, to: year}", "birth_date: {do: drop}");

        var explanation = Explain(Newsletter, Autumn);

        Assert.Equal(
            ["birth_date " + PlaceOf(PolicyFiles.Agreement, "birth_date:"), "visits ", "score "], explanation.Withheld.Select(field => $"{field.Field.Path} {field.Place}"));
        Assert.Equal(
            explanation.Plan!.Contract.Fields.Select(field => field.Path.ToString()).Order(StringComparer.Ordinal),
            explanation.Fields.Select(field => field.Field.Path.ToString()).Concat(explanation.Withheld.Select(field => field.Field.Path.ToString())).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("recipientRetention", "P6M", "guardrail.yaml P24M|fr/guardrail.yaml P12M|fr/shop/agreements/partner-newsletter.yaml P6M*")]
    [InlineData("agreementLength", "2026-10-01/2027-09-30", "guardrail.yaml P12M|fr/shop/agreements/partner-newsletter.yaml 2026-10-01/2027-09-30*")]
    [InlineData("consentAge", "P12M", "guardrail.yaml P13M|fr/shop/agreements/partner-newsletter.yaml P12M*")]
    [InlineData("consentStaleness", "PT1M", "guardrail.yaml PT5M|fr/shop/agreements/partner-newsletter.yaml PT1M*")]
    [InlineData("freeWithin", "[loc:BE, loc:FR]", "guardrail.yaml loc:EEA30*|fr/guardrail.yaml [loc:BE, loc:FR]*")]
    [InlineData("legalBasisFor", "eu-gdpr:A6-1-a-explicit-consent", "guardrail.yaml dpv:Marketing: [eu-gdpr:A6-1-a]|fr/guardrail.yaml dpv:DirectMarketing: [eu-gdpr:A6-1-a-explicit-consent]|fr/shop/agreements/partner-newsletter.yaml eu-gdpr:A6-1-a-explicit-consent*")]
    public void Each_limit_comes_with_everyone_who_states_it_and_who_decides(string name, string value, string stated)
    {
        var limit = Explain(Newsletter, Autumn).Limits.Single(limit => limit.Name == name);

        Assert.Equal(value, limit.Value);
        Assert.Equal(stated.Split('|'), limit.Stated.Select(each => $"{each.Place.File} {each.Value}{(each.Decides ? "*" : "")}"));
        Assert.All(limit.Stated, each => Assert.True(each.Place.Line > 1));
    }

    [Fact]
    public void Everybody_who_can_see_a_person_is_told_with_the_consent_it_takes()
    {
        var reach = Assert.Single(PersonReach.Of(_files.LoadGood(), "customer-number", Autumn));

        Assert.Null(reach.Refused);
        Assert.Equal(new ConsentTerms(true, TimeSpan.FromDays(360), TimeSpan.FromMinutes(1)), reach.Plan.Consent);
        Assert.Equal("customer_id", Assert.Single(reach.Subjects).Path.ToString());
        Assert.Empty(PersonReach.Of(_files.LoadGood(), "account-number", Autumn));
    }

    [Theory]
    [InlineData(-60, RefusalReason.AgreementNotYetValid)]
    [InlineData(400, RefusalReason.AgreementOver)]
    public void Who_can_see_a_person_is_a_matter_of_the_moment(int days, RefusalReason reason) =>
        Assert.Equal(reason, Assert.Single(PersonReach.Of(_files.LoadGood(), "customer-number", Autumn.AddDays(days))).Refused);

    [Fact]
    public void Unknown_names_come_with_the_nearest_known_ones()
    {
        var set = _files.LoadGood();

        Assert.Equal(
            ["unknown recipient `partmer`; did you mean `partner`?", "unknown dataset `customer`; did you mean `customers`?", "unknown purpose `dpv:DirectMarketting`; did you mean `dpv:DirectMarketing`?"],
            UnknownNames.In(set, new ShareRequest("partmer", "customer", "dpv:DirectMarketting")));
        Assert.Empty(UnknownNames.In(set, Newsletter with { Purpose = null }));
        Assert.Equal("unknown scheme `email`; expected one of `customer-number`", UnknownNames.Scheme(set, "email"));
        Assert.Equal("unknown agreement `partner-newsleter`; did you mean `partner-newsletter`?", UnknownNames.Agreement(set, "partner-newsleter"));
    }

    private Explanation Explain(ShareRequest request, DateTimeOffset at) => Explanation.Of(_files.LoadGood(), request, at);

    private static string Text(DecidingLine line) => $"{line.Place} {line.Says}";

    private string Line(string file, string says) => At(file, says[..(says.IndexOf(':', StringComparison.Ordinal) + 1)], says);

    private string At(string file, string start, string says) => $"{PlaceOf(file, start)} {says}";

    private string PlaceOf(string file, string start)
    {
        var lines = File.ReadAllLines(_files.PathOf(file)).ToImmutableArray();
        int at = lines.IndexOf(lines.Single(line => line.TrimStart().StartsWith(start, StringComparison.Ordinal)));
        return $"{file}:{at + 1}";
    }
}
