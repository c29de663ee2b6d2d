using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Proxy.Edge;
using ShareGateway.Proxy.Identity;
using ShareGateway.Proxy.Keys;
using ShareGateway.Proxy.Refusals;

namespace ShareGateway.Proxy.Custody;

/// <summary>
/// <c>POST /v1/pseudonym-translations</c>: while an overlap runs, gives a recipient the new pseudonym for each of its own old ones that an answer has shown
/// in its new form since. Whose pseudonyms they are is the token's word alone; everything else is unknown, and says no more.
/// </summary>
internal sealed class TranslationsEndpoint(GatewayKeys keys, AuditLog log, TranslationQuota quota, RefusalWriter refusals, TimeProvider clock)
{
    /// <summary>The endpoint's path: the one on the partners' listener that takes a body.</summary>
    public const string Path = "/v1/pseudonym-translations";

    private const int MaxPseudonyms = 1_000; // in one request
    private const int MaxBodyBytes = 64 * 1024;

    public async Task PostAsync(HttpContext context)
    {
        var (caller, barred) = Caller.Of(context);
        if (barred is not null || caller.Recipient is null)
        {
            await refusals.WriteAsync(context, barred ?? new("unknown-recipient", StatusCodes.Status403Forbidden) { ClientId = caller.ClientId });
            return;
        }

        if (await ReadAsync(context) is not { Count: > 0 and <= MaxPseudonyms } asked)
        {
            await RefuseAsync(context, caller, "translations-invalid", StatusCodes.Status400BadRequest);
            return;
        }

        if (!quota.TryTake(caller.RecipientId, asked.Count, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)))
        {
            await RefuseAsync(context, caller, "translations-used-up", StatusCodes.Status429TooManyRequests);
            return;
        }

        await AnswerAsync(context, caller, [.. asked.Select(old => keys.Translate(caller.RecipientId, old))]);
    }

    private async Task AnswerAsync(HttpContext context, Caller caller, string?[] translated)
    {
        try
        {
            await log.AppendAsync(AdministrativeEntry.Of(
                "pseudonyms.translated",
                ("recipient", caller.RecipientId),
                ("client", caller.ClientId),
                ("asked", Text(translated.Length)),
                ("translated", Text(translated.Count(one => one is not null)))));
        }
        catch (AuditUnavailableException)
        {
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "audit-unavailable");
            return;
        }

        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "private, no-store";
        await JsonSerializer.SerializeAsync(context.Response.Body, new TranslationAnswer(translated), TranslationJson.Default.TranslationAnswer, context.RequestAborted);
    }

    private Task RefuseAsync(HttpContext context, Caller caller, string reason, int status) =>
        refusals.WriteAsync(context, new(reason, status) { ClientId = caller.ClientId, Recipient = caller.RecipientId });

    private static async Task<IReadOnlyList<string>?> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxBodyBytes;
        }

        try
        {
            var form = await PostedJson.ReadAsync(context, TranslationJson.Default.TranslationForm);
            return form?.Pseudonyms is { } pseudonyms && pseudonyms.All(one => one is not null) ? pseudonyms : null;
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a recipient asks.</summary>
/// <param name="Pseudonyms">Its old pseudonyms, 1,000 at most.</param>
internal sealed record TranslationForm(IReadOnlyList<string>? Pseudonyms);

/// <summary>What it is told.</summary>
/// <param name="Pseudonyms">The new ones in the same order; null for each that is not known.</param>
internal sealed record TranslationAnswer(IReadOnlyList<string?> Pseudonyms);

/// <summary>Both on the wire.</summary>
[JsonSerializable(typeof(TranslationForm))]
[JsonSerializable(typeof(TranslationAnswer))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
internal sealed partial class TranslationJson : JsonSerializerContext;
