using ShareGateway.Policy;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Proxy.Telemetry;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Tests;

public sealed class FieldDriftTests
{
    private static readonly Contract Known = new()
    {
        Id = "visits",
        Name = "Visits",
        Version = "1.0.0",
        Major = 1,
        Controller = "fr",
        Servers = [],
        File = "visits.yaml",
        Fields = [Field("page"), Field("address.street"), Field("basket[].sku"), Field("tags[]")],
    };

    [Theory]
    [InlineData("page", "")] // in the contract, though the agreement leaves it out
    [InlineData("address", "")]
    [InlineData("basket", "")]
    [InlineData("basket[].sku", "")]
    [InlineData("tags", "")]
    [InlineData("pag", "pag")]
    [InlineData("page_2", "page_2")]
    [InlineData("address.doorCode", "address.doorCode")]
    [InlineData("basket[].margin-rate", "basket[].margin-rate")]
    [InlineData("line42", "line42")]
    [InlineData("C123", "other")] // a number of somebody
    [InlineData("C1x2", "other")]
    [InlineData("a.C123", "other")]
    [InlineData("?", "other")]
    [InlineData("address.?", "other")]
    [InlineData("?.street", "other")]
    public void Only_what_reads_like_a_field_and_is_in_no_contract_is_told(string path, string told)
    {
        Assert.Equal(told.Length == 0 ? [] : [told], new FieldDrift().Sort(Known, [path]).Select(field => field.Name));
    }

    [Fact]
    public void Names_of_a_map_are_data_and_none_of_them_is_told()
    {
        var people = Enumerable.Range(0, 17).Select(i => $"prefs.{(char)('a' + i)}nna").ToArray();

        Assert.Equal(["other", "extra"], new FieldDrift().Sort(Known, [.. people, "extra"]).Select(field => field.Name));
        Assert.Equal(16, new FieldDrift().Sort(Known, people[..16]).Length); // few of them look like fields: SECURITY.md says so
    }

    [Fact]
    public void A_name_is_new_once_and_a_contract_has_a_bounded_number_of_them()
    {
        var drift = new FieldDrift();

        Assert.Equal([new("a", true), new("b", true)], drift.Sort(Known, ["a", "b"]));
        Assert.Equal([new("a", false)], drift.Sort(Known, ["a"]));
        Assert.Equal([new("a", true)], drift.Sort(Known with { Id = "another" }, ["a"]));
        var names = Enumerable.Range(0, 200).SelectMany(i => drift.Sort(Known, [$"f{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}"])).Select(field => field.Name).ToList();
        Assert.Equal(62, names.Distinct(StringComparer.Ordinal).Count(name => name != "other"));
        Assert.Equal(138, names.Count(name => name == "other"));
    }

    private static ContractField Field(string path) => new(FieldPath.Parse(path), FieldType.Text, "pd:Identifier", CanonicalForm.Text);
}
