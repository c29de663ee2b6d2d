using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShareGateway.Audit.Disk;
using ShareGateway.Demo.Issuing;
using ShareGateway.Proxy.Hosting;

namespace ShareGateway.EndToEnd.Tests.Fixture;

/// <summary>A real gateway over real Kestrel with the shipped policies, in front of a scripted upstream.</summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    private readonly string _folder;
    private readonly bool _ownsFolder;
    private readonly WebApplication _app;
    private readonly DemoIssuer _issuer;
    private readonly HttpClient _http;

    private GatewayUnderTest(string folder, bool ownsFolder, WebApplication app, FakeUpstream upstream, DemoIssuer issuer, SpokenLog log, CalendarClock clock)
    {
        (_folder, _ownsFolder, _app, Upstream, _issuer, Spoken, Clock) = (folder, ownsFolder, app, upstream, issuer, log, clock);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (Data, Management) = (new Uri(addresses[0]), new Uri(addresses[1]));
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
    }

    public static string ShippedPolicies { get; } = FindPolicies();

    public FakeUpstream Upstream { get; }

    public SpokenLog Spoken { get; }

    public CalendarClock Clock { get; }

    public Uri Data { get; }

    public Uri Management { get; }

    public HttpClient Http => _http;

    public string AuditFolder => Path.Combine(_folder, "gateway", "audit");

    public string Folder => _folder;

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a gateway.</summary>
    /// <param name="policies">Policy folder; the shipped one unless given.</param>
    /// <param name="folder">Data folder of an earlier gateway to go on with; a new one unless given.</param>
    /// <param name="disk">The audit log's disk, for faults.</param>
    /// <param name="settings">Settings that overrule the usual ones.</param>
    public static async Task<GatewayUnderTest> StartAsync(
        string? policies = null, string? folder = null, IAuditDisk? disk = null, params (string Key, string Value)[] settings)
    {
        var upstream = await FakeUpstream.StartAsync();
        var data = folder ?? Directory.CreateTempSubdirectory("sharegateway-").FullName;
        var issuer = DemoIssuer.Open(Path.Combine(data, "issuer"), TimeProvider.System);
        var clock = new CalendarClock(CalendarClock.Autumn);
        var log = new SpokenLog();
        var certificate = DemoCertificate.Open(data, TimeProvider.System);
        try
        {
            var app = await GatewayHost.BuildAsync([], builder =>
            {
                builder.Configuration.Sources.Clear();
                builder.Configuration.AddInMemoryCollection(Settings(policies ?? ShippedPolicies, data, certificate, issuer, upstream));
                builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
                builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
            }, clock, disk);
            await app.StartAsync();
            return new(data, folder is null, app, upstream, issuer, log, clock);
        }
        catch
        {
            await upstream.DisposeAsync();
            issuer.Dispose();
            throw;
        }
    }

    public string Token(string clientId, string audience = DemoIssuer.Audience, string scope = "datasets:read", (string Kind, string Value)? confirmation = null) =>
        _issuer.Issue(clientId, audience, scope, confirmation);

    /// <summary>A token of a person of the group.</summary>
    public string StaffToken(string person, params string[] roles) => _issuer.IssueToStaff(person, roles);

    public DemoIssuer Issuer => _issuer;

    /// <summary>Asks the management listener with a token.</summary>
    public async Task<HttpResponseMessage> ManageAsync(HttpMethod method, string path, string token, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Management, path)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request);
    }

    /// <summary>Asks as a recipient's client, whose id is the recipient's with <c>-client</c> behind it.</summary>
    public async Task<HttpResponseMessage> AskAsync(
        string recipient, string path, string? purpose = null, string? accept = null, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead,
        CancellationToken stop = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Data, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token($"{recipient}-client"));
        if (purpose is not null)
        {
            request.Headers.Add("Sharing-Purpose", purpose);
        }

        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        return await _http.SendAsync(request, completion, stop);
    }

    /// <summary>The records of a JSON answer.</summary>
    public async Task<JsonElement[]> RecordsAsync(string recipient, string path, string purpose)
    {
        using var response = await AskAsync(recipient, path, purpose);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {body}");
        return [.. JsonElement.Parse(body).GetProperty("value").EnumerateArray()];
    }

    /// <summary>Posts one consent event of a person.</summary>
    public async Task ConsentAsync(
        string id, string purpose, string recipient, string state = "dpv:ConsentGiven", string controller = "fr/maison-nord", string scheme = "customer-number",
        TimeSpan? ago = null)
    {
        var at = Clock.GetUtcNow() - (ago ?? TimeSpan.FromSeconds(state == "dpv:ConsentGiven" ? 3600 : 0));
        using var response = await PostConsentAsync(new
        {
            eventId = $"e-{Guid.NewGuid()}",
            controller,
            scheme,
            id,
            purpose,
            recipient,
            state,
            at,
            noticeVersion = "2026-10",
            source = "test",
        });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<HttpResponseMessage> PostConsentAsync(params object[] events)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Management, "/v1/consent-events")) { Content = JsonContent.Create(new { events }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token("crm-consent", DemoIssuer.ManagementAudience, "consent:write"));
        return await _http.SendAsync(request);
    }

    /// <summary>Stops the gateway and keeps its folder, for a second start.</summary>
    public async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Upstream.DisposeAsync();
        _issuer.Dispose();
        _http.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_ownsFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static Dictionary<string, string?> Settings(string policies, string data, string certificate, DemoIssuer issuer, FakeUpstream upstream) =>
        new(StringComparer.Ordinal)
        {
            ["Gateway:Name"] = "test.sharegateway.example",
            ["Gateway:DataDirectory"] = Path.Combine(data, "gateway"),
            ["Gateway:PoliciesDirectory"] = policies,
            ["Gateway:DataPlaneUrl"] = "http://127.0.0.1:0",
            ["Gateway:ManagementUrl"] = "http://127.0.0.1:0",
            ["Gateway:KeyRingCertificate"] = certificate,
            ["Gateway:Rehearsal"] = "00:00:00.05", // a process full of tests is never done with compiling
            ["Identity:Issuer"] = DemoIssuer.Name,
            ["Identity:KeysFile"] = issuer.KeysFile,
            ["ReverseProxy:Clusters:crm:Destinations:one:Address"] = upstream.Address.ToString(),
            ["ReverseProxy:Clusters:loyalty:Destinations:one:Address"] = upstream.Address.ToString(),
            ["ReverseProxy:Clusters:web:Destinations:one:Address"] = upstream.Address.ToString(),
        };

    private static string FindPolicies([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "policies"));
}
