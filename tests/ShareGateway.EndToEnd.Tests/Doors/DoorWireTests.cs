using Microsoft.AspNetCore.Http.Features;
using ShareGateway.Audit.Entries;
using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Records;

namespace ShareGateway.EndToEnd.Tests.Doors;

/// <summary>Hard truths about messages: 9, 10, 11, 12, 14. Each on every route and format.</summary>
[Collection("doors")]
public sealed class DoorWireTests(DoorSite site)
{
    private static readonly string[] AllowedHeaders = ["Cache-Control", "Content-Length", "Content-Type", "Date", "Sharing-Disclosure", "Sharing-Policy", "Transfer-Encoding", "Connection"];

    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Truth_09_an_upstream_that_dies_midway_never_looks_complete_and_the_log_says_how_far_it_came(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        var people = await site.PeopleAsync(2, i => i == 0);
        var begun = new TaskCompletionSource();
        site.Gateway.Upstream.Answers(door.UpstreamPath, async context =>
        {
            // For a page, more than all buffers on the way hold: once it is written, the start of it has been read.
            var sent = Enumerable.Repeat(new Visit(people[0]) { Page = "/sent" }.In(door), 2_000);
            var whole = Visit.Body(door, door.IsPaged ? [.. sent, .. Enumerable.Repeat(new Visit(people[1]).In(door), 40_000)] : [.. sent]);
            context.Response.ContentType = Visit.MediaType(door);
            await context.Response.Body.WriteAsync(Visit.Bytes(whole[..^60]));
            await context.Response.Body.FlushAsync();
            await (door.IsPaged ? Task.CompletedTask : begun.Task); // an abort discards what is not yet read
            context.Abort();
        });

        using var response = await site.Gateway.AskAsync(
            DoorPolicies.Recipient, door.Path + (door.IsPaged ? "?limit=10000" : ""), DoorPolicies.Purpose, door.Accept, HttpCompletionOption.ResponseHeadersRead);
        begun.SetResult();
        if (door.IsPaged)
        {
            Assert.Equal(502, (int)response.StatusCode); // a page comes whole or not at all
            Assert.DoesNotContain("/sent", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        else
        {
            await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync());
        }

        var closing = await site.Gateway.ClosingAsync(response.Header("Sharing-Disclosure"));
        Assert.Equal(ClosingOutcome.UpstreamFailed, closing.Outcome);
        Assert.Equal(closing.Delivered, site.Gateway.Entries<DisclosureEntry>().Where(entry => entry.DisclosureId == closing.DisclosureId).Sum(entry => entry.Records));
        Assert.Equal(door.IsPaged, closing.Delivered == 0);
    }

    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Truth_10_what_the_contract_does_not_name_is_refused_without_a_byte(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        var person = (await site.PeopleAsync(1, _ => true))[0];
        var own = Visit.MediaType(door);
        (string? MediaType, string? Coding, int Status)[] labels =
        [
            ("text/plain", null, 200), (null, null, 200), ("", null, 200), ("text/html", null, 200), ("application/octet-stream", null, 200), ("application/problem+json", null, 200), ("application/json-seq", null, 200),
            ("multipart/mixed; boundary=x", null, 200), (own + "; charset=iso-8859-1", null, 200), (own + "; charset=utf-16", null, 200), (own + "; charset=utf-7", null, 200), (own + "; charset=\"utf-8", null, 200),
            (own == "text/csv" ? "application/json" : "text/csv", null, 200), ("text/csv; header=absent", null, 200),
            (own, "gzip", 200), (own, "br", 200), (own, "deflate", 200), (own, "gzip, gzip", 200), (own, "identity", 200), (own, "compress", 200), (own, "x-unknown", 200),
            (own, null, 206), (own, null, 201), (own, null, 202), (own, null, 203), (own, null, 226),
        ];
        foreach (var (mediaType, coding, status) in labels)
        {
            site.Serve(door, [new Visit(person).In(door)], dress: context =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.ContentType = mediaType;
                context.Response.Headers.ContentEncoding = coding;
            });
            await AssertRefusedAsync(door, $"{mediaType} {coding} {status}");
        }

        site.Serve(door, [new Visit(person).In(door)], dress: context => context.Response.Headers.ContentRange = "bytes 0-9/100");
        await AssertRefusedAsync(door, "Content-Range");
    }

    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Truth_11_no_header_cookie_or_reason_of_the_upstream_passes(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        var person = (await site.PeopleAsync(1, _ => true))[0];
        site.Serve(door, [new Visit(person).In(door)], dress: context =>
        {
            foreach (var name in new[]
            {
                "Set-Cookie", "Location", "Link", "Server-Timing", "ETag", "Last-Modified", "X-Total-Count", "Server", "Via", "Age", "Expires", "Vary", "Warning", "Refresh", "Alt-Svc", "WWW-Authenticate", "Digest",
                "Content-MD5", "Content-Language", "Content-Disposition", "Content-Location", "Accept-Ranges", "OData-Version", "Preference-Applied", "X-Powered-By", "Access-Control-Allow-Origin", "Strict-Transport-Security",
            })
            {
                context.Response.Headers[name] = Visit.Canary;
            }

            context.Response.Headers.CacheControl = "public, max-age=31536000";
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = Visit.Canary;
        });

        var wire = await site.WireAsync(door);
        using var response = await site.AskAsync(door);
        _ = await response.Content.ReadAsByteArrayAsync();

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", wire, StringComparison.Ordinal);
        Assert.DoesNotContain(Visit.Canary, wire, StringComparison.OrdinalIgnoreCase);
        Assert.All(response.Headers.Concat(response.Content.Headers), header => Assert.Contains(header.Key, AllowedHeaders));
    }

    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Truth_12_no_error_body_of_the_upstream_passes(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        foreach (var status in new[] { 301, 302, 304, 307, 308, 400, 401, 403, 404, 406, 407, 409, 410, 413, 418, 422, 429, 451, 500, 501, 502, 503, 504, 511, 599 })
        {
            site.Gateway.Upstream.Answers(door.UpstreamPath, async context =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = $"/internal/{Visit.Canary}";
                context.Response.Headers.RetryAfter = Visit.Canary;
                context.Response.ContentType = Visit.MediaType(door);
                if (status != 304)
                {
                    await context.Response.Body.WriteAsync(Visit.Bytes($"{{\"error\":\"select * from visits where ip='{Visit.Canary}'\"}}"));
                }
            });
            await AssertRefusedAsync(door, $"status {status}");
        }

