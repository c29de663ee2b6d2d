using System.Net.Http.Headers;
using ShareGateway.Policy;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Shares;

/// <summary>The media types of the three forms, and which upstream bodies count as one.</summary>
internal static class MediaTypes
{
    public static string Of(RecordFormat format) => format switch
    {
        RecordFormat.Json => "application/json",
        RecordFormat.Ndjson => "application/x-ndjson",
        RecordFormat.Csv => "text/csv; charset=utf-8",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>The form's name, as the audit log has it.</summary>
    public static string NameOf(RecordFormat format) => format switch
    {
        RecordFormat.Json => "json",
        RecordFormat.Ndjson => "ndjson",
        RecordFormat.Csv => "csv",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>The form without parameters, as it is asked for and compared.</summary>
    public static string Plain(RecordFormat format) => format is RecordFormat.Csv ? "text/csv" : Of(format);

    /// <summary>True for a whole UTF-8 body of exactly this form, plain or in the server's own coding: whatever else comes is refused unread.</summary>
    public static bool IsUsable(HttpResponseMessage upstream, ContractServer expected)
    {
        var headers = upstream.Content.Headers;
        return upstream.StatusCode == System.Net.HttpStatusCode.OK
            && IsExpected(headers.ContentEncoding, expected.Encoding)
            && headers.ContentRange is null
            && ShowsItsEnd(upstream)
            && headers.NonValidated.TryGetValues("Content-Type", out var types) && types.Count == 1 // of two, each program believes another
            && (types.ToString().Equals(Plain(expected.Format), StringComparison.OrdinalIgnoreCase) // what most servers write: nothing to take apart
                || (headers.ContentType is { } type && Matches(type, expected.Format)));
    }

    /// <summary>One coding at most, once, and only the one that the contract names.</summary>
    private static bool IsExpected(ICollection<string> codings, string expected) =>
        codings.Count == 0 || (codings.Count == 1 && expected.Length > 0 && codings.Contains(expected, StringComparer.OrdinalIgnoreCase));

    /// <summary>A body that ends when the connection does cannot be told from one that was cut (RFC 9112, section 8).</summary>
    /// <remarks>The same holds for a length that is no number, for two lengths, for a length beside chunks, and for another transfer coding: another program on the way may have gone by the other (section 6.3).</remarks>
    private static bool ShowsItsEnd(HttpResponseMessage upstream)
    {
        var lengths = upstream.Content.Headers.NonValidated.TryGetValues("Content-Length", out var written) ? written.Count : 0;
        var codings = upstream.Headers.TransferEncoding.Count;
        return upstream.Version.Major >= 2
            || (codings == 1 && upstream.Headers.TransferEncodingChunked == true && lengths == 0)
            || (codings == 0 && lengths == 1 && upstream.Content.Headers.ContentLength is not null);
    }

    private static bool Matches(MediaTypeHeaderValue type, RecordFormat expected) =>
        Plain(expected).Equals(type.MediaType, StringComparison.OrdinalIgnoreCase)
        && !type.Parameters.Any(parameter => parameter.Name == "header" && parameter.Value == "absent") // RFC 4180: the first row is data
        && (type.CharSet is null || type.CharSet.AsSpan().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
