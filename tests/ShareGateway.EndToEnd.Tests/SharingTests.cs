using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ShareGateway.Audit.Entries;
using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Privacy.Keys;
using ShareGateway.Proxy.Keys;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>What a partner gets: only people who consented, only fields that the agreement names.</summary>
public sealed class SharingTests
{
    [Fact]
    public async Task I4_only_people_who_consented_to_this_purpose_and_recipient_are_in_the_answer()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasCustomers(Customer("C-0000001"), Customer("C-0000002"), Customer("C-0000003"), Customer("C-0000004"));
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");
        await gateway.ConsentAsync("C-0000002", Research, "galerie-lumiere");
        await gateway.ConsentAsync("C-0000003", Marketing, "banque-horizon");

        var records = await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);

        Assert.Single(records);
    }

    [Fact]
    public async Task I4_a_record_leaves_only_if_every_person_in_it_may_be_shared()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasPurchases(
            Purchase("C-0000001"), Purchase("C-0000001", giftFor: "C-0000002"), Purchase("C-0000001", giftFor: "C-0000003"));
        await gateway.ConsentAsync("C-0000001", Recommendations, "galerie-lumiere");
        await gateway.ConsentAsync("C-0000003", Recommendations, "galerie-lumiere");

        var records = await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/loyalty-purchases", Recommendations);

        Assert.Equal(2, records.Length);
    }

    [Theory]
    [InlineData("\"customer_id\":\"C-0000001\"", "\"customer_id\":null")]
    [InlineData("\"customer_id\":\"C-0000001\"", "\"customer_id\":\"\"")]
    [InlineData("\"customer_id\":\"C-0000001\"", "\"customer_id\":{\"id\":\"C-0000001\"}")]
    [InlineData("\"customer_id\":\"C-0000001\"", "\"customer_id\":[\"C-0000001\"]")]
    [InlineData("\"customer_id\":\"C-0000001\"", "\"customerId\":\"C-0000001\"")]
    public async Task I4_a_record_without_a_readable_id_never_leaves(string written, string spoilt)
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasCustomers(Customer("C-0000001").Replace(written, spoilt, StringComparison.Ordinal));
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");

        Assert.Empty(await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/customers", Marketing));
        Assert.Empty(await gateway.RecordsAsync("banque-horizon", "/v1/datasets/customers", Fraud));
    }

    [Fact]
    public async Task I2_fields_that_the_agreement_does_not_name_never_leave_at_any_depth()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasPurchases(Purchase("C-0000001", mark: "canary"));
        await gateway.ConsentAsync("C-0000001", Recommendations, "galerie-lumiere");

        var record = Assert.Single(await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/loyalty-purchases", Recommendations));

        Assert.DoesNotContain("canary", record.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("margin", record.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("1984", record.GetProperty("birth_date").GetString());
        Assert.Equal("59", record.GetProperty("address").GetProperty("postcode").GetString());
        Assert.Equal("2026-09", record.GetProperty("purchase_date").GetString());
        Assert.Equal(["SKU-1", "SKU-2"], record.GetProperty("basket").EnumerateArray().Select(item => item.GetProperty("sku").GetString()));
        Assert.StartsWith("p1_", record.GetProperty("customer_id").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I5_a_value_that_a_transform_cannot_read_is_null_and_never_the_original()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasPurchases(Purchase("C-0000001").Replace("1984-05-17", "17 mai 1984", StringComparison.Ordinal));
        await gateway.ConsentAsync("C-0000001", Recommendations, "galerie-lumiere");

        var record = Assert.Single(await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/loyalty-purchases", Recommendations));

        Assert.Equal(JsonValueKind.Null, record.GetProperty("birth_date").ValueKind);
        Assert.DoesNotContain("mai", record.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_rules_withhold_records_outside_the_agreement()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasPurchases(Purchase("C-0000001", country: "DE"), Purchase("C-0000001"));
        await gateway.ConsentAsync("C-0000001", Recommendations, "galerie-lumiere");

        Assert.Single(await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/loyalty-purchases", Recommendations));
    }

    [Fact]
    public async Task I7_one_policy_set_answers_and_its_hash_stands_in_the_answer_and_in_the_entry()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasCustomers(Customer("C-0000001"));
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");

        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);

        var disclosure = gateway.Entries<DisclosureEntry>().Single(entry => entry.DisclosureId == response.Header("Sharing-Disclosure"));
        Assert.Equal(response.Header("Sharing-Policy"), disclosure.PolicyHash);
        Assert.Matches("^sha256:[0-9a-f]{64}$", disclosure.PolicyHash);
        Assert.Equal("private, no-store", string.Join(", ", response.Headers.GetValues("Cache-Control").SelectMany(v => v.Split(", ")).Order(StringComparer.Ordinal).Reverse()));
    }

    [Fact]
    public async Task I9_two_recipients_get_pseudonyms_that_share_nothing_and_one_gets_the_same_each_time()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasPurchases(Purchase("C-0000001"));
        await gateway.ConsentAsync("C-0000001", Recommendations, "galerie-lumiere");
        await gateway.ConsentAsync("C-0000001", Research, "banque-horizon");

        var first = await PseudonymAsync(gateway, "galerie-lumiere", Recommendations);
        var again = await PseudonymAsync(gateway, "galerie-lumiere", Recommendations);
        var other = await PseudonymAsync(gateway, "banque-horizon", Research);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task I9_a_pseudonym_outlives_a_restart_on_the_same_folder()
    {
        var before = await GatewayUnderTest.StartAsync();
        string first;
        try
        {
            before.Upstream.HasPurchases(Purchase("C-0000001"));
            await before.ConsentAsync("C-0000001", Recommendations, "galerie-lumiere");
            first = await PseudonymAsync(before, "galerie-lumiere", Recommendations);
        }
        finally
        {
            await before.StopAsync();
        }

        await using var after = await GatewayUnderTest.StartAsync(folder: before.Folder);
        after.Upstream.HasPurchases(Purchase("C-0000001"));
        Assert.Equal(first, await PseudonymAsync(after, "galerie-lumiere", Recommendations));
        await after.DisposeAsync();
        Directory.Delete(before.Folder, recursive: true);
    }

    [Fact]
    public async Task I11_a_withdrawal_takes_the_person_out_of_the_next_answer()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasCustomers(Customer("C-0000001"));
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");
        Assert.Single(await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/customers", Marketing));

        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere", "dpv:ConsentWithdrawn");

        Assert.Empty(await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/customers", Marketing));
    }

    [Fact]
    public async Task I3_answers_are_byte_identical_when_upstreams_differ_only_in_what_is_withheld()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        await gateway.ConsentAsync("C-0000001", Recommendations, "galerie-lumiere");
        gateway.Upstream.HasPurchases(Purchase("C-0000001"));
        var plain = await AnswerAsync(gateway);

        gateway.Upstream.HasPurchases(
            Purchase("C-0000009"), Purchase("C-0000001", mark: "a much longer mark"), Purchase("C-0000008", giftFor: "C-0000001"), Purchase("C-0000001", country: "DE"));
        var other = await AnswerAsync(gateway);

        Assert.Equal(plain, other);
    }

    [Fact]
    public async Task A_stream_of_lines_obeys_the_same_gate_and_the_same_allow_list()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        string[] lines = [Customer("C-0000001", "canary").ReplaceLineEndings(""), Customer("C-0000002", "canary").ReplaceLineEndings("")];
        gateway.Upstream.Answers("/internal/crm/customers.ndjson", "application/x-ndjson", string.Join('\n', lines) + "\n");
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");

        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing, "application/x-ndjson");
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("gold", JsonElement.Parse(Assert.Single(body.Split('\n', StringSplitOptions.RemoveEmptyEntries))).GetProperty("loyalty_level").GetString());
        Assert.DoesNotContain("canary", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_obeys_the_same_gate_and_the_same_allow_list()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.Answers("/internal/web/visits.csv", "text/csv", """
            session_cookie,account_id,at,page,duration_seconds,country,ip
            canary,4000001,2026-06-01T10:00:00Z,/a,42,FR,192.0.2.1
            canary,4000002,2026-06-01T10:00:00Z,/b,42,FR,192.0.2.2

            """);
        await gateway.ConsentAsync("4000001", "dpv:PersonalisedAdvertising", "galerie-lumiere", controller: "fr/atelier-sud", scheme: "web-account");

        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/web-visits", "dpv:PersonalisedAdvertising", "text/csv");
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("account_id,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("p1_", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains("canary", StringComparison.Ordinal) || line.Contains("192.0.2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_with_lists_is_not_offered_as_a_table()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing, "text/csv");

        Assert.Equal("format-not-offered", await ReasonAsync(response));
    }

    [Fact]
    public async Task I2_an_answer_holds_exactly_the_fields_that_the_agreement_names()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasCustomers(Customer("C-0000001"));
        gateway.Upstream.HasPurchases(Purchase("C-0000001"));
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");
        await gateway.ConsentAsync("C-0000001", Recommendations, "galerie-lumiere");

        var customer = Assert.Single(await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/customers", Marketing));
        var purchase = Assert.Single(await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/loyalty-purchases", Recommendations));

        Assert.Equal(
            ["address.city", "customer_id", "email", "first_name", "loyalty_level", "tags[]"],
            PathsOf(customer, "").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["address.postcode", "basket[].quantity", "basket[].sku", "birth_date", "customer_id", "purchase_date"],
            PathsOf(purchase, "").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task I5_a_value_of_the_right_type_that_its_transform_cannot_work_on_is_null_and_never_the_original()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasPurchases(Purchase("C-0000001").Replace("\"59800\"", "\"59\"", StringComparison.Ordinal)); // keepFirst: 2 would be all of it
        await gateway.ConsentAsync("C-0000001", Recommendations, "galerie-lumiere");

        var record = Assert.Single(await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/loyalty-purchases", Recommendations));

        Assert.Equal(JsonValueKind.Null, record.GetProperty("address").GetProperty("postcode").ValueKind);
    }

    [Fact]
    public async Task I9_each_recipient_has_its_own_secret_so_that_equal_scopes_give_other_pseudonyms()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var keys = gateway.Services.GetRequiredService<GatewayKeys>();

        Assert.NotEqual(PseudonymOf("galerie-lumiere"), PseudonymOf("banque-horizon"));
        Assert.Equal(PseudonymOf("galerie-lumiere"), PseudonymOf("galerie-lumiere"));

        string PseudonymOf(string recipient)
        {
            using var key = (PseudonymKey)keys.DeriveKey(KeyUse.Pseudonym, "fr/maison-nord", recipient, "one scope", "one class", epoch: 1);
            var token = new byte[key.TokenLength];
            key.Write("C-0000001"u8, token);
            return Encoding.ASCII.GetString(token);
        }
    }

    /// <summary>Every leaf of a record, as an agreement would write it.</summary>
    private static IEnumerable<string> PathsOf(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => PathsOf(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => PathsOf(item, path + "[]")),
        _ => [path],
    };

    private static async Task<string> PseudonymAsync(GatewayUnderTest gateway, string recipient, string purpose) =>
        Assert.Single(await gateway.RecordsAsync(recipient, "/v1/datasets/loyalty-purchases", purpose)).GetProperty("customer_id").GetString()!;

    /// <summary>Status, headers and body; without the moment and the random id, which differ by design.</summary>
    private static async Task<string> AnswerAsync(GatewayUnderTest gateway)
    {
        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/loyalty-purchases", Recommendations);
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => header.Key is not ("Date" or "Sharing-Disclosure"));
        return $"{(int)response.StatusCode}\n{string.Join('\n', headers.Select(h => $"{h.Key}: {string.Join(',', h.Value)}"))}\n{await response.Content.ReadAsStringAsync()}";
    }
}
