using System.Globalization;
using System.Text.Json;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>Pages are full, hold every permitted record once, and tell nothing of those in between.</summary>
public sealed class PagingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(10_000)]
    public async Task The_union_of_the_pages_is_every_permitted_record_exactly_once(int limit)
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var random = new Random(20261123);
        var numbers = Enumerable.Range(1, 40).ToArray();
        gateway.Upstream.HasPurchases([.. Enumerable.Range(0, 1_300).Select(i => Purchase(Id(random.Next(1, 60))).Replace("SKU-1", $"SKU-{i:D5}", StringComparison.Ordinal))]);
        foreach (var number in numbers.Where(number => number % 3 == 0))
        {
            await gateway.ConsentAsync(Id(number), Recommendations, "galerie-lumiere");
        }

        var expected = await WalkAsync(gateway, 10_000);
        var pages = await WalkAsync(gateway, limit);

        Assert.InRange(expected.SelectMany(page => page).Count(), 100, 1_000);
        Assert.Equal(expected.SelectMany(page => page), pages.SelectMany(page => page));
        Assert.All(pages.SkipLast(1), page => Assert.Equal(limit, page.Length));
        Assert.NotEmpty(pages[^1]);
    }

    [Fact]
    public async Task I3_a_page_and_its_link_do_not_depend_on_people_withheld_behind_it()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        await gateway.ConsentAsync("C-0000001", Recommendations, "galerie-lumiere");
        gateway.Upstream.HasPurchases(Purchase("C-0000001"), Purchase("C-0000001"));
        var (_, withoutOthers) = await PageAsync(gateway, "/v1/datasets/loyalty-purchases?limit=2");

        gateway.Upstream.HasPurchases([Purchase("C-0000001"), Purchase("C-0000001"), .. Enumerable.Repeat(Purchase("C-0000009"), 900)]);
        var (_, withOthers) = await PageAsync(gateway, "/v1/datasets/loyalty-purchases?limit=2");

        Assert.Null(withoutOthers);
        Assert.Null(withOthers);
    }

    [Fact]
    public async Task I3_links_have_one_length_wherever_the_next_page_begins()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        await gateway.ConsentAsync("C-0000001", Recommendations, "galerie-lumiere");
        string[] two = [Purchase("C-0000001"), Purchase("C-0000001")];
        gateway.Upstream.HasPurchases(two);
        var (_, near) = await PageAsync(gateway, "/v1/datasets/loyalty-purchases?limit=1");

        gateway.Upstream.HasPurchases([two[0], .. Enumerable.Repeat(Purchase("C-0000009"), 1_777), two[1]]);
        var (_, far) = await PageAsync(gateway, "/v1/datasets/loyalty-purchases?limit=1");

        Assert.Equal(near!.Length, far!.Length);
    }

    [Theory]
    [InlineData("galerie-lumiere", "loyalty-purchases", "dpv:DirectMarketing")]
    [InlineData("banque-horizon", "loyalty-purchases", "dpv:CommercialResearch")]
    [InlineData("galerie-lumiere", "customers", "dpv:DirectMarketing")]
    public async Task A_page_token_works_for_nobody_and_nothing_else(string recipient, string dataset, string purpose)
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        await gateway.ConsentAsync("C-0000001", Recommendations, "galerie-lumiere");
        gateway.Upstream.HasPurchases(Purchase("C-0000001"), Purchase("C-0000001"));
        var (_, link) = await PageAsync(gateway, "/v1/datasets/loyalty-purchases?limit=1");
        var token = link!.Split("page=")[1];

        using var response = await gateway.AskAsync(recipient, $"/v1/datasets/{dataset}?page={token}", purpose);

        Assert.Contains(await ReasonAsync(response), new[] { "page-invalid", "purpose-not-agreed" });
    }

    [Fact]
    public async Task A_page_token_ends_with_the_policy_set_that_it_was_given_under()
    {
        using var policies = PolicyFolder.Copy();
        await using var gateway = await GatewayUnderTest.StartAsync(policies.Path, settings: Reloads.Often);
        await gateway.ConsentAsync("C-0000001", Recommendations, "galerie-lumiere");
        gateway.Upstream.HasPurchases(Purchase("C-0000001"), Purchase("C-0000001"));
        var (_, link) = await PageAsync(gateway, "/v1/datasets/loyalty-purchases?limit=1");

        policies.Replace(Reloads.Newsletter, "title: .*", "title: another title of another agreement");
        await gateway.LiveAsync(policies.Path);
        using var response = await gateway.AskAsync("galerie-lumiere", link!, Recommendations);

        Assert.Equal("page-invalid", await ReasonAsync(response));
    }

    private static string Id(int number) => "C-" + number.ToString("D7", CultureInfo.InvariantCulture);

    private static async Task<List<string[]>> WalkAsync(GatewayUnderTest gateway, int limit)
    {
        var pages = new List<string[]>();
        for (string? next = $"/v1/datasets/loyalty-purchases?limit={limit}"; next is not null;)
        {
            (var page, next) = await PageAsync(gateway, next);
            pages.Add(page);
        }

        return pages;
    }

    private static async Task<(string[] Records, string? Next)> PageAsync(GatewayUnderTest gateway, string path)
    {
        using var response = await gateway.AskAsync("galerie-lumiere", path, Recommendations);
        var body = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        return ([.. body.GetProperty("value").EnumerateArray().Select(record => record.GetRawText())],
            body.TryGetProperty("nextLink", out var link) ? link.GetString() : null);
    }
}
