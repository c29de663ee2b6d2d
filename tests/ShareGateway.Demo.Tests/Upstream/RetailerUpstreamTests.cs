using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ShareGateway.Demo.Upstream;

namespace ShareGateway.Demo.Tests.Upstream;

public sealed class RetailerUpstreamTests
{
    private const int People = 700;

    [Theory]
    [InlineData("/internal/crm/customers")]
    [InlineData("/internal/crm/customers.ndjson")]
    [InlineData("/internal/crm/customers.csv")]
    [InlineData("/internal/loyalty/purchases")]
    [InlineData("/internal/loyalty/purchases.ndjson")]
    [InlineData("/internal/web/visits")]
    [InlineData("/internal/web/visits.ndjson")]
    [InlineData("/internal/web/visits.csv")]
    public async Task Two_upstreams_send_the_same_bytes(string path)
    {
        await using var one = await RunningUpstream.StartAsync(People);
        await using var other = await RunningUpstream.StartAsync(People);

        string body = await one.GetAsync(path);

        Assert.Equal(body, await other.GetAsync(path));
        Assert.True(body.Length > 100_000);
    }

    [Fact]
    public async Task More_people_change_nothing_about_those_who_were_there()
    {
        await using var few = await RunningUpstream.StartAsync(People);
        await using var many = await RunningUpstream.StartAsync(People * 2);

        Assert.StartsWith(await few.GetAsync("/internal/crm/customers.csv"), await many.GetAsync("/internal/crm/customers.csv"), StringComparison.Ordinal);
        Assert.StartsWith(await few.GetAsync("/internal/web/visits.ndjson"), await many.GetAsync("/internal/web/visits.ndjson"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/internal/crm/customers", "/data/items", 1, 300)]
    [InlineData("/internal/crm/customers", "/data/items", 1, 1_000)]
    [InlineData("/internal/loyalty/purchases", "/result/purchases", 2, 500)]
    [InlineData("/internal/web/visits", "", 3, 700)]
    public async Task The_pages_together_are_the_whole(string path, string recordsAt, int perPerson, int size)
    {
        await using var upstream = await RunningUpstream.StartAsync(People);
        var whole = Lines(await upstream.GetAsync(path + ".ndjson"));

        var union = new List<string>();
        for (int page = 0; page <= People * perPerson / size; page++)
        {
            union.AddRange(Records(await upstream.GetAsync($"{path}?page={page}&size={size}"), recordsAt));
        }

        Assert.Equal(People * perPerson, whole.Count);
        Assert.Equal(whole, union, StringComparer.Ordinal);
        Assert.Empty(Records(await upstream.GetAsync($"{path}?page=2147483647&size={size}"), recordsAt));
    }

    [Fact]
    public async Task Envelopes_are_as_the_contracts_say()
    {
        await using var upstream = await RunningUpstream.StartAsync(People);

        var customers = JsonNode.Parse(await upstream.GetAsync("/internal/crm/customers?page=1&size=2"))!;
        var purchases = JsonNode.Parse(await upstream.GetAsync("/internal/loyalty/purchases?page=1&size=5000"))!;

        Assert.Equal("""{"page":1,"size":2,"total":700}""", WithoutRecords(customers["data"]!, "items"));
        Assert.Equal("crm-7", (string?)customers["generatedBy"]);
        Assert.Equal("""{"page":1,"size":1000,"total":1400}""", WithoutRecords(purchases["result"]!, "purchases"));
    }

    [Theory]
    [InlineData("page=-1")]
    [InlineData("page=x")]
    [InlineData("size=0")]
    [InlineData("size=")]
    [InlineData("page=99999999999")]
    [InlineData("size=1&size=2")]
    public async Task A_page_that_is_no_number_is_refused(string query)
    {
        await using var upstream = await RunningUpstream.StartAsync(1);
        using var answer = await upstream.AnswerAsync("/internal/crm/customers?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/internal/crm/customers")]
    [InlineData("/internal/web/visits")]
    public async Task CSV_and_NDJSON_hold_the_same_records(string path)
    {
        await using var upstream = await RunningUpstream.StartAsync(People);
        var rows = NaiveCsv.Read(await upstream.GetAsync(path + ".csv"));
        var records = Lines(await upstream.GetAsync(path + ".ndjson")).Select(line => JsonNode.Parse(line)!).ToList();

        Assert.Equal(records.Count, rows.Count - 1);
        for (int i = 0; i < records.Count; i++)
        {
            var expected = rows[0].Select(column => Text(column.Split('.').Aggregate(records[i], (node, name) => node?[name]!)));
            Assert.Equal(expected, rows[i + 1], StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task Every_field_is_there_and_those_of_no_contract_too()
    {
        await using var upstream = await RunningUpstream.StartAsync(1);

        Assert.Equal(
            "customer_id first_name last_name email phone birth_date address country loyalty_level household_income created_at tags internal_score notes _etag",
            Fields((await upstream.GetAsync("/internal/crm/customers.ndjson"))));
        Assert.Equal(
            "purchase_id customer_id purchase_date birth_date store address country basket total cashier payment_reference",
            Fields((await upstream.GetAsync("/internal/loyalty/purchases.ndjson"))));
        Assert.Equal(
            "visit_id account_id at ip user_agent page referrer duration_seconds country session_cookie fingerprint",
            Fields((await upstream.GetAsync("/internal/web/visits.ndjson"))));
    }

    [Theory]
    [InlineData("/internal/crm/customers", 200)]
    [InlineData("/internal/web/visits.csv", 200)]
    [InlineData("/internal/crm/customers?page=x", 400)]
    [InlineData("/internal/loyalty/purchases.csv", 404)]
    [InlineData("/internal/crm/customers/C-0000001", 404)]
    [InlineData("/", 404)]
    public async Task Every_answer_tells_too_much_in_headers_and_body(string path, int status)
    {
        await using var upstream = await RunningUpstream.StartAsync(10);
        using var answer = await upstream.AnswerAsync(path);

        Assert.Equal(status, (int)answer.StatusCode);
        foreach (string header in new[] { "Server-Timing", "X-Internal-Host", "Set-Cookie", "ETag" })
        {
            Assert.Contains(RetailerUpstream.Canary, answer.Headers.NonValidated[header].ToString(), StringComparison.Ordinal);
        }

        Assert.Contains(RetailerUpstream.Canary, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public void People_are_1_to_1000000(int people) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RetailerUpstream.Build("http://127.0.0.1:0", people));

    private static List<string> Lines(string body) => [.. body.Split('\n')[..^1]];

    private static string Fields(string lines) => string.Join(' ', JsonNode.Parse(Lines(lines)[0])!.AsObject().Select(field => field.Key));

    private static List<string> Records(string body, string recordsAt)
    {
        using var document = JsonDocument.Parse(body);
        var records = recordsAt.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(document.RootElement, (element, name) => element.GetProperty(name));
        return [.. records.EnumerateArray().Select(record => record.GetRawText())];
    }

    private static string WithoutRecords(JsonNode envelope, string records)
    {
        envelope.AsObject().Remove(records);
        return envelope.ToJsonString();
    }

    /// <summary>As a cell has it: lists joined, a missing or null value empty, an object as its JSON text.</summary>
    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonArray list => string.Join('|', list.Select(item => (string?)item)),
        JsonObject o => o.ToJsonString(),
        _ => node.GetValueKind() == JsonValueKind.String ? (string)node! : node.ToJsonString(),
    };
}
