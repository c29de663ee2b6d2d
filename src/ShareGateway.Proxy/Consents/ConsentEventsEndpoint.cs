using System.Globalization;
using System.Text.Json;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Consent;
using ShareGateway.Proxy.Edge;
using ShareGateway.Proxy.Identity;
using ShareGateway.Proxy.Policies;
using ShareGateway.Proxy.Telemetry;

namespace ShareGateway.Proxy.Consents;

/// <summary>
/// <c>POST /v1/consent-events</c>: a batch goes in whole or not at all, and is in force for the next record when the answer comes.
/// </summary>
internal sealed class ConsentEventsEndpoint(
    ConsentEventReader reader, ConsentStore store, ConsentIndex index, AuditLog log, GatewayMetrics metrics)
{
    private const int MaxEvents = 10_000;

    public async Task PostAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } forms || forms.Count is 0 or > MaxEvents)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, []);
            return;
        }

        var events = new List<ConsentEvent>(forms.Count);
        var problems = new List<(int Index, string Member)>();
        for (var i = 0; i < forms.Count; i++)
        {
            var (read, wrong) = reader.Read(forms[i], context.Policies());
            if (read is null)
            {
                problems.Add((i, wrong!));
                continue;
            }

            events.Add(read);
        }

        if (problems.Count > 0)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, problems);
            return;
        }

        await StoreAsync(context, events);
    }

    private async Task StoreAsync(HttpContext context, List<ConsentEvent> events)
    {
        try
        {
            await RecordAsync(context, events.Count);
            var receipt = await store.AppendAsync(events, context.RequestAborted);
            if (!receipt.Accepted)
            {
                var status = receipt.Conflicts.IsEmpty ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict;
                await RefuseAsync(context, status, [.. receipt.Rejections.Select(r => (r.Index, NameOf(r.Problem))), .. ConflictsOf(receipt, events)]);
                return;
            }

            // Before the answer: whoever reads 200 may rely on it.
            await index.SyncAsync(CancellationToken.None);
            metrics.ConsentEvents(receipt.Appended);
            await AnswerAsync(context, receipt);
        }
        catch (Exception exception) when (exception is AuditUnavailableException or ConsentUnavailableException)
        {
            var reason = exception is AuditUnavailableException ? "audit-unavailable" : "consent-knowledge-too-old";
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, reason);
        }
    }

    private async Task RecordAsync(HttpContext context, int count) =>
        await log.AppendAsync(
            AdministrativeEntry.Of(
                "consent.received",
                ("client", RecipientClaims.ClientId(context.User)),
                ("events", count.ToString(CultureInfo.InvariantCulture))),
            ReadOnlyMemory<SubjectReference>.Empty,
            context.RequestAborted);

    private static async Task<IReadOnlyList<ConsentEventForm>?> ReadAsync(HttpContext context)
    {
        var batch = await PostedJson.ReadAsync(context, ConsentJson.Default.ConsentBatchForm);
        return batch?.Events is { } events && events.All(e => e is not null) ? events : null;
    }

    private static IEnumerable<(int Index, string Member)> ConflictsOf(ConsentReceipt receipt, List<ConsentEvent> events) =>
        receipt.Conflicts.Select(id => (events.FindIndex(e => e.EventId == id), "eventId"));

    private static string NameOf(ConsentEventProblem problem) => JsonNamingPolicy.CamelCase.ConvertName(problem.ToString());

    private static async Task AnswerAsync(HttpContext context, ConsentReceipt receipt)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "private, no-store";
        await context.Response.WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $"{{\"appended\":{receipt.Appended},\"repeated\":{receipt.Repeated}}}"), context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, int status, IReadOnlyList<(int Index, string Member)> problems) =>
        Problem.WriteAsync(context, status, "events-invalid", json =>
        {
            json.WriteStartArray("events");
            foreach (var (index, member) in problems.Take(100))
            {
                json.WriteStartObject();
                json.WriteNumber("index", index);
                json.WriteString("member", member);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
}
