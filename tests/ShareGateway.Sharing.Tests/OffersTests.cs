using ShareGateway.Policy.Loading;
using ShareGateway.Records;

namespace ShareGateway.Sharing.Tests;

public sealed class OffersTests
{
    [Theory]
    [InlineData("banque-horizon-fraud", "Json Ndjson Csv")]
    [InlineData("galerie-lumiere-newsletter", "Json Ndjson")] // delivers a list: no CSV, though the contract has a server for it
    [InlineData("galerie-lumiere-recommendations", "Json Ndjson")] // the contract has no CSV
    public void A_plan_is_offered_in_the_forms_of_its_contract_into_which_it_fits(string agreement, string forms)
    {
        var plan = PolicyLoader.Load(Path.Combine(AppContext.BaseDirectory, "policies")).Set!.Plans.Single(plan => plan.AgreementId == agreement);

        Assert.Equal(forms.Split(' '), Offers.AllOf(plan).Select(server => server.Format.ToString()));
        Assert.Equal(forms.Contains("Csv", StringComparison.Ordinal), Offers.ServerFor(plan, RecordFormat.Csv) is not null);
    }
}
