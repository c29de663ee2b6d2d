using System.Text;
using Microsoft.AspNetCore.Builder;
using ShareGateway.Demo.Upstream;

namespace ShareGateway.Demo.Tests.Upstream;

/// <summary>The upstream on a free port of this machine.</summary>
internal sealed class RunningUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningUpstream(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public static async Task<RunningUpstream> StartAsync(int people)
    {
        var app = RetailerUpstream.Build("http://127.0.0.1:0", people);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningUpstream(app);
    }

    public async Task<string> GetAsync(string path) =>
        Encoding.UTF8.GetString(await Client.GetByteArrayAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));

    public Task<HttpResponseMessage> AnswerAsync(string path) =>
        Client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
