using System.Text.Json.Nodes;
using ShareGateway.Demo.Upstream;

namespace ShareGateway.Demo.Tests.Upstream;

public sealed class OddRecordsTests
{
    private const int People = 5_000;

    [Theory]
    [InlineData(RetailerDataset.Customers)]
    [InlineData(RetailerDataset.Purchases)]
    [InlineData(RetailerDataset.Visits)]
    public void Each_kind_befalls_about_2_records_in_1000(RetailerDataset dataset)
    {
        var counts = Enumerable.Range(0, 100_000).CountBy(record => OddRecords.Of(dataset, record)).ToDictionary();

        foreach (var kind in Enum.GetValues<OddKind>())
        {
            Assert.InRange(counts[kind], kind == OddKind.None ? 98_000 : 130, kind == OddKind.None ? 99_000 : 270);
        }
    }

    [Theory]
    [InlineData("/internal/crm/customers.ndjson", RetailerDataset.Customers, "customer_id", "\"C-{0:D7}\"")]
    [InlineData("/internal/loyalty/purchases.ndjson", RetailerDataset.Purchases, "customer_id", "\"C-{0:D7}\"")]
    [InlineData("/internal/web/visits.ndjson", RetailerDataset.Visits, "account_id", "4{0:D6}")]
    public async Task Ids_are_as_odd_as_they_are_said_to_be(string path, RetailerDataset dataset, string field, string format)
    {
        await using var upstream = await RunningUpstream.StartAsync(People);
        string[] lines = (await upstream.GetAsync(path)).Split('\n')[..^1];
        var seen = new HashSet<OddKind>();

        for (int record = 0; record < lines.Length; record++)
        {
            int number = OddRecords.PersonOf(dataset, record) + 1;
            string due = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, number);
            string plain = due.Trim('"');
            var kind = OddRecords.Of(dataset, record);
            string expected = kind switch
            {
                OddKind.Missing => "",
                OddKind.Null => "null",
                OddKind.Empty => "\"\"",
                OddKind.OtherType => due == plain ? $"\"{due}\"" : $"{number}",
                OddKind.Spaced => $"\"  {plain} \"",
                OddKind.Wrapped => $$"""{"value":"{{plain}}"}""",
                _ => due,
            };
            seen.Add(kind);

            Assert.Equal(expected, IdText(lines[record], field));
        }

        Assert.Equal(Enum.GetValues<OddKind>().Length, seen.Count);
    }

    [Theory]
    [InlineData(RetailerDataset.Customers, 1)]
    [InlineData(RetailerDataset.Purchases, 2)]
    [InlineData(RetailerDataset.Visits, 3)]
    public void A_repeated_record_is_about_the_person_before(RetailerDataset dataset, int perPerson)
    {
        Assert.All(Enumerable.Range(0, 20_000), record => Assert.Equal(
            (record / perPerson) - (OddRecords.Of(dataset, record) == OddKind.Repeated ? 1 : 0),
            OddRecords.PersonOf(dataset, record)));
        Assert.Equal(0, OddRecords.PersonOf(dataset, 0));
    }

    [Fact]
    public async Task One_purchase_in_20_holds_a_gift_for_someone_else()
    {
        await using var upstream = await RunningUpstream.StartAsync(People);
        string[] lines = (await upstream.GetAsync("/internal/loyalty/purchases.ndjson")).Split('\n')[..^1];
        int gifts = 0;

        for (int record = 0; record < lines.Length; record++)
        {
            var givenTo = JsonNode.Parse(lines[record])!["basket"]!.AsArray()
                .Select(line => (string?)line!["gift_for"]).Where(id => id is not null).ToList();
            int? expected = PurchaseRecords.GiftFor(record, People);
            gifts += givenTo.Count;

            Assert.Equal(expected is null ? [] : [Person.CustomerIdOf(expected.Value)], givenTo, StringComparer.Ordinal);
            Assert.NotEqual(OddRecords.PersonOf(RetailerDataset.Purchases, record), expected);
            Assert.InRange(expected ?? 0, 0, People - 1);
        }

        Assert.InRange(gifts, lines.Length * 4 / 100, lines.Length * 6 / 100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Few_people_give_to_each_other_or_to_nobody(int people) =>
        Assert.All(
            Enumerable.Range(0, people * 2),
            record => Assert.True(PurchaseRecords.GiftFor(record, people) is not { } other
                || (other < people && other != OddRecords.PersonOf(RetailerDataset.Purchases, record))));

    [Fact]
    public void Names_are_of_many_scripts_and_forms()
    {
        string names = string.Concat(Enumerable.Range(0, People).Select(Person.At).Select(p => p.FirstName + p.LastName));

        foreach (string rare in new[] { "é", "ï", "œ", "ß", "ñ", "e\u0301", "🌸", "美", "\"", "," })
        {
            Assert.Contains(rare, names, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void People_are_mostly_French_and_live_in_five_countries()
    {
        var countries = Enumerable.Range(0, People).CountBy(i => Person.At(i).Country).ToDictionary();

        Assert.Equal(5, countries.Count);
        Assert.InRange(countries["FR"], People * 70 / 100, People * 82 / 100);
        Assert.All(["BE", "DE", "ES", "IT"], country => Assert.InRange(countries[country], People * 3 / 100, People * 11 / 100));
    }

    /// <summary>Frozen: the demo's people may not change with a library or a processor.</summary>
    [Fact]
    public void The_first_person_is_always_the_same()
    {
        Assert.Equal(
            new Person(0, "FR", "Thaïs", "Francois", "xb.1@courriel.example", "+33 6 12 74 80 51", new DateOnly(1967, 4, 15), "2 Impasse de Rivoli", "19278", "Reims"),
            Person.At(0));
        Assert.Equal("C-0000001", Person.At(0).CustomerId);
        Assert.Equal(4_000_001, Person.At(0).AccountId);
        Assert.Equal(4_960_660, new Draw(DrawUse.Person, 7).Next(10_000_000));
    }

    private static string IdText(string line, string field)
    {
        var record = JsonNode.Parse(line)!.AsObject();
        return record.TryGetPropertyValue(field, out var id) ? id?.ToJsonString() ?? "null" : "";
    }
}
