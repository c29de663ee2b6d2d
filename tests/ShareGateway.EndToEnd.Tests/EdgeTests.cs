using System.Net.Sockets;
using System.Text;
using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Proxy.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>The door itself: what two programs on the way could read in two ways is refused, and each plane serves its own endpoints only.</summary>
public sealed class EdgeTests
{
    [Theory]
    [InlineData("encoded slash", "GET /v1/datasets/customers%2f..%2fadmin HTTP/1.1\r\nHost: h\r\n\r\n", "400")]
    [InlineData("twice encoded", "GET /v1/datasets/customers%252f HTTP/1.1\r\nHost: h\r\n\r\n", "400")]
    [InlineData("backslash", "GET /v1\\datasets HTTP/1.1\r\nHost: h\r\n\r\n", "400")]
    [InlineData("dot segments", "GET /v1/./datasets/../datasets HTTP/1.1\r\nHost: h\r\n\r\n", "400")]
    [InlineData("empty segment", "GET //v1/datasets HTTP/1.1\r\nHost: h\r\n\r\n", "400")]
    [InlineData("path parameter", "GET /v1/datasets;x=1 HTTP/1.1\r\nHost: h\r\n\r\n", "400")]
    [InlineData("absolute form", "GET http://other/v1/datasets HTTP/1.1\r\nHost: h\r\n\r\n", "400")]
    [InlineData("two lengths of body", "GET /v1/datasets HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400")]
    [InlineData("a body on GET", "GET /v1/datasets HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", "400")]
    [InlineData("bare line feeds", "GET /v1/datasets HTTP/1.1\nHost: h\n\n", "400")]
    [InlineData("range", "GET /v1/datasets/customers HTTP/1.1\r\nHost: h\r\nRange: bytes=0-9\r\n\r\n", "400")]
    [InlineData("another method", "DELETE /v1/datasets/customers HTTP/1.1\r\nHost: h\r\n\r\n", "405")]
    [InlineData("trace", "TRACE /v1/datasets HTTP/1.1\r\nHost: h\r\n\r\n", "405")]
    public async Task A_doubtful_message_is_refused_before_anything_reads_it(string attack, string message, string status)
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        var answer = await SendRawAsync(gateway.Data, message);

        Assert.True(answer.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal), $"{attack}: {answer}");
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/health/ready")]
    [InlineData("/v1/consent-events")]
    public async Task Management_is_not_served_to_partners(string path)
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        using var response = await gateway.AskAsync("galerie-lumiere", path);

        Assert.Equal("not-found", await Bodies.ReasonAsync(response));
    }

    [Fact]
    public async Task Datasets_are_not_served_on_the_management_listener_whatever_the_host_header_says()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        var answer = await SendRawAsync(
            gateway.Management,
            $"GET /v1/datasets HTTP/1.1\r\nHost: {gateway.Data.Authority}\r\nAuthorization: Bearer {gateway.Token("galerie-lumiere-client")}\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 404 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_endpoint_belongs_to_one_plane_and_says_who_may_use_it()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        var endpoints = gateway.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Order != int.MaxValue).ToArray();

        Assert.All(endpoints, endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<PlaneMark>()));
        Assert.All(endpoints, endpoint => Assert.True(
            endpoint.Metadata.Any(item => item is Microsoft.AspNetCore.Authorization.IAuthorizeData or Microsoft.AspNetCore.Authorization.IAllowAnonymous), endpoint.DisplayName));
        Assert.Contains(endpoints, endpoint => endpoint.RoutePattern.RawText == "/v1/datasets/{dataset}");
    }

    [Fact]
    public async Task Nothing_of_the_partner_s_request_reaches_the_upstream_and_nothing_of_its_headers_comes_back()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.Answers("/internal/crm/customers", async context =>
        {
            foreach (var name in new[] { "Set-Cookie", "ETag", "Server-Timing", "Link", "X-Internal-Host", "Location", "Last-Modified" })
            {
                context.Response.Headers[name] = "canary";
            }

            context.Response.ContentType = "application/json";
            context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpResponseFeature>()!.ReasonPhrase = "canary";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(context.Request.Query["page"] != "0" ? "{\"data\":{\"items\":[]}}" : $"{{\"canary\":1,\"data\":{{\"items\":[{Bodies.Customer("C-0000001")}]}}}}"));
        });
        await gateway.ConsentAsync("C-0000001", Bodies.Marketing, "galerie-lumiere");

        foreach (var header in new[] { "baggage", "tracestate", "X-Partner" })
        {
            gateway.Http.DefaultRequestHeaders.Add(header, "partner=canary");
        }

        gateway.Http.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var response = await gateway.AskAsync("galerie-lumiere", $"/v1/datasets/customers?purpose={Bodies.Marketing}&limit=5");

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal("OK", response.ReasonPhrase);
        Assert.DoesNotContain("canary", response.Headers.ToString() + response.Content.Headers + await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var asked = string.Join('\n', gateway.Upstream.Requests);
        Assert.StartsWith("GET /internal/crm/customers?page=0&size=", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("traceparent", asked, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Bearer", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("Marketing", asked, StringComparison.Ordinal);
    }

    private static async Task<string> SendRawAsync(Uri address, string message)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(message));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadLineAsync() ?? "";
    }
}
