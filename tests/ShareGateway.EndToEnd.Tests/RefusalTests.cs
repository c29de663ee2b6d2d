using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using ShareGateway.Audit.Entries;
using ShareGateway.Demo.Issuing;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>Each refusal: a problem with a stable reason for the caller, an entry with the true reason in the log, and no call upstream.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("galerie-lumiere", "customers", "dpv:Marketing", 403, "purpose-not-agreed", "purpose-not-agreed")]
    [InlineData("galerie-lumiere", "customers", null, 400, "purpose-missing", "purpose-missing")]
    [InlineData("galerie-lumiere", "nothing-of-this-name", "dpv:DirectMarketing", 403, "no-agreement", "unknown-dataset")]
    [InlineData("assurance-boreale", "loyalty-purchases", "dpv:CommercialResearch", 403, "no-agreement", "no-agreement")]
    [InlineData("assurance-boreale", "customers", "dpv:CommercialResearch", 403, "agreement-over", "agreement-over")]
    [InlineData("pacific-insight", "web-visits", "dpv:ServiceUsageAnalytics", 403, "transfer-not-covered", "transfer-not-covered")]
    [InlineData("stranger", "customers", "dpv:DirectMarketing", 403, "unknown-recipient", "unknown-recipient")]
    public async Task A_request_that_may_not_pass_gets_its_reason(
        string recipient, string dataset, string? purpose, int status, string reason, string internalReason)
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        using var response = await gateway.AskAsync(recipient, $"/v1/datasets/{dataset}", purpose);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(reason, await ReasonAsync(response));
        var entry = Assert.Single(gateway.Entries<RefusalEntry>());
        Assert.Equal((internalReason, reason, status), (entry.Reason, entry.PublicReason, entry.Status));
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Fact]
    public async Task An_agreement_that_has_not_begun_is_refused()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Clock.Jump(TimeSpan.FromDays(-90));

        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);

        Assert.Equal("agreement-not-yet-valid", await ReasonAsync(response));
    }

    [Fact]
    public async Task I12_an_unknown_dataset_and_one_without_an_agreement_look_the_same()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        using var unknown = await gateway.AskAsync("assurance-boreale", "/v1/datasets/no-such-data", Research);
        using var withheld = await gateway.AskAsync("assurance-boreale", "/v1/datasets/web-visits", Research);

        Assert.Equal(await unknown.Content.ReadAsStringAsync(), await withheld.Content.ReadAsStringAsync());
        Assert.Equal(unknown.StatusCode, withheld.StatusCode);
        Assert.Equal(unknown.Headers.Where(h => h.Key != "Date").Select(h => h.ToString()), withheld.Headers.Where(h => h.Key != "Date").Select(h => h.ToString()));
    }

    [Fact]
    public async Task I11_without_fresh_consent_knowledge_nothing_that_needs_consent_leaves()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(settings: ("Gateway:ConsentSync", "00:01:00"));
        gateway.Upstream.HasCustomers(Customer("C-0000001"));
        gateway.Clock.Jump(TimeSpan.FromMinutes(10));

        using var needed = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);
        using var notNeeded = await gateway.AskAsync("banque-horizon", "/v1/datasets/customers", Fraud);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, needed.StatusCode);
        Assert.Equal("consent-knowledge-too-old", await ReasonAsync(needed));
        Assert.Equal(HttpStatusCode.OK, notNeeded.StatusCode);
    }

    [Fact]
    public async Task I11_a_page_that_took_longer_to_fill_than_a_withdrawal_may_take_is_not_sent()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var records = Enumerable.Repeat(Customer("C-0000001"), 500).ToArray();
        gateway.Upstream.Answers("/internal/crm/customers", async context =>
        {
            if (context.Request.Query["page"] == "1")
            {
                gateway.Clock.Jump(TimeSpan.FromMinutes(5));
                await gateway.ConsentAsync("C-0000002", Marketing, "galerie-lumiere"); // brings the index up to the new time
            }

            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($"{{\"data\":{{\"items\":[{string.Join(',', context.Request.Query["page"].ToString() switch { "0" => records, "1" => records[..1], _ => [] })}]}}}}");
        });
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");

        using var late = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers?limit=1000", Marketing);
        using var inTime = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers?limit=400", Marketing);

        Assert.Equal("consent-knowledge-too-old", await ReasonAsync(late));
        Assert.Equal(HttpStatusCode.OK, inTime.StatusCode);
    }

    [Fact]
    public async Task I11_a_stream_ends_when_consent_knowledge_grows_too_old_while_it_runs()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(settings: ("Gateway:ConsentSync", "00:01:00"));
        var line = Encoding.UTF8.GetBytes(Customer("C-0000001").ReplaceLineEndings("") + "\n");
        var jumped = new TaskCompletionSource();
        gateway.Upstream.Answers("/internal/crm/customers.ndjson", async context =>
        {
            context.Response.ContentType = "application/x-ndjson";
            await context.Response.Body.WriteAsync(line);
            await context.Response.Body.FlushAsync();
            await jumped.Task;
            await context.Response.Body.WriteAsync(line); // its consent is asked for after the jump: only the index is old, not the chunk
        });
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");

        using var response = await gateway.AskAsync(
            "galerie-lumiere", "/v1/datasets/customers", Marketing, "application/x-ndjson", HttpCompletionOption.ResponseHeadersRead);
        gateway.Clock.Jump(TimeSpan.FromMinutes(10));
        jumped.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync());
        var closing = await gateway.ClosingAsync(response.Header("Sharing-Disclosure"));

        Assert.Equal((ClosingOutcome.ConsentStale, 1L), (closing.Outcome, closing.Delivered));
    }

    public static TheoryData<string, string> BadTokens() => new()
    {
        { "no token", "" },
        { "not a token", "Bearer abc" },
        { "another scheme", "Basic Z2FsZXJpZTpsdW1pZXJl" },
        { "algorithm none", "Bearer eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJpc3MiOiJodHRwczovL2lzc3Vlci5kZW1vLmV4YW1wbGUiLCJhdWQiOiJzaGFyZWdhdGV3YXkiLCJjbGllbnRfaWQiOiJnYWxlcmllLWx1bWllcmUtY2xpZW50IiwiZXhwIjo0MTAyNDQ0ODAwfQ." },
    };

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_caller_without_an_accepted_token_is_refused_and_recorded(string attack, string authorization)
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        using var response = await SendAsync(gateway, authorization);

        Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, attack);
        var reason = authorization.Length == 0 ? "token-missing" : "token-invalid";
        Assert.Equal(reason, await ReasonAsync(response));
        Assert.Equal(reason, Assert.Single(gateway.Entries<RefusalEntry>()).Reason);
    }

    [Fact]
    public async Task A_token_for_the_management_listener_does_not_open_the_data()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        using var response = await SendAsync(gateway, $"Bearer {gateway.Token("galerie-lumiere-client", DemoIssuer.ManagementAudience)}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_token_of_another_key_is_refused()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var folder = Directory.CreateTempSubdirectory("sharegateway-").FullName;
        using var forger = DemoIssuer.Open(folder, TimeProvider.System);

        using var response = await SendAsync(gateway, $"Bearer {forger.Issue("galerie-lumiere-client", DemoIssuer.Audience, "datasets:read")}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("?filter=email", "parameter-unknown")]
    [InlineData("?limit=1&limit=2", "parameter-unknown")]
    [InlineData("?limit=0", "parameter-invalid")]
    [InlineData("?limit=10001", "parameter-invalid")]
    [InlineData("?limit=1e3", "parameter-invalid")]
    [InlineData("?purpose=dpv:Marketing", "purpose-ambiguous")]
    [InlineData("?page=forged", "page-invalid")]
    public async Task I8_unknown_or_doubtful_words_are_refused_not_ignored(string query, string reason)
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        using var response = await gateway.AskAsync("galerie-lumiere", $"/v1/datasets/customers{query}", Marketing);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(reason, await ReasonAsync(response));
    }

    [Fact]
    public async Task A_format_that_the_contract_does_not_offer_is_406()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        using var csv = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/loyalty-purchases", Recommendations, "text/csv");
        using var xml = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/loyalty-purchases", Recommendations, "application/xml");

        Assert.Equal(HttpStatusCode.NotAcceptable, csv.StatusCode);
        Assert.Equal(HttpStatusCode.NotAcceptable, xml.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(GatewayUnderTest gateway, string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Data, "/v1/datasets/customers"));
        if (authorization.Length > 0)
        {
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        }

        return await gateway.Http.SendAsync(request);
    }
}
