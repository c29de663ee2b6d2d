using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ShareGateway.EndToEnd.Tests.Fixture;

/// <summary>A real HTTP server whose answers a test writes. What it was asked is kept.</summary>
internal sealed class FakeUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new(StringComparer.Ordinal);

    private FakeUpstream(WebApplication app) => _app = app;

    /// <summary>Targets and headers of all requests, one text each.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<FakeUpstream> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        var upstream = new FakeUpstream(app);
        app.Run(upstream.AnswerAsync);
        await app.StartAsync();
        return upstream;
    }

    public void Answers(string path, Func<HttpContext, Task> answer) => _answers[path] = answer;

    public void Answers(string path, string mediaType, string body) => Answers(path, async context =>
    {
        context.Response.ContentType = mediaType;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    });

    /// <summary>One page of customers as the CRM gives it; further pages are empty.</summary>
    public void HasCustomers(params string[] records) => HasPages("/internal/crm/customers", "{\"data\":{\"page\":0,\"items\":[", "]}}", records);

    /// <summary>One page of purchases as the loyalty system gives it; further pages are empty.</summary>
    public void HasPurchases(params string[] records) => HasPages("/internal/loyalty/purchases", "{\"result\":{\"purchases\":[", "]}}", records);

    /// <summary>One page of visits as the web shop gives it; further pages are empty.</summary>
    public void HasVisits(params string[] records) => HasPages("/internal/web/visits", "[", "]", records);

    /// <summary>The same lines over and over, until the gateway hangs up or is killed.</summary>
    public void NeverEnds(string path, byte[] lines) => Answers(path, async context =>
    {
        context.Response.ContentType = "application/x-ndjson";
        try
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(lines, context.RequestAborted);
                await Task.Yield(); // once the other side is gone a write returns at once: the word of it needs this thread
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // the other side is gone
        }
    });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private void HasPages(string path, string start, string end, string[] records) => Answers(path, async context =>
    {
        var page = int.Parse(context.Request.Query["page"].ToString(), System.Globalization.CultureInfo.InvariantCulture);
        var size = int.Parse(context.Request.Query["size"].ToString(), System.Globalization.CultureInfo.InvariantCulture);
        context.Response.ContentType = "application/json";
        var body = start + string.Join(',', records.Skip(page * size).Take(size)) + end;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    });

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}\n"
            + string.Join('\n', context.Request.Headers.Select(h => $"{h.Key}: {h.Value}")));
        if (!_answers.TryGetValue(context.Request.Path.Value!, out var answer))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await answer(context);
    }
}
