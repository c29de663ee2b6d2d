using System.Net;
using System.Text;
using ShareGateway.Audit.Entries;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>An upstream that fails, lies or stops: never its text, never a short answer that looks whole.</summary>
public sealed class UpstreamFaultTests
{
    [Theory]
    [InlineData("an error page", 500, "application/json", "", "{\"error\":\"canary\"}")]
    [InlineData("a redirect", 302, "application/json", "", "{}")]
    [InlineData("another media type", 200, "text/plain", "", "{\"data\":{\"items\":[]}}")]
    [InlineData("another charset", 200, "application/json; charset=iso-8859-1", "", "{\"data\":{\"items\":[]}}")]
    [InlineData("an encoding", 200, "application/json", "gzip", "{\"data\":{\"items\":[]}}")]
    [InlineData("no records where the contract has them", 200, "application/json", "", "{\"items\":[\"canary\"]}")]
    [InlineData("not JSON", 200, "application/json", "", "canary")]
    [InlineData("a document cut short", 200, "application/json", "", "{\"data\":{\"items\":[")]
    public async Task An_answer_that_is_not_what_the_contract_names_becomes_502_without_a_byte_of_it(
        string what, int status, string mediaType, string encoding, string body)
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.Answers("/internal/crm/customers", async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = mediaType;
            context.Response.Headers.Location = "/internal/crm/other";
            context.Response.Headers.ContentEncoding = encoding.Length > 0 ? encoding : default;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
        });

        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);
        var text = await response.Content.ReadAsStringAsync();

        Assert.True(response.StatusCode == HttpStatusCode.BadGateway, $"{what}: {(int)response.StatusCode} {text}");
        Assert.Contains("upstream-unusable", text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.NotEqual(ClosingOutcome.Complete, (await gateway.ClosingAsync(response.Header("Sharing-Disclosure"))).Outcome);
    }

    [Fact]
    public async Task An_upstream_that_does_not_answer_is_502()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        await gateway.Upstream.DisposeAsync();

        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("upstream-failed", await ReasonAsync(response));
        Assert.False(response.Headers.Contains("Sharing-Disclosure")); // no entry has such an id
    }

    [Fact]
    public async Task A_stream_whose_upstream_dies_midway_breaks_visibly_and_the_log_says_how_far_it_came()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var line = Customer("C-0000001").ReplaceLineEndings("") + "\n";
        var begun = new TaskCompletionSource();
        gateway.Upstream.Answers("/internal/crm/customers.ndjson", async context =>
        {
            context.Response.ContentType = "application/x-ndjson";
            for (var i = 0; i < 5_000; i++)
            {
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(line));
            }

            await begun.Task; // an abort discards what is not yet read
            context.Abort();
        });
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");

        using var response = await gateway.AskAsync(
            "galerie-lumiere", "/v1/datasets/customers", Marketing, "application/x-ndjson", HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.IsSuccessStatusCode);
        begun.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync());
        var closing = await gateway.ClosingAsync(response.Header("Sharing-Disclosure"));

        Assert.Equal(ClosingOutcome.UpstreamFailed, closing.Outcome);
        Assert.InRange(closing.Delivered, 1, 5_000);
        Assert.Equal(closing.Delivered, gateway.Entries<DisclosureEntry>().Sum(entry => entry.Records));
    }

    [Fact]
    public async Task A_body_that_ends_with_its_connection_is_refused_because_a_cut_would_not_show()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.Answers("/internal/crm/customers.ndjson", async context =>
        {
            context.Response.ContentType = "application/x-ndjson";
            context.Response.Headers.TransferEncoding = "identity"; // the server then sends neither a length nor chunks
            context.Response.Headers.Connection = "close";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Customer("C-0000001").ReplaceLineEndings("") + "\n"));
        });
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");

        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing, "application/x-ndjson");

        Assert.Equal("upstream-unusable", await ReasonAsync(response));
    }

    [Fact]
    public async Task An_upstream_that_ignores_the_page_size_is_refused()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var everything = string.Join(',', Enumerable.Repeat(Customer("C-0000009"), 1_500));
        gateway.Upstream.Answers("/internal/crm/customers", "application/json", $"{{\"data\":{{\"items\":[{everything}]}}}}");

        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);

        Assert.Equal("upstream-unusable", await ReasonAsync(response));
    }

    [Fact]
    public async Task An_upstream_that_caps_its_pages_is_read_to_the_end()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.Answers("/internal/crm/customers", async context =>
        {
            var page = int.Parse(context.Request.Query["page"].ToString(), System.Globalization.CultureInfo.InvariantCulture);
            var items = page < 7 ? string.Join(',', Enumerable.Repeat(Customer("C-0000001"), 10)) : "";
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"{{\"data\":{{\"items\":[{items}]}}}}"));
        });
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");

        Assert.Equal(70, (await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/customers", Marketing)).Length);
    }

    [Fact]
    public async Task A_stalled_upstream_is_given_up()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(settings: ("Gateway:UpstreamIdle", "00:00:01"));
        gateway.Upstream.Answers("/internal/crm/customers", async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync("{\"data\":{\"items\":["u8.ToArray());
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });

        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);

        Assert.Equal("upstream-failed", await ReasonAsync(response));
    }
}
