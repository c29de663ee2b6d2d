using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>YARP as it comes: one route, one destination, no transform, no log line for a request.</summary>
internal static class PlainProxy
{
    /// <summary>Serves until the process is killed.</summary>
    public static async Task RunAsync(int port, int upstream)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "bodies", Match = new RouteMatch { Path = "{**path}" } }],
            [new ClusterConfig { ClusterId = "bodies", Destinations = Destination(upstream) }]);
        await using var app = builder.Build();
        app.MapReverseProxy();
        await app.RunAsync();
    }

    private static Dictionary<string, DestinationConfig> Destination(int upstream) => new(StringComparer.Ordinal)
    {
        ["one"] = new DestinationConfig { Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{upstream}/") },
    };
}
