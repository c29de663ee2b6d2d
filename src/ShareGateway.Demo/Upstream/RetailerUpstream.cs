using System.Text;

namespace ShareGateway.Demo.Upstream;

/// <summary>
/// Plays a retailer's internal API: customers, loyalty purchases and web visits, as paged JSON, NDJSON and CSV. All people are invented and
/// the same in every run. It behaves as such systems do: it sends fields that no contract mentions, headers that tell too much, and
/// errors with rows in them; each of these carries <see cref="Canary"/>, which must never pass the gateway.
/// </summary>
public static class RetailerUpstream
{
    /// <summary>Stands in every value that no contract mentions, except numbers and the cashiers' names.</summary>
    public const string Canary = "CANARY7F3A";

    /// <summary>Most people the upstream can play.</summary>
    public const int MaxPeople = 1_000_000;

    /// <summary>How many records of a dataset each person has.</summary>
    public static int RecordsPerPerson(RetailerDataset dataset) => dataset switch
    {
        RetailerDataset.Customers => 1,
        RetailerDataset.Purchases => 2,
        RetailerDataset.Visits => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(dataset), dataset, "no such dataset"),
    };

    /// <summary>Builds a host of its own for the upstream, not started yet. It logs nothing.</summary>
    /// <param name="url">Such as <c>http://127.0.0.1:8082</c>; port 0 lets the system choose.</param>
    /// <param name="people">1 to <see cref="MaxPeople"/>.</param>
    public static WebApplication Build(string url, int people)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.MapRetailer(people);
        return app;
    }

    /// <summary>Maps the API's paths, and an answer for every other path.</summary>
    /// <param name="endpoints">Where to.</param>
    /// <param name="people">1 to <see cref="MaxPeople"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too few people, or too many.</exception>
    public static IEndpointRouteBuilder MapRetailer(this IEndpointRouteBuilder endpoints, int people)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(people, MaxPeople);
        Map(endpoints, "/internal/crm/customers", new CustomerRecords(), people);
        Map(endpoints, "/internal/loyalty/purchases", new PurchaseRecords { People = people }, people);
        Map(endpoints, "/internal/web/visits", new VisitRecords(), people);
        endpoints.MapFallback("{**path}", (HttpContext context) => FailAsync(context, 404, "no such path"));
        return endpoints;
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, RetailerRecords records, int people)
    {
        int count = people * RecordsPerPerson(records.Dataset);
        endpoints.MapGet(path, (HttpContext context) =>
            RetailerPage.TryRead(context.Request.Query, count, out var page)
                ? Answer(context, records).PageAsync(page)
                : FailAsync(context, 400, "page or size is not a number"));
        endpoints.MapGet(path + ".ndjson", (HttpContext context) => Answer(context, records).LinesAsync(count));
        if (records.Columns.Length > 0)
        {
            endpoints.MapGet(path + ".csv", (HttpContext context) => Answer(context, records).CsvAsync(count));
        }
    }

    private static RetailerAnswer Answer(HttpContext context, RetailerRecords records)
    {
        WriteHeaders(context.Response);
        return new RetailerAnswer(context.Response, records);
    }

    private static void WriteHeaders(HttpResponse response)
    {
        response.Headers["Server-Timing"] = $"db;dur=12.3;desc=\"{Canary}\"";
        response.Headers["X-Internal-Host"] = $"crm-7.{Canary}.intern.example";
        response.Headers.SetCookie = $"SESSION={Canary}; HttpOnly";
        response.Headers.ETag = $"\"{Canary}\"";
    }

    private static async Task FailAsync(HttpContext context, int status, string message)
    {
        WriteHeaders(context.Response);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        string body = $$"""
            {
              "error": "{{message}}",
              "query": "select * from customers where customer_id = 'C-0000001'",
              "row": { "customer_id": "C-0000001", "last_name": "{{Canary}}" }
            }
            """;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
    }
}
