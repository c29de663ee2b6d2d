using System.Collections.Immutable;
using ShareGateway.Policy;
using ShareGateway.Policy.Loading;
using ShareGateway.Records;

namespace ShareGateway.Sharing.Tests;

public sealed class OffersTests
{
    private static readonly ContractServer Pages = Server(RecordFormat.Json) with { Paging = new("page", "size", 500) };
    private static readonly ContractServer Document = Server(RecordFormat.Json);
    private static readonly ContractServer Lines = Server(RecordFormat.Ndjson);
    private static readonly ContractServer Rows = Server(RecordFormat.Csv);

    [Theory]
    [InlineData("banque-horizon-fraud", "Json Ndjson Csv")]
    [InlineData("galerie-lumiere-newsletter", "Json Ndjson")] // delivers a list: no CSV, though the contract has a server for it
    [InlineData("galerie-lumiere-recommendations", "Json Ndjson")]
    [InlineData("banque-horizon-research", "Json Ndjson Csv")] // delivers no list, though people stand in one: CSV without a server for it
    public void A_plan_is_offered_in_the_forms_into_which_it_fits(string agreement, string forms)
    {
        var plan = Plan(agreement);

        Assert.Equal(forms.Split(' '), Offers.AllOf(plan).Select(offer => offer.Format.ToString()));
        Assert.Equal(forms.Contains("Csv", StringComparison.Ordinal), Offers.For(plan, RecordFormat.Csv) is not null);
        Assert.Null(Offers.For(plan with { Contract = plan.Contract with { Servers = [] } }, RecordFormat.Json));
    }

    [Fact]
    public void Each_form_is_made_from_the_server_that_suits_it_best()
    {
        AssertMadeFrom([Pages, Lines, Rows], Pages, Lines, Rows);
        AssertMadeFrom([Rows, Lines, Pages], Pages, Lines, Rows); // their order says nothing
        AssertMadeFrom([Pages], Pages, Pages, Pages);
        AssertMadeFrom([Document], Document, Document, Document);
        AssertMadeFrom([Lines], Lines, Lines, Lines);
        AssertMadeFrom([Rows], Rows, Rows, Rows);
        AssertMadeFrom([Pages, Lines], Pages, Lines, Lines);
        AssertMadeFrom([Pages, Rows], Pages, Rows, Rows);
        AssertMadeFrom([Lines, Rows], Lines, Lines, Rows);
        AssertMadeFrom([Document, Lines, Rows], Document, Lines, Rows);
    }

    [Fact]
    public void What_stands_in_a_list_is_never_read_from_rows()
    {
        var plan = Plan("banque-horizon-research"); // who gets a gift stands in the basket

        Assert.Null(Offers.For(plan with { Contract = plan.Contract with { Servers = [Rows] } }, RecordFormat.Csv));
        Assert.Equal(Lines, Offers.For(plan with { Contract = plan.Contract with { Servers = [Rows, Lines] } }, RecordFormat.Csv)?.Server);
    }

    [Fact]
    public void A_plan_that_delivers_no_field_is_not_offered_as_rows()
    {
        var plan = Plan("banque-horizon-fraud");

        Assert.Null(Offers.For(plan with { Fields = [.. plan.Fields.Select(field => field with { Transform = new("drop", ImmutableSortedDictionary<string, string>.Empty) })] }, RecordFormat.Csv));
    }

    private static void AssertMadeFrom(ImmutableArray<ContractServer> servers, ContractServer json, ContractServer ndjson, ContractServer csv)
    {
        var plan = Plan("banque-horizon-fraud");
        var offers = Offers.AllOf(plan with { Contract = plan.Contract with { Servers = servers } });

        Assert.Equal([new(RecordFormat.Json, json), new(RecordFormat.Ndjson, ndjson), new(RecordFormat.Csv, csv)], offers);
    }

    private static SharePlan Plan(string agreement) =>
        PolicyLoader.Load(Path.Combine(AppContext.BaseDirectory, "policies")).Set!.Plans.Single(plan => plan.AgreementId == agreement);

    private static ContractServer Server(RecordFormat format) => new() { Cluster = "crm", Location = "/records", Format = format };
}
