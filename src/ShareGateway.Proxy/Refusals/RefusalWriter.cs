using System.Diagnostics;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Proxy.Edge;
using ShareGateway.Proxy.Policies;
using ShareGateway.Proxy.Telemetry;

namespace ShareGateway.Proxy.Refusals;

/// <summary>Answers refusals: first the durable audit entry, then the problem.</summary>
internal sealed partial class RefusalWriter(RefusalLog log, GatewayMetrics metrics, ILogger<RefusalWriter> logger)
{
    /// <summary>Refuses a request. When the refusal cannot be recorded, the caller gets 503 and no reason.</summary>
    public async Task WriteAsync(HttpContext context, Refusal refusal)
    {
        metrics.Refused(refusal.InternalReason);
        Log.Refused(logger, refusal.InternalReason, refusal.Recipient);
        try
        {
            await log.RecordAsync(EntryOf(refusal, context.Policies()));
        }
        catch (AuditUnavailableException exception)
        {
            Log.NotRecorded(logger, exception);
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "audit-unavailable");
            return;
        }

        await Problem.WriteAsync(context, refusal.Status, refusal.Reason);
    }

    private static RefusalEntry EntryOf(Refusal refusal, LivePolicies policies) => new()
    {
        Recipient = refusal.Recipient,
        ClientId = refusal.Recipient.Length > 0 ? refusal.ClientId : "", // an unknown client id could be anything, a person's name too
        Dataset = policies.Names.DatasetOrEmpty(refusal.Dataset),
        Purpose = policies.Names.PurposeOrEmpty(refusal.Purpose),
        Reason = refusal.InternalReason,
        PublicReason = refusal.Reason,
        Status = refusal.Status,
        Agreement = refusal.Agreement,
        PolicyHash = policies.Set.Hash,
        TraceId = Activity.Current?.TraceId.ToString() ?? "",
    };

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Information, "Refused: {Reason} for recipient {Recipient}")]
        public static partial void Refused(ILogger logger, string reason, string recipient);

        [LoggerMessage(1102, LogLevel.Critical, "A refusal could not be recorded")]
        public static partial void NotRecorded(ILogger logger, Exception exception);
    }
}
