using ShareGateway.Audit.Log;
using ShareGateway.Consent;
using ShareGateway.Proxy.Policies;

namespace ShareGateway.Proxy.Health;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it may share, which needs a writable audit log and consent
/// knowledge of at most <see cref="MaxConsentAge"/>. <c>degraded</c>: it shares by the policies that it has, and the folder's newest edit has findings.
/// </summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan MaxConsentAge = TimeSpan.FromSeconds(30);

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", context => WriteAsync(context, StatusCodes.Status200OK, "live"));
        endpoints.MapGet("/health/ready", ReadyAsync);
    }

    private static Task ReadyAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var log = services.GetRequiredService<AuditLog>();
        var age = services.GetRequiredService<ConsentIndex>().Age(services.GetRequiredService<TimeProvider>().GetUtcNow());
        var trouble = !log.IsWritable ? "audit-unavailable" : !(age <= MaxConsentAge) ? "consent-knowledge-too-old" : null;
        if (trouble is not null)
        {
            return WriteAsync(context, StatusCodes.Status503ServiceUnavailable, trouble);
        }

        var findings = services.GetRequiredService<PolicySource>().Findings;
        return findings == 0
            ? WriteAsync(context, StatusCodes.Status200OK, "ready")
            : WriteAsync(context, StatusCodes.Status200OK, "degraded", FormattableString.Invariant($",\"findings\":{findings}"));
    }

    private static Task WriteAsync(HttpContext context, int status, string word, string more = "")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($"{{\"status\":\"{word}\"{more}}}", context.RequestAborted);
    }
}
