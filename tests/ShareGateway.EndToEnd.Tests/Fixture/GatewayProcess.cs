using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using ShareGateway.Demo.Issuing;

namespace ShareGateway.EndToEnd.Tests.Fixture;

/// <summary>The gateway as its own process, so that it can be killed and weighed.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly DemoIssuer _issuer;

    private GatewayProcess(Process process, DemoIssuer issuer, Uri data, Uri management)
    {
        (_process, _issuer, Data, Management) = (process, issuer, data, management);
        _errors = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(5) };
    }

    public Uri Data { get; }

    public Uri Management { get; }

    public HttpClient Http { get; }

    /// <summary>Starts one.</summary>
    /// <param name="folder">Data folder.</param>
    /// <param name="policies">Policy folder.</param>
    /// <param name="upstream">Behind all clusters.</param>
    /// <param name="rehearsal">How long it may rehearse, in seconds.</param>
    /// <param name="environment">Variables of its environment, besides those of this process.</param>
    public static async Task<GatewayProcess> StartAsync(
        string folder, string policies, FakeUpstream upstream, int rehearsal = 0, params (string Name, string Value)[] environment)
    {
        var issuer = DemoIssuer.Open(Path.Combine(folder, "issuer"), TimeProvider.System);
        var (data, management) = (FreeAddress(), FreeAddress());
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "ShareGateway.Proxy.dll"));
        start.ArgumentList.Add($"--Gateway:Rehearsal={TimeSpan.FromSeconds(rehearsal)}");
        foreach (var setting in Settings(folder, policies, issuer, upstream, data, management))
        {
            start.ArgumentList.Add($"--{setting.Key}={setting.Value}");
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var gateway = new GatewayProcess(Process.Start(start)!, issuer, data, management);
        await gateway.WaitUntilReadyAsync(TimeSpan.FromSeconds(60 + (2 * rehearsal)));
        return gateway;
    }

    public HttpRequestMessage Request(string recipient, string path, string purpose, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Data, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _issuer.Issue($"{recipient}-client", DemoIssuer.Audience, "datasets:read"));
        request.Headers.Add("Sharing-Purpose", purpose);
        request.Headers.Accept.ParseAdd(accept);
        return request;
    }

    public string ConsentToken() => _issuer.Issue("crm-consent", DemoIssuer.ManagementAudience, "consent:write");

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>The most memory that the process ever held at once, in bytes.</summary>
    public long PeakWorkingSet() => Status("VmHWM:") * 1024;

    /// <summary>Threads of the process now.</summary>
    public long Threads() => Status("Threads:");

    /// <summary>Threads with this name now; the system cuts names after 15 letters.</summary>
    public int Threads(string name) =>
        Directory.EnumerateDirectories($"/proc/{_process.Id}/task").Count(thread => File.ReadAllText(Path.Combine(thread, "comm")).TrimEnd() == name);

    private long Status(string name) => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim().TrimEnd('k', 'B', ' '),
        CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        Http.Dispose();
        _issuer.Dispose();
        _process.Dispose();
    }

    private static IEnumerable<(string Key, string Value)> Settings(
        string folder, string policies, DemoIssuer issuer, FakeUpstream upstream, Uri data, Uri management)
    {
        yield return ("Gateway:Name", "test.sharegateway.example");
        yield return ("Gateway:DataDirectory", Path.Combine(folder, "gateway"));
        yield return ("Gateway:PoliciesDirectory", policies);
        yield return ("Gateway:DataPlaneUrl", data.GetLeftPart(UriPartial.Authority));
        yield return ("Gateway:ManagementUrl", management.GetLeftPart(UriPartial.Authority));
        yield return ("Gateway:KeyRingCertificate", DemoCertificate.Open(folder, TimeProvider.System));
        yield return ("Identity:Issuer", DemoIssuer.Name);
        yield return ("Identity:KeysFile", issuer.KeysFile);
        foreach (var cluster in new[] { "crm", "loyalty", "web" })
        {
            yield return ($"ReverseProxy:Clusters:{cluster}:Destinations:one:Address", upstream.Address.ToString());
        }
    }

    private async Task WaitUntilReadyAsync(TimeSpan longest)
    {
        using var limit = new CancellationTokenSource(longest);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await tick.WaitForNextTickAsync(limit.Token))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException(await _errors);
            }

            try
            {
                using var response = await Http.GetAsync(new Uri(Management, "/health/ready"), limit.Token);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }
        }
    }

    /// <summary>Below the ports that the system hands out by itself: one of those may be somebody's connection before the gateway has started.</summary>
    private static Uri FreeAddress()
    {
        while (true)
        {
            int port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return new Uri($"http://127.0.0.1:{port}");
            }
            catch (SocketException)
            {
                // taken
            }
        }
    }
}
