using System.Net.Http.Headers;
using ShareGateway.Proxy.Shares;

namespace ShareGateway.Proxy.Rehearsals;

/// <summary>The partner of a dress rehearsal: asks for both datasets in all three forms, over a new connection each time as a first partner does.</summary>
/// <param name="issuer">Gives the tokens.</param>
/// <param name="gateway">The partners' listener.</param>
/// <param name="management">The management listener.</param>
internal sealed class RehearsalAudience(MadeUpIssuer issuer, Uri gateway, Uri management) : IDisposable
{
    private const int AsksPerToken = 8; // a token that was seen before takes another way
    private static readonly string[] Forms = ["application/json", "application/x-ndjson", "application/json", "text/csv"];
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.Zero });
    private string _token = "";
    private int _asked;

    /// <summary>Asks some times, and looks once as a monitoring system does.</summary>
    /// <param name="times">How often, unless the curtain falls.</param>
    /// <param name="curtain">Ends it, in the middle of an answer too.</param>
    /// <returns>Answers it got.</returns>
    /// <exception cref="HttpRequestException">An answer is no success: nothing was rehearsed.</exception>
    public async Task<int> AskAsync(int times, CancellationToken curtain)
    {
        var answers = 0;
        try
        {
            for (; answers < times; answers++)
            {
                await AskAsync(curtain);
            }

            await LookAsync(curtain);
        }
        catch (OperationCanceledException) when (curtain.IsCancellationRequested)
        {
            // what is not rehearsed by now is compiled by the first answers
        }

        return answers;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task AskAsync(CancellationToken curtain)
    {
        _token = _asked % AsksPerToken == 0 ? issuer.Token() : _token;
        var dataset = _asked % 3 == 0 ? MadeUpPolicies.Varied : MadeUpPolicies.Usual;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway, $"/v1/datasets/{dataset}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        request.Headers.Add(ShareQuestion.PurposeHeader, MadeUpPolicies.Purpose);
        request.Headers.ConnectionClose = _asked / Forms.Length % 2 == 0; // either side may end a connection, each in its own way
        request.Headers.Accept.ParseAdd(Forms[_asked++ % Forms.Length]);
        await SendAsync(request, curtain);
    }

    private async Task LookAsync(CancellationToken curtain)
    {
        foreach (var path in new[] { "/health/ready", "/metrics" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(management, path));
            await SendAsync(request, curtain);
        }
    }

    private async Task SendAsync(HttpRequestMessage request, CancellationToken curtain)
    {
        using var response = await _http.SendAsync(request, curtain);
        response.EnsureSuccessStatusCode();
        _ = await response.Content.ReadAsByteArrayAsync(curtain);
    }
}
