using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using ShareGateway.Policy;
using ShareGateway.Proxy.Settings;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace ShareGateway.Proxy.Shares;

/// <summary>
/// How YARP forwards a share: nothing of the partner's request reaches the upstream, and nothing of the upstream's answer reaches the
/// partner but what the relay writes. The upstream's URL is made from the contract alone.
/// </summary>
internal static class ShareForwarding
{
    public const string RouteId = "datasets";

    private static readonly ConditionalWeakTable<ContractServer, FirstPage> FirstPages = [];

    /// <summary>The one proxied route. It needs a cluster to load; the stage puts the plan's cluster in its place.</summary>
    public static RouteConfig Route(string anyCluster) => new()
    {
        RouteId = RouteId,
        ClusterId = anyCluster,
        Match = new RouteMatch { Path = "/v1/datasets/{dataset}", Methods = [HttpMethods.Get] },
    };

    /// <summary>Adds the transforms of every route.</summary>
    public static void Configure(TransformBuilderContext builder)
    {
        builder.CopyRequestHeaders = false;
        builder.CopyResponseHeaders = false;
        builder.CopyResponseTrailers = false;
        builder.UseDefaultForwarders = false;
        builder.AddRequestTransform(PrepareRequest);
        var relay = builder.Services.GetRequiredService<ShareRelay>();
        var (idle, clock) = (builder.Services.GetRequiredService<GatewayOptions>().UpstreamIdle, builder.Services.GetRequiredService<TimeProvider>());
        builder.AddResponseTransform(transform => RelayAsync(transform, relay, idle, clock));
    }

    private static ValueTask PrepareRequest(RequestTransformContext transform)
    {
        var share = transform.HttpContext.Features.Get<Share>()
            ?? throw new InvalidOperationException("a request without a share reached the forwarder");
        transform.ProxyRequest.RequestUri = UpstreamUri(transform.DestinationPrefix, share, share.Start.UpstreamPage);
        Dress(transform.ProxyRequest, share);
        return ValueTask.CompletedTask;
    }

    private static async ValueTask RelayAsync(ResponseTransformContext transform, ShareRelay relay, TimeSpan idle, TimeProvider clock)
    {
        transform.SuppressResponseBody = true;

        // YARP has copied the upstream's status line by now, and its reason phrase is free text.
        transform.HttpContext.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = null;
        transform.HttpContext.Response.StatusCode = StatusCodes.Status200OK;
        if (transform.ProxyResponse is not { } response)
        {
            return; // no answer from the upstream: the stage says so
        }

        var context = transform.HttpContext;
        var share = context.Features.GetRequiredFeature<Share>();
        share.IsRelayed = true;
        await relay.RunAsync(context, share, response, (page, stop) => FetchPageAsync(context, share, page, idle, clock, stop));
    }

    /// <summary>A further page of the same destination, through the cluster's own client: a page of ours may span several of theirs.</summary>
    private static async Task<HttpResponseMessage> FetchPageAsync(
        HttpContext context, Share share, int page, TimeSpan idle, TimeProvider clock, CancellationToken stop)
    {
        var proxy = context.GetReverseProxyFeature();
        var prefix = proxy.ProxiedDestination?.Model.Config.Address ?? throw new UpstreamException("is gone");
        var request = new HttpRequestMessage(HttpMethod.Get, UpstreamUri(prefix, share, page))
        {
            Version = proxy.Cluster.Config.HttpRequest?.Version ?? System.Net.HttpVersion.Version20,
            VersionPolicy = proxy.Cluster.Config.HttpRequest?.VersionPolicy ?? HttpVersionPolicy.RequestVersionOrLower,
        };
        Dress(request, share);
        using var stalled = new CancellationTokenSource(idle, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, stop);
        try
        {
            return await proxy.Cluster.HttpClient.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException exception) when (!stop.IsCancellationRequested)
        {
            throw new UpstreamException("stalled", exception);
        }
    }

    private static void Dress(HttpRequestMessage request, Share share)
    {
        request.Headers.Host = null;
        request.Headers.TryAddWithoutValidation("Accept", MediaTypes.Plain(share.Server.Format));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", share.Server.Encoding is { Length: > 0 } coding ? coding : "identity");
        request.Content = null;
    }

    private static Uri UpstreamUri(string prefix, Share share, int page)
    {
        if (page > 0)
        {
            return Address(prefix, share.Server, page);
        }

        if (!FirstPages.TryGetValue(share.Server, out var first) || first.Prefix != prefix)
        {
            FirstPages.AddOrUpdate(share.Server, first = new(prefix, Address(prefix, share.Server, 0)));
        }

        return first.Address;
    }

    private static Uri Address(string prefix, ContractServer server, int page)
    {
        var query = new QueryBuilder();
        if (server.Paging is { } paging)
        {
            query.Add(paging.PageParameter, page.ToString(CultureInfo.InvariantCulture));
            query.Add(paging.SizeParameter, paging.PageSize.ToString(CultureInfo.InvariantCulture));
        }

        return RequestUtilities.MakeDestinationAddress(prefix, new PathString(server.Location), query.ToQueryString());
    }

    /// <summary>Where most answers begin, made once for each server and destination.</summary>
    private sealed record FirstPage(string Prefix, Uri Address);
}
