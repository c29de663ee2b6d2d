using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>Rotation, translation and destruction of keys while the gateway serves.</summary>
public sealed class KeyTests
{
    private const string Purchases = "/v1/datasets/loyalty-purchases";
    private const string Recipient = "galerie-lumiere";

    [Fact]
    public async Task After_a_rotation_answers_have_new_pseudonyms_and_the_recipient_has_its_old_ones_translated()
    {
        await using var gateway = await ServingAsync();
        var old = await PseudonymAsync(gateway);

        using var rotated = await OrderAsync(gateway, new { @do = "rotate", overlapDays = 10 });
        using var tooEarly = await TranslateAsync(gateway, Recipient, old);
        var now = await PseudonymAsync(gateway);
        using var translated = await TranslateAsync(gateway, Recipient, old, "p1_aaaaaaaaaaaaaaaaaaaaaaaaaa", "nonsense");
        using var another = await TranslateAsync(gateway, "banque-horizon", old);

        Assert.Equal(HttpStatusCode.OK, rotated.StatusCode);
        Assert.StartsWith("p1_", old, StringComparison.Ordinal);
        Assert.StartsWith("p2_", now, StringComparison.Ordinal);
        Assert.Equal("{\"pseudonyms\":[null]}", await tooEarly.Content.ReadAsStringAsync());
        Assert.Equal($$"""{"pseudonyms":["{{now}}",null,null]}""", await translated.Content.ReadAsStringAsync());
        Assert.Equal("{\"pseudonyms\":[null]}", await another.Content.ReadAsStringAsync());
        Assert.Equal([1, 2], gateway.Entries<DisclosureEntry>().Select(entry => entry.KeyEpochs.Pseudonym));
        var audited = gateway.Entries<AdministrativeEntry>().Where(entry => entry.Action == "pseudonyms.translated").ToArray();
        Assert.Equal([("1", "0", Recipient), ("3", "1", Recipient), ("1", "0", "banque-horizon")], audited.Select(entry => (entry.Facts["asked"], entry.Facts["translated"], entry.Facts["recipient"])));
    }

