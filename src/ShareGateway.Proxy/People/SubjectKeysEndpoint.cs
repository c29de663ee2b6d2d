using System.Globalization;
using System.Text;
using System.Text.Json;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Keys.Custody;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Keys;
using ShareGateway.Proxy.Edge;
using ShareGateway.Proxy.Identity;
using ShareGateway.Proxy.Keys;
using ShareGateway.Proxy.Policies;

namespace ShareGateway.Proxy.People;

/// <summary>
/// What a data protection officer needs the gateway for: <c>POST /v1/subject-keys</c> turns an id that they typed into the keys under which the
/// audit trail and the consent store know the person; <c>POST /v1/register-erasures</c> and <c>POST /v1/log-prunings</c> note that a person was
/// erased from the register, or that old segments of the log are about to go. All are audited before they are answered, without the id.
/// </summary>
internal sealed class SubjectKeysEndpoint(GatewayKeys keys, KeyCustody custody, AuditLog log)
{
    public async Task AskAsync(HttpContext context)
    {
        var form = await PostedJson.ReadAsync(context, PeopleJson.Default.SubjectKeysForm);
        string[] controllers = ControllersOf(form, context.Policies());
        byte[] id = Encoding.UTF8.GetBytes(form?.Id ?? "");
        if (controllers.Length == 0 || id.Length is 0 or > CanonicalValue.MaxBytes || KeysOf(controllers, form!.Scheme!, id, context.Policies()) is not { } found)
        {
            await Problem.WriteAsync(context, StatusCodes.Status400BadRequest, "subject-invalid");
            return;
        }

        var recorded = await TryRecordAsync(context, AdministrativeEntry.Of(
            "subject-keys.asked",
            ("controllers", controllers.Length.ToString(CultureInfo.InvariantCulture)), ("person", Staff.Of(context.User).Person), ("scheme", form.Scheme!)));
        if (recorded)
        {
            await AnswerAsync(context, found);
        }
    }

    public async Task NoteErasureAsync(HttpContext context)
    {
        var form = await PostedJson.ReadAsync(context, PeopleJson.Default.RegisterErasureForm);
        if (form is not { Rows: >= 0 and { } rows, Before: >= 0 and { } before })
        {
            await Problem.WriteAsync(context, StatusCodes.Status400BadRequest, "erasure-invalid");
            return;
        }

        var recorded = await TryRecordAsync(context, AdministrativeEntry.Of(
            "register.erased",
            ("before", before.ToString(CultureInfo.InvariantCulture)), ("person", Staff.Of(context.User).Person), ("rows", rows.ToString(CultureInfo.InvariantCulture))));
        if (recorded)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    public async Task AnnouncePruningAsync(HttpContext context)
    {
        var form = await PostedJson.ReadAsync(context, PeopleJson.Default.LogPruningForm);
        if (form is not { Below: > 0 and { } below } || (ulong)below > log.Size)
        {
            await Problem.WriteAsync(context, StatusCodes.Status400BadRequest, "pruning-invalid");
            return;
        }

        var recorded = await TryRecordAsync(context, async () =>
        {
            await custody.RestateAsync(); // before the promise to prune: the entries that go may be the only ones that tell of keys
            await log.AppendAsync(
                AdministrativeEntry.Of(
                    AdministrativeEntry.PrunedAction, ("below", below.ToString(CultureInfo.InvariantCulture)), ("person", Staff.Of(context.User).Person)),
                CancellationToken.None);
        });
        if (recorded)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    private static string[] ControllersOf(SubjectKeysForm? form, LivePolicies policies) => form?.Scheme is not { } scheme ? [] :
    [
        .. policies.Set.Contracts.Select(contract => contract.Controller).Distinct(StringComparer.Ordinal)
            .Where(controller => (form.Controller is null || form.Controller == controller) && policies.Names.FormOfScheme(controller, scheme) is not null)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Null when the id is none of the scheme.</summary>
    private List<FoundKeys>? KeysOf(string[] controllers, string scheme, byte[] id, LivePolicies policies)
    {
        var found = new List<FoundKeys>();
        Span<byte> canonical = stackalloc byte[CanonicalValue.MaxBytes];
        foreach (string controller in controllers)
        {
            if (policies.Names.FormOfScheme(controller, scheme) is not { } form || !CanonicalValue.TryWrite(form, id, canonical, out int written) || written == 0)
            {
                return null;
            }

            var audit = new byte[SubjectReferenceKey.ReferenceBytes];
            var consent = new byte[SubjectReferenceKey.ReferenceBytes];
            keys.AuditKey(controller).Write(scheme, canonical[..written], audit);
            keys.ConsentKey(controller).Write(scheme, canonical[..written], consent);
            found.Add(new FoundKeys(controller, Convert.ToHexStringLower(audit), Convert.ToHexStringLower(consent)));
        }

        return found;
    }

    private Task<bool> TryRecordAsync(HttpContext context, AdministrativeEntry entry) =>
        TryRecordAsync(context, async () => await log.AppendAsync(entry, context.RequestAborted));

    private static async Task<bool> TryRecordAsync(HttpContext context, Func<Task> record)
    {
        try
        {
            await record();
            return true;
        }
        catch (AuditUnavailableException)
        {
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "audit-unavailable");
            return false;
        }
    }

    private static async Task AnswerAsync(HttpContext context, List<FoundKeys> found)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "private, no-store";
        await using var json = new Utf8JsonWriter(context.Response.Body);
        json.WriteStartObject();
        json.WriteStartArray("subjects");
        foreach (var (controller, audit, consent) in found)
        {
            json.WriteStartObject();
            json.WriteString("controller", controller);
            json.WriteStartArray("audit");
            json.WriteStringValue(audit);
            json.WriteEndArray();
            json.WriteString("consent", consent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(context.RequestAborted);
    }

    private sealed record FoundKeys(string Controller, string Audit, string Consent);
}
