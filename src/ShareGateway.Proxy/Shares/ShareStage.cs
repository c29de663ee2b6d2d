using ShareGateway.Consent;
using ShareGateway.Policy;
using ShareGateway.Privacy.Keys;
using ShareGateway.Proxy.Identity;
using ShareGateway.Proxy.Keys;
using ShareGateway.Proxy.Policies;
using ShareGateway.Proxy.Refusals;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace ShareGateway.Proxy.Shares;

/// <summary>
/// The policy stage of the proxy pipeline: decides, and sends on only what is permitted. Every route passes here first; without a
/// <see cref="Share"/> on the request the forwarder's transforms send nothing.
/// </summary>
internal sealed class ShareStage(
    ConsentIndex consents, PageTokens tokens, RowQuota quota, RefusalWriter refusals, IProxyStateLookup clusters, GatewayKeys keys, TimeProvider clock)
{
    /// <summary>Runs the stage for one request.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var (caller, barred) = Caller.Of(context);
        if (barred is not null)
        {
            await refusals.WriteAsync(context, barred);
            return;
        }

        var dataset = context.GetRouteValue("dataset") as string ?? "";
        var (question, unread) = ShareQuestion.Read(context.Request);
        if (question is null)
        {
            await refusals.WriteAsync(context, new(unread!, StatusFor(unread!)) { ClientId = caller.ClientId, Recipient = caller.RecipientId });
            return;
        }

        var now = clock.GetUtcNow();
        var policies = context.Policies().Set;
        var decision = Decisions.Decide(policies, new(caller.RecipientId, dataset, question.Purpose), now, consents.Age(now));
        if (!decision.Permits(out var plan))
        {
            await refusals.WriteAsync(context, Refusal.Of(decision, caller.RecipientId, caller.ClientId, dataset, question.Purpose));
            return;
        }

        await ShareAsync(context, next, policies, plan, question, caller.ClientId, now);
    }

    private async Task ShareAsync(
        HttpContext context, RequestDelegate next, PolicySet policies, SharePlan plan, ShareQuestion question, string clientId, DateTimeOffset now)
    {
        var reason = Prepare(policies, plan, question, clientId, now, out var server, out var start, out var cluster);
        if (reason is not null)
        {
            await refusals.WriteAsync(context, new(reason, StatusFor(reason))
            {
                ClientId = clientId,
                Recipient = plan.Recipient.Id,
                Dataset = plan.Contract.Id,
                Purpose = plan.Purpose,
                Agreement = PlanWords.Of(plan).Agreement,
            });
            return;
        }

        var share = new Share(RandomId.Create(), policies, plan, question, server!, clientId, start);
        context.Features.Set(share);
        share.Mark(context.Response);
        context.ReassignProxyRequest(cluster!);
        await next(context);
        await AnswerForForwarderAsync(context, share);
    }

    private string? Prepare(
        PolicySet policies, SharePlan plan, ShareQuestion question, string clientId, DateTimeOffset now,
        out ContractServer? server, out PagePlace start, out ClusterState? cluster)
    {
        (start, cluster) = (default, null);
        server = null;
        if (!keys.CanServe(plan.Recipient.Id))
        {
            return "keys-destroyed";
        }

        server = PlanWords.Of(plan).ServerFor(question.Format);
        if (server is null)
        {
            return "format-not-offered";
        }

        if (question.Page is { } token && !tokens.TryRead(token, Share.PageBinding(policies, plan, clientId), out start))
        {
            return "page-invalid";
        }

        if (!quota.HasRoom(plan.AgreementId, plan.RowsPerDay, DateOnly.FromDateTime(now.UtcDateTime)))
        {
            return "quota-used-up";
        }

        return clusters.TryGetCluster(server.Cluster, out cluster) ? null : "upstream-failed";
    }

    /// <summary>The forwarder gave up before the upstream answered: its bare status becomes a problem, and the share is closed.</summary>
    private async Task AnswerForForwarderAsync(HttpContext context, Share share)
    {
        // A client that hung up first was refused nothing, and got nothing: there is nothing to record.
        if (share.IsRelayed || context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        context.Response.Headers.Remove(Share.DisclosureHeader); // nothing was disclosed, and no entry has this id
        await refusals.WriteAsync(context, new("upstream-failed", StatusCodes.Status502BadGateway)
        {
            ClientId = share.ClientId,
            Recipient = share.Plan.Recipient.Id,
            Dataset = share.Plan.Contract.Id,
            Purpose = share.Plan.Purpose,
            Agreement = share.Words.Agreement,
        });
    }

    private static int StatusFor(string reason) => reason switch
    {
        "format-not-offered" => StatusCodes.Status406NotAcceptable,
        "keys-destroyed" => StatusCodes.Status403Forbidden,
        "quota-used-up" => StatusCodes.Status429TooManyRequests,
        "upstream-failed" => StatusCodes.Status502BadGateway,
        _ => StatusCodes.Status400BadRequest,
    };
}