        Assert.DoesNotContain(site.Gateway.Upstream.Requests, request => request.Contains(Visit.Canary, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Truth_14_nothing_may_be_kept_by_a_cache(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        var person = (await site.PeopleAsync(1, _ => true))[0];
        site.Serve(door, [new Visit(person).In(door)], dress: context => context.Response.Headers.CacheControl = "public, max-age=600");
        var start = $"Host: h\r\nAccept: {door.Accept}\r\nConnection: close\r\n";
        var token = $"Authorization: Bearer {site.Token()}\r\n";
        var purpose = $"Sharing-Purpose: {DoorPolicies.Purpose}\r\n";
        foreach (var (message, status) in new[]
        {
            ($"GET {door.Path} HTTP/1.1\r\n{start}{token}{purpose}\r\n", 200),
            ($"GET {door.Path}?x=1 HTTP/1.1\r\n{start}{token}{purpose}\r\n", 400),
            ($"GET {door.Path} HTTP/1.1\r\n{start}{purpose}\r\n", 401),
            ($"GET {door.Path} HTTP/1.1\r\n{start}{token}Sharing-Purpose: dpv:Marketing\r\n\r\n", 403),
            ($"GET {door.Path}/more HTTP/1.1\r\n{start}{token}\r\n", 404),
            ($"DELETE {door.Path} HTTP/1.1\r\n{start}{token}\r\n", 405),
            ($"GET /v1/datasets HTTP/1.1\r\n{start}{token}\r\n", 200),
            ($"GET /v1/datasets?x HTTP/1.1\r\n{start}{token}\r\n", 400),
        })
        {
            var answer = await site.SendAsync(message);
            Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
            Assert.Contains("Cache-Control: private, no-store\r\n", answer, StringComparison.Ordinal);
        }

        // What one partner gets, another never does: their pseudonyms differ.
        using var one = await site.AskAsync(door);
        using var other = await site.AskAsync(door, recipient: DoorPolicies.OtherRecipient);
        Assert.NotEqual(await one.Content.ReadAsStringAsync(), await other.Content.ReadAsStringAsync());
    }

    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Records_are_never_compressed_whatever_the_client_accepts(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        var person = (await site.PeopleAsync(1, _ => true))[0];
        site.Serve(door, [.. Enumerable.Repeat(new Visit(person).In(door), 5)]);

        var wire = await site.WireAsync(door, headers: "Accept-Encoding: br;q=1, gzip;q=0.9, identity;q=0.1\r\n");

        Assert.DoesNotContain("Content-Encoding", wire, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Vary", wire, StringComparison.OrdinalIgnoreCase);
    }

    private async Task AssertRefusedAsync(Door door, string what)
    {
        using var response = await site.AskAsync(door);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == 502, $"{what} at {door.Source} as {door.Format}: {(int)response.StatusCode} {body}");
        Assert.Equal("upstream-unusable", await Bodies.ReasonAsync(response));
        Assert.DoesNotContain(Visit.Canary, response.Headers.ToString() + response.ReasonPhrase + body, StringComparison.Ordinal);
        Assert.All(response.Headers.Concat(response.Content.Headers), header => Assert.Contains(header.Key, AllowedHeaders));
    }
}
