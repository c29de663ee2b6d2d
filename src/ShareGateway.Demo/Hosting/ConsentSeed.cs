using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ShareGateway.Demo.Upstream;
using ShareGateway.Proxy.Settings;

namespace ShareGateway.Demo.Hosting;

/// <summary>
/// Tells the gateway what the retailer's people consented to, through the same endpoint that a real consent source uses. Done once
/// per data folder and number of people; what a visitor of the demo posts later stays in force.
/// </summary>
internal static class ConsentSeed
{
    private const int BatchEvents = 5_000;

    /// <summary>Posts the events that this folder has not seen.</summary>
    /// <param name="site">The running demo.</param>
    /// <param name="progress">Told how many people are done.</param>
    /// <param name="cancellationToken">Stops between two batches; the next start begins again, and repeated events change nothing.</param>
    public static async Task PostAsync(DemoSite site, Action<int> progress, CancellationToken cancellationToken)
    {
        var marker = Path.Combine(site.Options.Data, string.Create(CultureInfo.InvariantCulture, $"consent-seeded-{site.Options.People}"));
        if (File.Exists(marker))
        {
            return;
        }

        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        var token = site.ConsentToken();
        var posted = 0;
        foreach (var batch in DemoConsent.Events(site.Options.People).Chunk(BatchEvents))
        {
            await PostAsync(http, site, token, batch, cancellationToken);
            progress(posted += batch.Length);
        }

        Issuing.PrivateFiles.Write(marker, []);
    }

    private static async Task PostAsync(HttpMessageInvoker http, DemoSite site, string token, DemoConsentEvent[] batch, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site.Management, "/v1/consent-events"))
        {
            Content = JsonContent.Create(new { events = batch }, options: JsonSerializerOptions.Web),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new GatewayStartException($"the demo's consent events were not taken: {(int)response.StatusCode} {body}");
        }
    }
}
