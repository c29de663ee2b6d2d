using System.Text.Json;
using ShareGateway.Audit.Log;
using ShareGateway.Keys.Custody;
using ShareGateway.Proxy.Edge;
using ShareGateway.Proxy.Identity;
using ShareGateway.Proxy.Policies;

namespace ShareGateway.Proxy.Custody;

/// <summary>
/// <c>GET /v1/keys</c> lists keys; <c>POST /v1/keys/orders</c> does with them what the command line would do on a gateway that does not run. No secret is
/// in an answer, but for the escrow file, which one certificate opens.
/// </summary>
internal sealed class KeysEndpoint(KeyCustody custody)
{
    public Task ListAsync(HttpContext context) => AnswerAsync(context, new KeyOrder(KeyOrders.List));

    public async Task OrderAsync(HttpContext context)
    {
        if (await PostedJson.ReadAsync(context, KeyJson.Default.KeyOrder) is not { } order)
        {
            await Problem.WriteAsync(context, StatusCodes.Status400BadRequest, "order-invalid");
            return;
        }

        await AnswerAsync(context, order is { Do: KeyOrders.Init, Controllers: null or [], Recipients: null or [] } ? OfPolicies(order, context) : order);
    }

    private async Task AnswerAsync(HttpContext context, KeyOrder order)
    {
        try
        {
            var answer = await custody.RunAsync(order, $"staff:{Staff.Of(context.User).Person}");
            context.Response.StatusCode = answer.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
            context.Response.ContentType = "application/json";
            context.Response.Headers.CacheControl = "private, no-store";
            await JsonSerializer.SerializeAsync(context.Response.Body, answer, KeyJson.Default.KeyAnswer, context.RequestAborted);
        }
        catch (AuditUnavailableException)
        {
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "audit-unavailable");
        }
    }

    private static KeyOrder OfPolicies(KeyOrder order, HttpContext context)
    {
        var set = context.Policies().Set;
        return order with
        {
            Controllers = [.. set.Contracts.Select(contract => contract.Controller).Distinct(StringComparer.Ordinal)],
            Recipients = [.. set.Recipients.Select(recipient => recipient.Id)],
        };
    }
}
