using System.Net;
using System.Net.Http.Headers;
using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Records;

namespace ShareGateway.EndToEnd.Tests.Doors;

/// <summary>Hard truths about what a partner may ask: 1, 2, 3, 13, 15. Each on every route and format.</summary>
[Collection("doors")]
public sealed class DoorQuestionTests(DoorSite site)
{
    /// <summary>Ways to filter, sort, group, rename and project, in the dialects of OData, PostgREST, Data API builder, FHIR and GraphQL.</summary>
    private static readonly string[] Questions =
    [
        "$filter=ip eq '{0}'", "$FILTER=ip eq '{0}'", "filter=ip eq '{0}'", "ip=eq.{0}", "ip=like.{0}*", "or=(ip.eq.{0},page.eq.x)", "not.ip=eq.{0}", "_has:Visit:ip={0}", "q={0}", "search={0}",
        "$orderby=ip", "orderBy=ip", "order=ip.desc", "sort=-ip", "_sort=ip", "$groupby=ip", "group=ip", "$apply=groupby((ip),aggregate($count as n))", "$apply=aggregate(ip with max as page)",
        "$count=true", "count=exact", "total=true", "_summary=count", "$skiptoken={0}", "$deltatoken={0}", "cursor={0}", "after={0}", "$after={0}", "offset=3", "skip=3", "$skip=3", "$top=1", "first=1", "page[number]=2",
        "select=page:ip", "$select=ip as page", "$compute=ip as page", "@p1=ip", "columns=ip", "select=ip::text", "select=ip->>page", "query={{visits{{page:ip}}}}", "alias=page:ip",
        "$select=", "select=", "fields=", "_elements=", "$select=nothing", "fields[visits]=", "$expand=account", "include=account", "embed=account", "format=json", "$format=csv", "_format=json", "callback=f",
        "Purpose=dpv:X", "LIMIT=1", "limit[]=1", "page=", "limit=", "limit=-1", "limit=1;drop", "purpose=&purpose=", "limit=%31&limit=1", "=1", "&limit",
    ];

    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Truth_01_02_03_no_parameter_filters_sorts_counts_renames_or_projects(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        var person = (await site.PeopleAsync(1, _ => true))[0];
        site.Serve(door, [new Visit(person).In(door)]);
        site.Gateway.Upstream.Requests.Clear();
        foreach (var question in Questions)
        {
            var hit = await AnswerAsync(door, string.Format(System.Globalization.CultureInfo.InvariantCulture, question, Visit.Canary));
            var miss = await AnswerAsync(door, string.Format(System.Globalization.CultureInfo.InvariantCulture, question, "nothing"));

            Assert.True(hit == miss, $"{question}: {hit} / {miss}");
            Assert.True(hit.StartsWith("400 ", StringComparison.Ordinal), $"{question}: {hit}");
        }

        Assert.Empty(site.Gateway.Upstream.Requests);
    }

