using ShareGateway.Demo.Issuing;
using ShareGateway.Proxy.Hosting;
using ShareGateway.Proxy.Settings;

namespace ShareGateway.Demo.Hosting;

/// <summary>The gateway as the demo configures it: the settings that a real host would write into its <c>appsettings.json</c>.</summary>
internal static class DemoGateway
{
    /// <summary>Builds it.</summary>
    /// <exception cref="GatewayStartException">It cannot start.</exception>
    public static Task<WebApplication> BuildAsync(DemoOptions options, DemoIssuer issuer, string certificate, string upstream, TimeProvider clock) =>
        GatewayHost.BuildAsync([], builder =>
        {
            builder.Environment.EnvironmentName = Environments.Production;
            builder.Configuration.Sources.Clear(); // the demo is the same everywhere: no setting of this machine's environment
            builder.Configuration.AddInMemoryCollection(Settings(options, issuer, certificate, upstream));
            builder.Logging.ClearProviders();
            builder.Logging.AddJsonConsole();
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning); // the screen says it better
        }, clock);

    private static Dictionary<string, string?> Settings(DemoOptions options, DemoIssuer issuer, string certificate, string upstream)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Gateway:Name"] = "demo.sharegateway.example",
            ["Gateway:DataDirectory"] = Path.Combine(options.Data, "gateway"),
            ["Gateway:PoliciesDirectory"] = options.Policies,
            ["Gateway:DataPlaneUrl"] = $"http://127.0.0.1:{options.GatewayPort}",
            ["Gateway:ManagementUrl"] = $"http://127.0.0.1:{options.ManagementPort}",
            ["Gateway:Rehearsal"] = "00:00:01", // somebody waits at the screen
            ["Gateway:KeyRingCertificate"] = certificate,
            ["Identity:Issuer"] = DemoIssuer.Name,
            ["Identity:Audience"] = DemoIssuer.Audience,
            ["Identity:ManagementAudience"] = DemoIssuer.ManagementAudience,
            ["Identity:KeysFile"] = issuer.KeysFile,
        };
        foreach (var cluster in new[] { "crm", "loyalty", "web" })
        {
            settings[$"ReverseProxy:Clusters:{cluster}:Destinations:retailer:Address"] = upstream;
        }

        return settings;
    }
}
