using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Keys.Storage;
using ShareGateway.Policy;
using ShareGateway.Privacy.Keys;
using ShareGateway.Proxy.Edge;
using ShareGateway.Proxy.Identity;
using ShareGateway.Proxy.Policies;
using ShareGateway.Proxy.Refusals;
using ShareGateway.Proxy.Telemetry;

namespace ShareGateway.Proxy.Reidentifications;

/// <summary>
/// <c>POST /v1/reidentifications</c>, <c>…/{id}/approval</c>, <c>…/{id}/result</c>: leads stand-ins back to people, under four eyes. One data protection officer
/// asks, another approves the very list, the first gets the result, once, within 15 minutes. Each step is in the audit log before it counts, and then
/// in a warning and a metric, so that somebody is alerted who is neither of the two.
/// </summary>
internal sealed partial class ReidentificationsEndpoint(
    ReidentificationLedger ledger, Capabilities capabilities, StandInSearch search, AuditLog log, RefusalWriter refusals, GatewayMetrics metrics, ILogger<ReidentificationsEndpoint> logger) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1); // so that two results cannot both find a request unresolved

    /// <summary>Takes a request.</summary>
    public Task RequestAsync(HttpContext context) => StepAsync(context, async () =>
    {
        var list = await PostedJson.ReadAsync(context, ReidentificationJson.Default.ReidentificationForm);
        if (list is null || list.Wrong() is not null || StandInSearch.Find(context.Policies().Set, list) is not { } sought)
        {
            return "reidentification-invalid";
        }

        if (sought.Plan.Reidentification != Reidentification.TwoPeople)
        {
            return "reidentification-not-allowed";
        }

        var one = new ReidentificationCase(
            RandomId.Create(), ReidentificationState.Requested, list.Case!, list.Ground!, list.Agreement!, list.Field!, list.Values?.Count ?? 0, list.Hash(), PersonOf(context), "");
        await WriteAsync(ReidentificationLedger.RequestedEntry(one));
        metrics.Reidentified("requested");
        Log.Requested(logger, one.Id, one.Values, one.Agreement);
        await AnswerAsync(context, StatusCodes.Status201Created, one, ReidentificationJson.Default.ReidentificationCase);
        return null;
    });

    /// <summary>Shows a request to whoever is to approve it.</summary>
    public Task ShowAsync(HttpContext context) => StepAsync(context, async () =>
    {
        if (CaseOf(context) is not { } one)
        {
            return "reidentification-unknown";
        }

        await AnswerAsync(context, StatusCodes.Status200OK, one, ReidentificationJson.Default.ReidentificationCase);
        return null;
    });

    /// <summary>Approves a request: another person, and the list that this person has seen.</summary>
    public Task ApproveAsync(HttpContext context) => StepAsync(context, async () =>
    {
        var form = await PostedJson.ReadAsync(context, ReidentificationJson.Default.ApprovalForm);
        if (CaseOf(context) is not { } one)
        {
            return "reidentification-unknown";
        }

        var by = PersonOf(context);
        var reason = one.State != ReidentificationState.Requested ? "reidentification-not-open"
            : by == one.RequestedBy ? "reidentification-same-person"
            : form?.ListSha256 != one.ListSha256 ? "reidentification-other-list"
            : IsAllowed(context, one) ? null : "reidentification-not-allowed";
        if (reason is not null)
        {
            return reason;
        }

        await WriteAsync(ReidentificationLedger.ApprovedEntry(one.Id, by));
        metrics.Reidentified("approved");
        Log.Approved(logger, one.Id);
        var (capability, until) = capabilities.Issue(ledger.Find(one.Id)!);
        await AnswerAsync(context, StatusCodes.Status200OK, new ApprovalAnswer(capability, until), ReidentificationJson.Default.ApprovalAnswer);
        return null;
    });

    /// <summary>Gives the result, once, to who requested it.</summary>
    public Task ResolveAsync(HttpContext context) => StepAsync(context, async () =>
    {
        var form = await PostedJson.ReadAsync(context, ReidentificationJson.Default.ResultForm);
        if (CaseOf(context) is not { } one)
        {
            return "reidentification-unknown";
        }

        if (form is not { Capability: { } capability, List: { } list } || list.Wrong() is not null)
        {
            return "reidentification-invalid";
        }

        var reason = one.State != ReidentificationState.Approved ? "reidentification-not-open"
            : PersonOf(context) != one.RequestedBy ? "reidentification-other-person"
            : list.Hash() != one.ListSha256 ? "reidentification-other-list"
            : !capabilities.IsGood(capability, one) ? "capability-invalid"
            : IsAllowed(context, one) ? null : "reidentification-not-allowed";
        if (reason is not null)
        {
            return reason;
        }

        var sought = StandInSearch.Find(context.Policies().Set, list)!.Value;
        var result = search.Resolve(sought.Plan, sought.Field, list);
        await WriteAsync(ReidentificationLedger.ResolvedEntry(one.Id, result.Found.Count, PersonOf(context)));
        metrics.Reidentified("resolved");
        Log.Resolved(logger, one.Id, result.Found.Count, one.Values);
        await AnswerAsync(context, StatusCodes.Status200OK, result, ReidentificationJson.Default.ReidentificationResult);
        return null;
    });

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async Task StepAsync(HttpContext context, Func<Task<string?>> step)
    {
        await _oneAtATime.WaitAsync(context.RequestAborted);
        try
        {
            if (await step() is { } reason)
            {
                await refusals.WriteAsync(context, new(reason, StatusFor(reason)));
            }
        }
        catch (AuditUnavailableException)
        {
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "audit-unavailable");
        }
        catch (KeyUnavailableException)
        {
            await refusals.WriteAsync(context, new("keys-destroyed", StatusCodes.Status409Conflict));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private ReidentificationCase? CaseOf(HttpContext context) => ledger.Find(context.GetRouteValue("id") as string ?? "");

    /// <summary>The rule may have become tighter since the request.</summary>
    private static bool IsAllowed(HttpContext context, ReidentificationCase one) => context.Policies().Set.Plans.Any(plan =>
        plan.AgreementId == one.Agreement && plan.Reidentification == Reidentification.TwoPeople && plan.Fields.Any(field => field.Path.ToString() == one.Field));

    private async Task WriteAsync(AdministrativeEntry entry)
    {
        await log.AppendAsync(entry);
        ledger.Take(entry);
    }

    private static string PersonOf(HttpContext context) => Staff.Of(context.User).Person;

    private static int StatusFor(string reason) => reason switch
    {
        "reidentification-invalid" => StatusCodes.Status400BadRequest,
        "reidentification-unknown" => StatusCodes.Status404NotFound,
        "reidentification-not-open" or "reidentification-other-list" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status403Forbidden,
    };

    private static async Task AnswerAsync<T>(HttpContext context, int status, T answer, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "private, no-store";
        await JsonSerializer.SerializeAsync(context.Response.Body, answer, type, context.RequestAborted);
    }

    // Numbers and the request's random id. Never the file or the ground, which people word, and never who stands behind what.
    private static partial class Log
    {
        [LoggerMessage(1801, LogLevel.Warning, "Re-identification {Id} asked for: {Values} stand-ins delivered under {Agreement}")]
        public static partial void Requested(ILogger logger, string id, int values, string agreement);

        [LoggerMessage(1802, LogLevel.Warning, "Re-identification {Id} approved")]
        public static partial void Approved(ILogger logger, string id);

        [LoggerMessage(1803, LogLevel.Warning, "Re-identification {Id}: {Found} of {Values} stand-ins led back to people")]
        public static partial void Resolved(ILogger logger, string id, int found, int values);
    }
}
