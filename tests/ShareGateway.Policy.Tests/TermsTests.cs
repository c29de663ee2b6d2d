using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Tests;

public sealed class TermsTests
{
    [Theory]
    [InlineData("dpv:ProvideProductRecommendations", "dpv:Personalisation", true)]
    [InlineData("dpv:TargetedAdvertising", "dpv:Marketing", true)]
    [InlineData("dpv:TargetedAdvertising", "dpv:Personalisation", true)]
    [InlineData("dpv:Marketing", "dpv:Marketing", true)]
    [InlineData("dpv:Marketing", "dpv:TargetedAdvertising", false)]
    [InlineData("dpv:CounterMoneyLaundering", "dpv:FraudPreventionAndDetection", true)]
    [InlineData("pd:BloodType", "dpv:SpecialCategoryPersonalData", true)]
    [InlineData("pd:Picture", "pd:Identifying", true)]
    [InlineData("eu-gdpr:A6-1-a", "eu-gdpr:Consent", true)]
    [InlineData("eu-gdpr:A6-1-f", "eu-gdpr:Consent", false)]
    [InlineData("dpv:Nothing", "dpv:Purpose", false)]
    public void A_term_is_within_every_broader_one(string term, string broader, bool within) => Assert.Equal(within, Terms.IsWithin(term, broader));

    [Theory]
    [InlineData(TermKind.Purpose, 123)]
    [InlineData(TermKind.LegalBasis, 27)]
    [InlineData(TermKind.TransferBasis, 18)]
    [InlineData(TermKind.DataCategory, 265)]
    [InlineData(TermKind.LegalRole, 11)]
    [InlineData(TermKind.Place, 249)]
    [InlineData(TermKind.PlaceGroup, 6)]
    [InlineData(TermKind.None, 0)]
    internal void The_pinned_table_is_whole(TermKind kind, int terms) => Assert.Equal(terms, Terms.OfKind(kind).Count());

    [Fact]
    public void A_rule_on_the_root_covers_every_purpose_but_two_which_no_agreement_may_have() => Assert.Equal(
        ["dpv:RightsFulfilment", "dpv:Sector"],
        Terms.OfKind(TermKind.Purpose).Where(purpose => !Terms.IsWithin(purpose, "dpv:Purpose")).Order(StringComparer.Ordinal));

    [Fact]
    public void A_term_of_another_kind_is_not_known() => Assert.False(Terms.IsKnown(TermKind.Purpose, "pd:Name"));

    [Theory]
    [InlineData("loc:EEA30", 30)]
    [InlineData("loc:EU27", 27)]
    [InlineData("loc:FR", 1)]
    [InlineData("loc:EU28", null)]
    [InlineData("loc:EEA", null)]
    [InlineData("dpv:Marketing", null)]
    public void Groups_hold_the_countries_that_the_treaties_name(string term, int? countries) => Assert.Equal(countries, Places.Members(term)?.Count);

    [Theory]
    [InlineData("loc:IS", true)]
    [InlineData("loc:LI", true)]
    [InlineData("loc:NO", true)]
    [InlineData("loc:HR", true)]
    [InlineData("loc:GB", false)]
    [InlineData("loc:CH", false)]
    [InlineData("loc:US", false)]
    [InlineData("loc:NC", false)]
    public void The_economic_area_is_exact(string country, bool member) => Assert.Equal(member, Places.Members("loc:EEA30")!.Contains(country));

    [Fact]
    public void Every_member_is_a_country_of_the_table() =>
        Assert.All(Places.Members("loc:EEA30")!, country => Assert.True(Terms.IsKnown(TermKind.Place, country), country));

    [Theory]
    [InlineData("ownr", "owner")]
    [InlineData("Owner", "owner")]
    [InlineData("onwer", null)]
    [InlineData("banana", null)]
    [InlineData("", null)]
    public void A_hint_names_what_is_near_and_nothing_else(string written, string? near) =>
        Assert.Equal(near is null ? null : $"did you mean `{near}`?", Nearest.Hint(written, ["owner", "version", "kind"]));

    [Fact]
    public void A_prefix_does_not_make_short_terms_alike() => Assert.Null(Nearest.Hint("pd:Mail", ["pd:Family"]));
}
