using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ShareGateway.Proxy.Settings;

namespace ShareGateway.Proxy.Rehearsals;

/// <summary>
/// The first caller of this very host, once its listeners are open: asks each of them for a page that there is not. What a host works out at its first
/// request, its routes above all, and TLS, is worked out for nobody then. No entry is written for such a request, and nothing is decided.
/// </summary>
internal sealed class FirstCaller(IServer server, GatewayOptions options) : IHostedLifecycleService
{
    /// <summary>What is asked for: nothing, and never anything; below the real routes, so that they are looked through.</summary>
    public const string Path = "/v1/datasets/nobody/is-here";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (options.Rehearsal <= TimeSpan.Zero)
        {
            return;
        }

        using var http = new HttpMessageInvoker(NewHandler());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Longest);
        foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            await CallAsync(http, OfThisMachine(address), patience.Token);
        }
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A start does not depend on it: who cannot be reached from here may be reached from elsewhere.
    private static async Task CallAsync(HttpMessageInvoker http, Uri listener, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(listener, Path));
            using var response = await http.SendAsync(request, stop);
            _ = await response.Content.ReadAsByteArrayAsync(stop);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            // the first partner works it out
        }
    }

    [SuppressMessage("Security", "CA5359:Do not disable certificate validation", Justification = "it calls itself, tells nothing and believes nothing")]
    private static SocketsHttpHandler NewHandler()
    {
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        return handler;
    }

    private static Uri OfThisMachine(string address)
    {
        var listener = new UriBuilder(address);
        if (IPAddress.TryParse(listener.Host.Trim('[', ']'), out var parsed) && (parsed.Equals(IPAddress.Any) || parsed.Equals(IPAddress.IPv6Any)))
        {
            listener.Host = parsed.Equals(IPAddress.Any) ? "127.0.0.1" : "[::1]";
        }

        return listener.Uri;
    }
}
