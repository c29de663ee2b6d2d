namespace ShareGateway.Audit.Tests.Entries;

public sealed class RefusalEntryTests
{
    [Theory]
    [InlineData("loyalty-purchases", true)]
    [InlineData("loyalty-purchases@2", true)]
    [InlineData("web.visits-2@10", true)]
    [InlineData("", false)]
    [InlineData("@2", false)]
    [InlineData("loyalty@", false)]
    [InlineData("loyalty@2@3", false)]
    [InlineData("anna.schmidt@mail.example", false)]
    [InlineData("0612345678", false)]
    [InlineData("Loyalty", false)]
    [InlineData("loyalty purchases", false)]
    [InlineData("loyalty\n", false)]
    [InlineData("loyaltyé", false)]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123", true)]
    [InlineData("a1234567890123456789012345678901234567890123456789012345678901234", false)]
    public void A_dataset_is_kept_only_in_the_form_of_our_names(string asked, bool kept) =>
        Assert.Equal(kept ? asked : "", (Sample.Refusal() with { Dataset = asked }).Dataset);

    [Theory]
    [InlineData("dpv:Marketing", true)]
    [InlineData("marketing", true)]
    [InlineData("dpv:Provide.Product-2", true)]
    [InlineData("", false)]
    [InlineData("anna@mail.example", false)]
    [InlineData("+33612345678", false)]
    [InlineData("0612345678", false)]
    [InlineData("dpv:Marketing ", false)]
    [InlineData("dpv:Vidéo", false)]
    [InlineData("d123456789012345678901234567890123456789012345678901234567890123", true)]
    [InlineData("d1234567890123456789012345678901234567890123456789012345678901234", false)]
    public void A_purpose_is_kept_only_in_the_form_of_a_term(string asked, bool kept) =>
        Assert.Equal(kept ? asked : "", (Sample.Refusal() with { Purpose = asked }).Purpose);
}
