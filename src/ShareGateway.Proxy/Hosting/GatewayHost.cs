using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using ShareGateway.Audit.Disk;
using ShareGateway.Policy;
using ShareGateway.Proxy.Identity;
using ShareGateway.Proxy.Policies;
using ShareGateway.Proxy.Rehearsals;
using ShareGateway.Proxy.Settings;
using ShareGateway.Proxy.Shares;

namespace ShareGateway.Proxy.Hosting;

/// <summary>Builds the gateway: opens its resources, then the two listeners.</summary>
public static partial class GatewayHost
{
    // Settings are read at the start alone, where whatever is wrong with them ends it. The default watches the whole working directory for them,
    // and where the audit log lies below it each of its writes wakes that watch.
    private const string ReadOnce = "--hostBuilder:reloadConfigOnChange=false";
    private const long MaxManagementBodyBytes = 16 * 1024 * 1024; // 10,000 consent events of about 400 bytes, four times over

    /// <summary>Builds a gateway that is ready to start.</summary>
    /// <param name="args">Command line; its settings overrule files and environment.</param>
    /// <param name="configure">Further settings, for hosts that embed the gateway; null for none.</param>
    /// <param name="clock">The clock; the system's unless given.</param>
    /// <param name="auditDisk">The audit log's disk; the machine's unless given.</param>
    /// <exception cref="GatewayStartException">The gateway cannot start; the message is for the operator.</exception>
    public static async Task<WebApplication> BuildAsync(
        string[] args, Action<WebApplicationBuilder>? configure = null, TimeProvider? clock = null, IAuditDisk? auditDisk = null)
    {
        // Kestrel would take a bare line feed as the end of a header line; other servers on the way would not (request smuggling).
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        DecodedStream.PrepareDecoders();
        var builder = WebApplication.CreateBuilder([ReadOnce, .. args]);
        builder.Logging.ClearProviders().AddJsonConsole();
        configure?.Invoke(builder);
        var options = Bind<GatewayOptions>(builder, GatewayOptions.Section);
        var identity = Bind<IdentityOptions>(builder, IdentityOptions.Section);
        RefuseForeignRoutes(builder.Configuration);
        Listen(builder, options);

        // Nothing in the pipeline blocks a thread, so a request may go on where its bytes came in: one hop less each way.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        using var curtain = new CancellationTokenSource();
        var dress = Task.Run(() => DressRehearsal.PlayOnceAsync(options.Rehearsal, stage => BuildAsync([], stage), curtain.Token)); // beside the opening: it mostly waits for the compiler
        try
        {
            var resources = await GatewayResources.OpenAsync(
                options, builder.Configuration, builder.Environment, clock ?? TimeProvider.System, auditDisk, CancellationToken.None);
            builder.Services.AddGateway(builder.Configuration, options, identity, resources, clock ?? TimeProvider.System, builder.Environment);
            return await FinishAsync(builder, options, resources, await dress); // what is built listens to all meters of the process
        }
        catch
        {
            await curtain.CancelAsync(); // who has a mistake to mend waits for no rehearsal
            _ = await dress;
            throw;
        }
    }

    private static async Task<WebApplication> FinishAsync(WebApplicationBuilder builder, GatewayOptions options, GatewayResources resources, RehearsalOutcome dress)
    {
        var app = builder.Build();
        app.UseGateway();
        await app.Services.GetRequiredService<Rehearsal>().RunAsync(options.Rehearsal, dress);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true); // reading the log and the consents left as much behind as stays
        GC.Collect(0, GCCollectionMode.Forced, blocking: true); // it leaves next to no room for what is new: the first answer would be the next one's turn
        app.Lifetime.ApplicationStarted.Register(() => Log.Started(
            app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(GatewayHost).FullName!),
            string.Join(' ', app.Urls), resources.Policies.Current.Set.Plans.Length, resources.Policies.Current.Set.Hash));
        return app;
    }

    /// <summary>The policy set that a gateway's new requests are decided by now.</summary>
    /// <param name="gateway">From <see cref="BuildAsync"/>.</param>
    public static PolicySet PoliciesOf(WebApplication gateway)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        return gateway.Services.GetRequiredService<PolicySource>().Current.Set;
    }

    private static T Bind<T>(WebApplicationBuilder builder, string section)
        where T : class, new()
    {
        var value = new T();
        try
        {
            builder.Configuration.GetSection(section).Bind(value, binder => binder.ErrorOnUnknownConfiguration = true);
            Validator.ValidateObject(
                value, new ValidationContext(value), validateAllProperties: true);
            return value;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ValidationException)
        {
            throw new GatewayStartException($"section `{section}`: {exception.Message}", exception);
        }
    }

    /// <summary>A route of the host's configuration would be a second door.</summary>
    private static void RefuseForeignRoutes(ConfigurationManager configuration)
    {
        if (configuration.GetSection("ReverseProxy:Routes").Exists())
        {
            throw new GatewayStartException("section `ReverseProxy:Routes` is not allowed: datasets are reached through contracts only; keep `Clusters`");
        }
    }

    private static void Listen(WebApplicationBuilder builder, GatewayOptions options) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxManagementBodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        Add(kestrel, options.DataPlaneUrl, Plane.Data);
        Add(kestrel, options.ManagementUrl, Plane.Management);
    });

    private static void Add(KestrelServerOptions kestrel, string url, Plane plane)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/")
        {
            throw new GatewayStartException($"`{url}` is no listener address; expected one like `http://127.0.0.1:8080`");
        }

        var address = uri.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var parsed) ? parsed : IPAddress.Any;
        kestrel.Listen(address, uri.Port, listener =>
        {
            if (uri.Scheme == "https")
            {
                // The server's certificate is Kestrel's own configuration: section `Kestrel:Certificates:Default`. A partner's may be
                // self-made: it is asked for, and counts by its thumbprint in the recipient's file alone.
                listener.UseHttps(https =>
                {
                    https.ClientCertificateMode = plane == Plane.Data ? ClientCertificateMode.AllowCertificate : ClientCertificateMode.NoCertificate;
                    https.AllowAnyClientCertificate();
                });
            }

            listener.Use(next => connection =>
            {
                connection.Features.Set(new PlaneMark(plane));
                connection.Features.Set(new ShownToken());
                return next(connection);
            });
        });
    }

    private static partial class Log
    {
        [LoggerMessage(1401, LogLevel.Information, "Gateway started on {Addresses} with {Agreements} agreements, policies {PolicyHash}")]
        public static partial void Started(ILogger logger, string addresses, int agreements, string policyHash);
    }
}
