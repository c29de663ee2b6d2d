using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ShareGateway.Demo.Issuing;
using ShareGateway.Demo.Upstream;
using ShareGateway.Policy;
using ShareGateway.Proxy.Hosting;
using ShareGateway.Proxy.Settings;

namespace ShareGateway.Demo.Hosting;

/// <summary>Everything of the demo on one machine: the retailer's internal API, the gateway with its two listeners, and the tokens.</summary>
public sealed class DemoSite : IAsyncDisposable
{
    private readonly WebApplication _upstream;
    private readonly WebApplication _gateway;
    private readonly DemoIssuer _issuer;

    private DemoSite(DemoOptions options, WebApplication upstream, WebApplication gateway, DemoIssuer issuer)
    {
        (Options, _upstream, _gateway, _issuer) = (options, upstream, gateway, issuer);
        Upstream = AddressOf(upstream, 0);
        Gateway = AddressOf(gateway, 0);
        Management = AddressOf(gateway, 1);
    }

    /// <summary>What it was started with.</summary>
    public DemoOptions Options { get; }

    /// <summary>Address of the retailer's internal API.</summary>
    public Uri Upstream { get; }

    /// <summary>Address of the partners' listener.</summary>
    public Uri Gateway { get; }

    /// <summary>Address of the management listener.</summary>
    public Uri Management { get; }

    /// <summary>The policy set that the gateway works with.</summary>
    public PolicySet Policies => GatewayHost.PoliciesOf(_gateway);

    /// <summary>Starts all of it.</summary>
    /// <param name="options">Where, and for how many people.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <param name="clock">The gateway's calendar; the machine's unless given.</param>
    /// <exception cref="GatewayStartException">Something cannot start; the message is for the person at the terminal.</exception>
    public static async Task<DemoSite> StartAsync(DemoOptions options, CancellationToken cancellationToken, TimeProvider? clock = null)
    {
        DemoIssuer? issuer = null;
        WebApplication? upstream = null;
        WebApplication? gateway = null;
        try
        {
            MakeFolder(options.Data);
            issuer = DemoIssuer.Open(Path.Combine(options.Data, "issuer"), TimeProvider.System);
            var certificate = DemoCertificate.Open(options.Data, TimeProvider.System);
            upstream = await StartUpstreamAsync(options, cancellationToken);
            gateway = await DemoGateway.BuildAsync(options, issuer, certificate, AddressOf(upstream, 0).ToString(), clock ?? TimeProvider.System);
            await gateway.StartAsync(cancellationToken);
            return new DemoSite(options, upstream, gateway, issuer);
        }
        catch (Exception exception)
        {
            await DisposeAsync(gateway, upstream, issuer);
            throw exception switch
            {
                IOException { InnerException: AddressInUseException } =>
                    new GatewayStartException($"{exception.Message} Other ports: `--gateway-port`, `--management-port`, `--upstream-port`", exception),
                IOException or UnauthorizedAccessException => new GatewayStartException(exception.Message, exception),
                _ => exception,
            };
        }
    }

    /// <summary>A partner's access token.</summary>
    public string TokenFor(Recipient recipient) => _issuer.Issue(recipient.ClientIds[0], DemoIssuer.Audience, "datasets:read");

    /// <summary>The consent source's access token for the management listener.</summary>
    public string ConsentToken() => _issuer.Issue("demo-consent-source", DemoIssuer.ManagementAudience, "consent:write");

    /// <summary>A person's access token for the management listener.</summary>
    internal string StaffToken(DemoPerson person) => _issuer.IssueToStaff(person.Id, [person.Role]);

    /// <summary>Waits until a signal or the caller stops the gateway.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _gateway.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await DisposeAsync(_gateway, _upstream, _issuer);

    private static void MakeFolder(string folder)
    {
        try
        {
            PrivateFiles.CreateFolder(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GatewayStartException($"cannot write to `{folder}`; name another folder with `--data`", exception);
        }
    }

    private static async Task<WebApplication> StartUpstreamAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, options.UpstreamPort));
        var app = builder.Build();
        app.MapRetailer(options.People);
        await app.StartAsync(cancellationToken);
        return app;
    }

    private static async Task DisposeAsync(WebApplication? gateway, WebApplication? upstream, DemoIssuer? issuer)
    {
        foreach (var app in new[] { gateway, upstream })
        {
            if (app is not null)
            {
                await app.StopAsync(CancellationToken.None);
                await app.DisposeAsync();
            }
        }

        issuer?.Dispose();
    }

    /// <summary>Addresses stand in the order of the listeners.</summary>
    private static Uri AddressOf(WebApplication app, int listener) => new(
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(listener));
}
