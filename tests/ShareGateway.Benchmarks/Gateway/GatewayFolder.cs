using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using ShareGateway.Demo.Issuing;
using ShareGateway.Proxy.Hosting;
using ShareGateway.Proxy.Settings;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>Policies, keys, consents and log of a gateway. Made once, and copied to another disk for a second gateway.</summary>
internal sealed class GatewayFolder : IDisposable
{
    private const string Name = "benchmark.sharegateway.example";
    private readonly string _path;

    private GatewayFolder(string path) => _path = path;

    /// <summary>Makes a folder with everything but a running gateway.</summary>
    public static async Task<GatewayFolder> MakeAsync(string path, CancellationToken stop)
    {
        var folder = new GatewayFolder(path);
        Directory.CreateDirectory(path);
        try
        {
            await folder.FillAsync(stop);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>The same on another disk. No gateway may be running on this one.</summary>
    /// <exception cref="PlatformNotSupportedException">Not Linux.</exception>
    public GatewayFolder CopyTo(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("the benchmark runs on Linux only");
        }

        foreach (var folder in Directory.EnumerateDirectories(_path, "*", SearchOption.AllDirectories).Prepend(_path))
        {
            Directory.CreateDirectory(Path.Combine(path, Path.GetRelativePath(_path, folder)), File.GetUnixFileMode(folder));
        }

        foreach (var file in Directory.EnumerateFiles(_path, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(path, Path.GetRelativePath(_path, file)));
        }

        return new(path);
    }

    /// <summary>A token that the gateway of this folder takes.</summary>
    public string Token()
    {
        using var issuer = DemoIssuer.Open(Path.Combine(_path, "issuer"), TimeProvider.System);
        return issuer.Issue($"{PolicyFiles.Recipient}-client", DemoIssuer.Audience, "datasets:read");
    }

    /// <summary>Starts the gateway as its own process, with the settings that a host would write.</summary>
    public ChildProcess Start(string name, int port, int management, int upstream)
    {
        using var issuer = DemoIssuer.Open(Path.Combine(_path, "issuer"), TimeProvider.System);
        return ChildProcess.StartOurs(
            name, "ShareGateway.Proxy.dll",
            $"--Gateway:Name={Name}",
            $"--Gateway:DataDirectory={Path.Combine(_path, "gateway")}",
            $"--Gateway:PoliciesDirectory={Path.Combine(_path, "policies")}",
            $"--Gateway:KeyRingCertificate={Path.Combine(_path, "key-ring.p12")}",
            Local("--Gateway:DataPlaneUrl", port),
            Local("--Gateway:ManagementUrl", management),
            $"--Identity:Issuer={DemoIssuer.Name}",
            $"--Identity:KeysFile={issuer.KeysFile}",
            Local("--ReverseProxy:Clusters:bodies:Destinations:one:Address", upstream));
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_path, recursive: true);

    private async Task FillAsync(CancellationToken stop)
    {
        var now = TimeProvider.System.GetUtcNow();
        _ = Token(); // makes the issuer's key, so that a copy of the folder has the same one
        PolicyFiles.Write(Path.Combine(_path, "policies"), DateOnly.FromDateTime(now.UtcDateTime));
        var options = new GatewayOptions
        {
            Name = Name,
            DataDirectory = Path.Combine(_path, "gateway"),
            PoliciesDirectory = Path.Combine(_path, "policies"),
            KeyRingCertificate = DemoCertificate.Open(_path, TimeProvider.System),
        };
        var clusters = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ReverseProxy:Clusters:bodies:Destinations:one:Address", "http://127.0.0.1")])
            .Build();
        await using var resources = await GatewayResources.OpenAsync(
            options, clusters, new HostingEnvironment { EnvironmentName = Environments.Production }, TimeProvider.System, null, stop);
        await ConsentPeople.WriteAsync(resources.ConsentStore, resources.Keys.ConsentKey(PolicyFiles.Controller), now.AddHours(-1), stop);
    }

    private static string Local(string setting, int port) => string.Create(CultureInfo.InvariantCulture, $"{setting}=http://127.0.0.1:{port}");
}
