using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Shares;

/// <summary>What a partner asks, read from the request: closed vocabulary, each word once.</summary>
/// <param name="Purpose">The DPV term as written; null when none is named.</param>
/// <param name="Format">The form asked for.</param>
/// <param name="Limit">Records on a page; JSON only.</param>
/// <param name="Page">A page token as it came; null for the first page.</param>
internal sealed record ShareQuestion(string? Purpose, RecordFormat Format, int Limit, string? Page)
{
    public const string PurposeHeader = "Sharing-Purpose";
    public const int DefaultLimit = 100;
    public const int MaxLimit = 10_000;

    /// <summary>Reads a request.</summary>
    /// <returns>The question, or the reason code for which it is refused.</returns>
    public static (ShareQuestion? Question, string? Refusal) Read(HttpRequest request)
    {
        var query = QueryHelpers.ParseNullableQuery(request.QueryString.Value);
        if (query is not null && query.Any(pair => pair.Key is not ("purpose" or "limit" or "page") || pair.Value.Count != 1))
        {
            return (null, "parameter-unknown");
        }

        var (purpose, refusal) = ReadPurpose(request.Headers[PurposeHeader], query?.GetValueOrDefault("purpose") ?? default);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        if (ReadFormat(request) is not { } format)
        {
            return (null, "format-not-offered");
        }

        if (query?.TryGetValue("page", out var written) == true && written.ToString().Length == 0)
        {
            return (null, "page-invalid");
        }

        var page = query?.GetValueOrDefault("page").ToString();
        return ReadLimit(query?.GetValueOrDefault("limit") ?? default) is { } limit && (format == RecordFormat.Json || query is null || !query.Keys.Any(k => k != "purpose"))
            ? (new ShareQuestion(purpose, format, limit, string.IsNullOrEmpty(page) ? null : page), null)
            : (null, "parameter-invalid");
    }

    private static (string? Purpose, string? Refusal) ReadPurpose(StringValues header, StringValues parameter)
    {
        if (header.Count > 1)
        {
            return (null, "purpose-ambiguous");
        }

        var (fromHeader, fromQuery) = (header.ToString(), parameter.ToString());
        if (fromHeader.Length > 0 && fromQuery.Length > 0 && fromHeader != fromQuery)
        {
            return (null, "purpose-ambiguous");
        }

        var purpose = fromHeader.Length > 0 ? fromHeader : fromQuery;
        return (purpose.Length > 0 ? purpose : null, null);
    }

    private static int? ReadLimit(StringValues written)
    {
        if (written.Count == 0)
        {
            return DefaultLimit;
        }

        return int.TryParse(written.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? limit
            : null;
    }

    /// <summary>The best of the three forms by quality, then by the caller's order (RFC 9110, section 12.5.1).</summary>
    private static RecordFormat? ReadFormat(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0)
        {
            return RecordFormat.Json;
        }

        if (accept is [{ } single] && FormatOf(single) is { } format)
        {
            return format; // one type without parameters: what most programs send
        }

        if (!MediaTypeHeaderValue.TryParseList(accept, out var wanted))
        {
            return null;
        }

        return wanted.Where(type => type.Quality is not 0)
            .OrderByDescending(type => type.Quality ?? 1)
            .Select(type => FormatOf(type.MediaType.Value))
            .FirstOrDefault(offered => offered is not null);
    }

    private static RecordFormat? FormatOf(string? mediaType) => mediaType switch
    {
        null => null,
        _ when Is(mediaType, "application/json") || Is(mediaType, "application/*") || Is(mediaType, "*/*") => RecordFormat.Json,
        _ when Is(mediaType, "application/x-ndjson") => RecordFormat.Ndjson,
        _ when Is(mediaType, "text/csv") => RecordFormat.Csv,
        _ => null,
    };

    private static bool Is(string mediaType, string known) => mediaType.Equals(known, StringComparison.OrdinalIgnoreCase);
}