    [Theory]
    [InlineData("{\"pseudonyms\":[]}")]
    [InlineData("{\"pseudonyms\":[null]}")]
    [InlineData("{\"pseudonyms\":[\"a\"],\"recipient\":\"banque-horizon\"}")]
    [InlineData("[]")]
    public async Task A_list_that_is_none_is_refused(string body)
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Data, "/v1/pseudonym-translations"))
        {
            Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = new("Bearer", gateway.Token($"{Recipient}-client"));

        using var response = await gateway.Http.SendAsync(request);

        Assert.Equal("translations-invalid", await ReasonAsync(response));
    }

    [Fact]
    public async Task The_day_s_translations_end()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var thousand = Enumerable.Repeat("p1_aaaaaaaaaaaaaaaaaaaaaaaaaa", 1000).ToArray();
        var quota = (Proxy.Custody.TranslationQuota)gateway.Services.GetService(typeof(Proxy.Custody.TranslationQuota))!;
        Assert.True(quota.TryTake(Recipient, Proxy.Custody.TranslationQuota.PerDay - 1000, DateOnly.FromDateTime(gateway.Clock.GetUtcNow().UtcDateTime)));

        using var last = await TranslateAsync(gateway, Recipient, thousand);
        using var over = await TranslateAsync(gateway, Recipient, "p1_aaaaaaaaaaaaaaaaaaaaaaaaaa");

        Assert.Equal(HttpStatusCode.OK, last.StatusCode);
        Assert.Equal("translations-used-up", await ReasonAsync(over));
    }

    [Fact] // I9
    public async Task A_destroyed_recipient_is_refused_with_the_reason_also_after_a_restart_and_made_again_gets_other_pseudonyms()
    {
        var first = await ServingAsync(Directory.CreateTempSubdirectory("sharegateway-").FullName);
        var folder = first.Folder;
        var before = await PseudonymAsync(first);
        using var untyped = await OrderAsync(first, new { @do = "destroy-recipient", target = Recipient });
        using var destroyed = await OrderAsync(first, new { @do = "destroy-recipient", target = Recipient, confirm = Recipient });
        using var refused = await first.AskAsync(Recipient, Purchases, Recommendations);
        Assert.Equal(HttpStatusCode.Conflict, untyped.StatusCode);
        Assert.Equal(HttpStatusCode.OK, destroyed.StatusCode);
        Assert.Equal("keys-destroyed", await ReasonAsync(refused));
        await first.StopAsync();

        await using (var second = await GatewayUnderTest.StartAsync(folder: folder))
        {
            second.Upstream.HasPurchases(Purchase("C-0000001"));
            using var still = await second.AskAsync(Recipient, Purchases, Recommendations);
            using var again = await OrderAsync(second, new { @do = "init", recipients = new[] { Recipient } });

            Assert.Equal("keys-destroyed", await ReasonAsync(still));
            Assert.Equal(HttpStatusCode.OK, again.StatusCode);
            Assert.NotEqual(before, await PseudonymAsync(second));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact] // I9, I13
    public async Task Keys_stay_as_they_are_when_the_entries_that_told_of_them_are_pruned()
    {
        var first = await ServingAsync(Directory.CreateTempSubdirectory("sharegateway-").FullName);
        var folder = first.Folder;
        using var rotated = await OrderAsync(first, new { @do = "rotate", overlapDays = 10 });
        using var destroyed = await OrderAsync(first, new { @do = "destroy-recipient", target = "banque-horizon", confirm = "banque-horizon" });
        var before = await PseudonymAsync(first);
        first.Clock.Jump(TimeSpan.FromDays(1));
        using var verified = await OrderAsync(first, new { @do = "verify" }); // its entry begins the new day's segment
        var segments = LogSegments.List(first.AuditFolder);
        using var announced = await first.ManageAsync(HttpMethod.Post, "/v1/log-prunings", first.StaffToken("ines", "dpo"), new { below = segments[1].FirstIndex });
        await first.StopAsync();
        File.Delete(Path.Combine(first.AuditFolder, LogSegments.FileOf(segments[0])));
        File.Delete(Path.Combine(first.AuditFolder, LogSegments.SideFileOf(segments[0])));

        await using (var second = await GatewayUnderTest.StartAsync(folder: folder))
        {
            second.Upstream.HasPurchases(Purchase("C-0000001"));
            using var refused = await second.AskAsync("banque-horizon", "/v1/datasets/customers", Fraud);

            Assert.Equal(HttpStatusCode.NoContent, announced.StatusCode);
            Assert.Equal(2, segments.Count);
            Assert.StartsWith("p2_", before, StringComparison.Ordinal);
            Assert.Equal(before, await PseudonymAsync(second));
            Assert.Equal("keys-destroyed", await ReasonAsync(refused));
            Assert.DoesNotContain(second.Entries<AdministrativeEntry>(), entry => entry.Action is "key.created" or "key.rotated"); // no key was made anew
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Only_an_operator_gives_orders_and_each_answer_says_what_became_of_the_keys()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        using var dpo = await gateway.ManageAsync(HttpMethod.Post, "/v1/keys/orders", gateway.StaffToken("ines", "dpo"), new { @do = "verify" });
        using var unknown = await OrderAsync(gateway, new { @do = "verify", harder = true });
        using var verified = await OrderAsync(gateway, new { @do = "verify" });
        var answer = JsonElement.Parse(await verified.Content.ReadAsStringAsync());

        Assert.Equal("role-missing", await ReasonAsync(dpo));
        Assert.Equal("order-invalid", await ReasonAsync(unknown));
        Assert.Empty(answer.GetProperty("findings").EnumerateArray());
        Assert.All(answer.GetProperty("keys").EnumerateArray(), key => Assert.Equal("Current", key.GetProperty("state").GetString()));
        Assert.Contains(gateway.Entries<AdministrativeEntry>(), entry => entry.Action == "keys.verified" && entry.Facts["by"] == "staff:lea");
    }

    private static async Task<GatewayUnderTest> ServingAsync(string? folder = null)
    {
        var gateway = await GatewayUnderTest.StartAsync(folder: folder);
        gateway.Upstream.HasPurchases(Purchase("C-0000001"));
        await gateway.ConsentAsync("C-0000001", Recommendations, Recipient);
        return gateway;
    }

    private static async Task<string> PseudonymAsync(GatewayUnderTest gateway) =>
        Assert.Single(await gateway.RecordsAsync(Recipient, Purchases, Recommendations)).GetProperty("customer_id").GetString()!;

    private static Task<HttpResponseMessage> OrderAsync(GatewayUnderTest gateway, object order) =>
        gateway.ManageAsync(HttpMethod.Post, "/v1/keys/orders", gateway.StaffToken("lea", "operator"), order);

    private static async Task<HttpResponseMessage> TranslateAsync(GatewayUnderTest gateway, string recipient, params string[] pseudonyms)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Data, "/v1/pseudonym-translations")) { Content = JsonContent.Create(new { pseudonyms }) };
        request.Headers.Authorization = new("Bearer", gateway.Token($"{recipient}-client"));
        return await gateway.Http.SendAsync(request);
    }
}
