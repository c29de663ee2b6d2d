using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Tiles;

namespace ShareGateway.Cli.Tests.Audit;

/// <summary>A log's folder behind a real port, as a gateway publishes it.</summary>
internal sealed class PublishedLog : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PublishedLog(string folder)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(context => AnswerAsync(context, folder));
    }

    public string Address => _app.Urls.Single() + "/log";

    public static async Task<PublishedLog> StartAsync(string folder)
    {
        var published = new PublishedLog(folder);
        await published._app.StartAsync();
        return published;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context, string folder)
    {
        string path = context.Request.Path.Value!["/log/".Length..];
        byte[]? body = TileAddress.TryParse(path, out var address) ? new FolderTiles(folder).Read(address)
            : path is "checkpoint" or "log.vkey" && File.Exists(Path.Combine(folder, path)) ? await File.ReadAllBytesAsync(Path.Combine(folder, path)) : null;
        context.Response.StatusCode = body is null ? 404 : 200;
        await context.Response.Body.WriteAsync(body ?? []);
    }
}