    [Theory]
    [InlineData("Prefer", "count=exact")]
    [InlineData("Accept-Profile", "private")]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("X-Original-URL", "/internal/crm/customers")]
    [InlineData("X-Rewrite-URL", "/internal/crm/customers")]
    [InlineData("X-Forwarded-Host", "upstream")]
    [InlineData("Forwarded", "for=127.0.0.1;host=upstream")]
    [InlineData("OData-MaxVersion", "4.01")]
    [InlineData("Accept-Language", "fr")]
    [InlineData("Cookie", "session=1")]
    [InlineData("If-None-Match", "*")]
    [InlineData("If-None-Match", "\"zqcanaryzq\"")]
    [InlineData("If-Match", "\"nothing\"")]
    [InlineData("If-Modified-Since", "Sat, 01 Jan 2050 00:00:00 GMT")]
    [InlineData("If-Unmodified-Since", "Sat, 01 Jan 2000 00:00:00 GMT")]
    [InlineData("If-Range", "\"zqcanaryzq\"")]
    [InlineData("TE", "trailers")]
    [InlineData("Accept-Charset", "utf-16")]
    [InlineData("Accept-Encoding", "br, gzip, deflate")]
    [InlineData("Accept-Encoding", "gzip;q=1, identity;q=0")]
    [InlineData("Cache-Control", "only-if-cached")]
    public async Task Truth_13_no_header_asks_the_upstream_anything_or_changes_the_answer(string name, string value)
    {
        foreach (var row in Door.All)
        {
            var door = new Door(row.Data.Item1, row.Data.Item2);
            var person = (await site.PeopleAsync(1, _ => true))[0];
            site.Serve(door, [new Visit(person).In(door)], dress: context => context.Response.Headers.ETag = $"\"{Visit.Canary}\"");

            var plain = await site.WireAsync(door);
            site.Gateway.Upstream.Requests.Clear();
            var asked = await site.WireAsync(door, headers: $"{name}: {value}\r\n");

            Assert.StartsWith("HTTP/1.1 200 OK\r\n", plain, StringComparison.Ordinal);
            Assert.Equal(plain, asked);
            Assert.DoesNotContain(site.Gateway.Upstream.Requests, request => request.Contains(value, StringComparison.Ordinal) && name != "Accept-Encoding");
        }
    }

    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Truth_13_no_other_method_and_no_range_is_answered(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        var person = (await site.PeopleAsync(1, _ => true))[0];
        site.Serve(door, [new Visit(person).In(door)]);
        site.Gateway.Upstream.Requests.Clear();
        foreach (var method in new[] { "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "PROPFIND", "QUERY", "REPORT", "get", "TRACE", "CONNECT" })
        {
            var answer = await site.SendAsync($"{method} {door.Path} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {site.Token()}\r\nSharing-Purpose: {DoorPolicies.Purpose}\r\nAccept: {door.Accept}\r\nConnection: close\r\n\r\n");
            Assert.True(answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), $"{method}: {answer}");
        }

        foreach (var range in new[] { "Range: bytes=0-9", "Range: items=0-24", "range: rows=1-2" })
        {
            var answer = await site.SendAsync($"GET {door.Path} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {site.Token()}\r\nSharing-Purpose: {DoorPolicies.Purpose}\r\n{range}\r\nConnection: close\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        }

        Assert.Empty(site.Gateway.Upstream.Requests);
    }

    [Theory]
    [MemberData(nameof(Door.All), MemberType = typeof(Door))]
    public async Task Truth_15_a_path_is_this_dataset_or_nothing(string source, RecordFormat format)
    {
        var door = new Door(source, format);
        var person = (await site.PeopleAsync(1, _ => true))[0];
        site.Serve(door, [new Visit(person).In(door)]);
        site.Gateway.Upstream.Requests.Clear();
        var id = door.Dataset;
        foreach (var path in new[]
        {
            $"/v1/datasets/{id}/", $"/v1/datasets/{id}/1", $"/v1/datasets/{id}/$count", $"/v1/datasets/{id}(1)", $"/v1/datasets/{id}.json", $"/v1/datasets/{id}%2f", $"/v1/datasets/{id}%00", $"/v1/datasets/{id}%20",
            $"/v1/datasets/%76isits-{source}", $"/v1/datasets/{id}%252f..", $"/v1/datasets/../datasets/{id}", $"/v1/datasets/./{id}", $"/v1//datasets/{id}", $"//v1/datasets/{id}", $"/v1/datasets/{id};v=1",
            $"/v1/datasets/{id}\\..\\x", $"/v1/datasets/{id.ToUpperInvariant()}", $"/v1/datasets/{id}@1", $"/v1/datasets/{id}@2", $"/v1/datasets/{id}@1.0.0", $"/doors/{source}", "/internal/web/visits", $"/v1/datasets/{id}#x",
            "http://upstream/v1/datasets/" + id, "*", $"/v1/datasets/{id}?purpose={DoorPolicies.Purpose}%00", "/v1/datasets/*", "/v1/datasets/{dataset}", "/v1/datasets/$all", "/v1/datasets/$batch", "/graphql", "/rpc/x", "/",
        })
        {
            var answer = await site.SendAsync($"GET {path} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {site.Token()}\r\nSharing-Purpose: {DoorPolicies.Purpose}\r\nAccept: {door.Accept}\r\nConnection: close\r\n\r\n");
            var mayBeItself = path == $"/v1/datasets/{id}@1" || path == $"/v1/datasets/{id}/";

            Assert.True(answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal) || (mayBeItself && answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)), $"{path}: {answer}");
        }

        Assert.All(site.Gateway.Upstream.Requests, request => Assert.StartsWith($"GET {door.UpstreamPath}", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/json;q=0")]
    [InlineData("*/*;q=0")]
    [InlineData("text/html")]
    [InlineData("application/vnd.pgrst.plan+json")]
    [InlineData("application/xml, multipart/mixed")]
    [InlineData("application/parquet")]
    [InlineData("text/event-stream")]
    public async Task Truth_16_no_other_form_is_a_door(string accept)
    {
        foreach (var source in Door.Sources)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Gateway.Data, new Door(source, RecordFormat.Json).Path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", site.Token());
            request.Headers.Add("Sharing-Purpose", DoorPolicies.Purpose);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            using var response = await site.Gateway.Http.SendAsync(request);

            Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
            Assert.Equal("format-not-offered", await Bodies.ReasonAsync(response));
        }
    }

    private async Task<string> AnswerAsync(Door door, string query)
    {
        var target = $"{door.Path}?{string.Concat(query.Select(c => c is ' ' or '\'' or '{' or '}' ? Uri.HexEscape(c) : c.ToString()))}";
        using var response = await site.Gateway.AskAsync(DoorPolicies.Recipient, target, DoorPolicies.Purpose, door.Accept);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }
}
