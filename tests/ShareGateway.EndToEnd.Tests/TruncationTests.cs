using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using ShareGateway.Audit.Entries;
using ShareGateway.Demo.Issuing;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>An answer that is not whole shows it, over HTTP/1 and HTTP/2, and the log says how far it came.</summary>
public sealed class TruncationTests
{
    private static readonly byte[] Line = Encoding.UTF8.GetBytes(Customer("C-0000001").ReplaceLineEndings("") + "\n");
    private readonly TaskCompletionSource _begun = new();

    [Theory]
    [InlineData("dies")]
    [InlineData("stalls")]
    [InlineData("sends what is no record")]
    public async Task Over_HTTP_1_the_last_chunk_is_missing(string what)
    {
        await using var gateway = await StartAsync(what);
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Data.Host, gateway.Data.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(
            $"GET /v1/datasets/customers HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {gateway.Token("galerie-lumiere-client")}\r\nSharing-Purpose: {Marketing}\r\nAccept: application/x-ndjson\r\n\r\n"));

        using var received = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
            {
                received.Write(buffer, 0, read);
                _begun.TrySetResult(); // the answer has started
            }
        }
        catch (IOException)
        {
            // the connection was reset
        }

        var answer = Encoding.Latin1.GetString(received.ToArray());
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Transfer-Encoding: chunked\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\n0\r\n", answer, StringComparison.Ordinal);
        await AssertToldAsync(gateway, answer.Split("Sharing-Disclosure: ")[1].Split("\r\n")[0], what);
    }

    [Theory]
    [InlineData("dies")]
    [InlineData("stalls")]
    [InlineData("sends what is no record")]
    public async Task Over_HTTP_2_the_stream_is_reset(string what)
    {
        var folder = Directory.CreateTempSubdirectory("sharegateway-h2-").FullName;
        var certificate = DemoCertificate.Open(folder, TimeProvider.System);
        await using var gateway = await StartAsync(
            what, ("Gateway:DataPlaneUrl", "https://127.0.0.1:0"), ("Kestrel:Certificates:Default:Path", certificate));
        using var handler = new SocketsHttpHandler { UseProxy = false, SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = static (_, shown, _, _) => shown is not null } };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Data, "/v1/datasets/customers")) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", gateway.Token("galerie-lumiere-client"));
        request.Headers.Add("Sharing-Purpose", Marketing);
        request.Headers.Accept.ParseAdd("application/x-ndjson");

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpVersion.Version20, HttpStatusCode.OK), (response.Version, response.StatusCode));
        _begun.TrySetResult();
        var broken = await Assert.ThrowsAnyAsync<HttpIOException>(async () => await (await response.Content.ReadAsStreamAsync()).CopyToAsync(Stream.Null));

        Assert.Equal(HttpRequestError.HttpProtocolError, broken.HttpRequestError); // RST_STREAM
        await AssertToldAsync(gateway, response.Header("Sharing-Disclosure"), what);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_upstream_that_answers_an_error_after_pages_of_records_breaks_a_stream_and_fails_a_page()
    {
        using var policies = PolicyFolder.Copy();
        policies.Replace("fr/maison-nord/contracts/customers.yaml", @"  - server: crm\n    type: api\n    location: /internal/crm/customers.ndjson\n    customProperties:\n      - \{property: format, value: ndjson\}\n", "");
        policies.Replace("fr/maison-nord/contracts/customers.yaml", @"  - server: crm\n    type: api\n    location: /internal/crm/customers.csv\n    customProperties:\n      - \{property: format, value: csv\}\n", "");
        await using var gateway = await GatewayUnderTest.StartAsync(policies.Path);
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");
        gateway.Upstream.Answers("/internal/crm/customers", async context =>
        {
            var page = int.Parse(context.Request.Query["page"].ToString(), CultureInfo.InvariantCulture);
            context.Response.ContentType = "application/json";
            context.Response.StatusCode = page < 9 ? 200 : 500;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(page < 9 ? $"{{\"data\":{{\"items\":[{string.Join(',', Enumerable.Repeat(Customer("C-0000001"), 500))}]}}}}" : "{\"error\":\"canary\"}"));
        });

        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing, "application/x-ndjson", HttpCompletionOption.ResponseHeadersRead);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync());
        var closing = await gateway.ClosingAsync(response.Header("Sharing-Disclosure"));
        var page = await Record.ExceptionAsync(() => gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/customers?limit=10000", Marketing));

        Assert.Equal((ClosingOutcome.UpstreamFailed, 4_500L), (closing.Outcome, closing.Read));
        Assert.InRange(closing.Delivered, 1, 4_499);
        Assert.NotNull(page); // broken, or 502: it is longer than a chunk
        Assert.DoesNotContain("canary", page.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_takes_too_long_to_fill_is_given_up_and_the_next_one_is_not()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(settings: ("Gateway:PageTotal", "00:00:01"));
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");
        var desert = Enumerable.Repeat(Customer("C-0000009"), 500).ToArray();
        gateway.Upstream.Answers("/internal/crm/customers", async context =>
        {
            context.Response.ContentType = "application/json"; // a desert without end: nobody in it may be shared
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"{{\"data\":{{\"items\":[{string.Join(',', desert)}]}}}}"));
        });

        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers?limit=1", Marketing);

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal("answer-too-long", await ReasonAsync(response));
        Assert.Equal(ClosingOutcome.UpstreamFailed, (await gateway.ClosingAsync(response.Header("Sharing-Disclosure"))).Outcome);
        gateway.Upstream.HasCustomers(Customer("C-0000001"));
        Assert.Single(await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/customers?limit=1", Marketing));
    }

    [Fact]
    public async Task Truth_30_a_stream_ends_with_its_agreement()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.Answers("/internal/crm/customers.ndjson", async context =>
        {
            context.Response.ContentType = "application/x-ndjson";
            await context.Response.Body.WriteAsync(Line);
            await context.Response.Body.FlushAsync();
            await _begun.Task;
            await context.Response.Body.WriteAsync(Line);
        });

        using var response = await gateway.AskAsync("banque-horizon", "/v1/datasets/customers", Fraud, "application/x-ndjson", HttpCompletionOption.ResponseHeadersRead);
        gateway.Clock.Jump(TimeSpan.FromDays(400));
        _begun.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync());

        Assert.Equal(1, (await gateway.ClosingAsync(response.Header("Sharing-Disclosure"))).Delivered);
    }


    private async Task<GatewayUnderTest> StartAsync(string what, params (string Key, string Value)[] settings)
    {
        var gateway = await GatewayUnderTest.StartAsync(settings: [("Gateway:UpstreamIdle", "00:00:02"), .. settings]);
        gateway.Upstream.Answers("/internal/crm/customers.ndjson", async context =>
        {
            context.Response.ContentType = "application/x-ndjson";
            for (var i = 0; i < 5_000; i++)
            {
                await context.Response.Body.WriteAsync(Line);
            }

            await context.Response.Body.FlushAsync();
            await _begun.Task;
            switch (what)
            {
                case "dies":
                    context.Abort();
                    break;
                case "stalls":
                    await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    break;
                default:
                    await context.Response.Body.WriteAsync("{\"error\": canary}\n"u8.ToArray());
                    break;
            }
        });
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");
        return gateway;
    }

    private static async Task AssertToldAsync(GatewayUnderTest gateway, string disclosureId, string what)
    {
        var closing = await gateway.ClosingAsync(disclosureId);

        Assert.Equal(what == "sends what is no record" ? ClosingOutcome.RecordRefused : ClosingOutcome.UpstreamFailed, closing.Outcome);
        Assert.InRange(closing.Delivered, 1, 5_000);
        Assert.Equal(closing.Delivered, gateway.Entries<DisclosureEntry>().Sum(entry => entry.Records));
    }
}
