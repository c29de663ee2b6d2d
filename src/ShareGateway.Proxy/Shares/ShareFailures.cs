using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Shares;

/// <summary>One place that says what each failure of a share means for the log, for the caller and for the status.</summary>
internal static class ShareFailures
{
    /// <summary>Outcome for the closing entry, and reason for the caller.</summary>
    public static (ClosingOutcome Outcome, string Reason) Of(Exception exception, bool clientGone, bool tooLong) => exception switch
    {
        AuditUnavailableException => (ClosingOutcome.Fault, "audit-unavailable"),
        RecordException => (ClosingOutcome.RecordRefused, "upstream-unusable"),
        UnusableUpstreamException => (ClosingOutcome.UpstreamFailed, "upstream-unusable"),
        UpstreamException or HttpRequestException => (ClosingOutcome.UpstreamFailed, "upstream-failed"),
        NoLongerCoveredException { Reason: "quota-used-up" } over => (ClosingOutcome.Quota, over.Reason),
        NoLongerCoveredException { Reason: "consent-knowledge-too-old" } old => (ClosingOutcome.ConsentStale, old.Reason),
        NoLongerCoveredException over => (ClosingOutcome.Fault, over.Reason),
        _ when clientGone => (ClosingOutcome.ClientGone, "fault"),
        OperationCanceledException when tooLong => (ClosingOutcome.UpstreamFailed, "answer-too-long"),
        OperationCanceledException => (ClosingOutcome.UpstreamFailed, "upstream-failed"),
        _ => (ClosingOutcome.Fault, "fault"),
    };

    /// <summary>HTTP status of a reason that ends a share before its first byte.</summary>
    public static int StatusOf(string reason) => reason switch
    {
        "upstream-failed" or "upstream-unusable" => StatusCodes.Status502BadGateway,
        "answer-too-long" => StatusCodes.Status504GatewayTimeout,
        "quota-used-up" => StatusCodes.Status429TooManyRequests,
        "agreement-over" => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}

/// <summary>The upstream answered, but not with what the contract names: another status, media type, charset or encoding.</summary>
internal sealed class UnusableUpstreamException() : Exception("the upstream's answer is not what the contract names");

/// <summary>A share that began is no longer permitted.</summary>
internal sealed class NoLongerCoveredException(string reason) : Exception($"no longer covered: {reason}")
{
    /// <summary>Stable reason code.</summary>
    public string Reason { get; } = reason;
}
