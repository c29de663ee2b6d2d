using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace ShareGateway.Proxy.Edge;

/// <summary>
/// The first look at a request, before routing: refuses whatever two programs on the way could read in two ways. The upstream's URL
/// is never made from this path, so this is a second lock, not the only one.
/// </summary>
/// <remarks>Source of the corpus: CVE-2019-9901, YARP issue 1419, RFC 9112 sections 6.1 and 6.3 (request smuggling).</remarks>
internal static class EdgeGuard
{
    private const int MaxTargetBytes = 4096; // a page token is about 400 characters; nothing of ours needs more
    private static readonly SearchValues<char> ForbiddenInPath = SearchValues.Create("%\\;\0");

    /// <summary>Tells why a request may not go on; null when it may.</summary>
    /// <param name="rawTarget">The request line's target, untouched.</param>
    /// <param name="request">The request's method and headers.</param>
    /// <param name="mayCarryBody">True where a body is expected: the management listener's POST. Asked of nothing else.</param>
    public static EdgeRefusal? Check(string rawTarget, HttpRequest request, Func<HttpContext, bool> mayCarryBody)
    {
        if (rawTarget.Length > MaxTargetBytes)
        {
            return new(StatusCodes.Status414UriTooLong, "target-too-long");
        }

        if (!IsPlainPath(PathOf(rawTarget)))
        {
            return new(StatusCodes.Status400BadRequest, "target-ambiguous");
        }

        // Methods are case-sensitive (RFC 9110, section 9.1): `get` is another one, whatever routing makes of it.
        var bodyExpected = request.Method == HttpMethods.Post && mayCarryBody(request.HttpContext);
        if (request.Method != HttpMethods.Get && !bodyExpected)
        {
            return new(StatusCodes.Status405MethodNotAllowed, "method-not-allowed");
        }

        return CheckFraming(request, bodyExpected);
    }

    public static IApplicationBuilder UseEdgeGuard(this IApplicationBuilder app, Func<HttpContext, bool> mayCarryBody) =>
        app.Use((context, next) =>
        {
            var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            if (Check(target, context.Request, mayCarryBody) is { } refusal)
            {
                context.Response.Headers.Connection = "close";
                return Problem.WriteAsync(context, refusal.Status, refusal.Reason);
            }

            return next(context);
        });

    private static EdgeRefusal? CheckFraming(HttpRequest request, bool bodyExpected)
    {
        var headers = request.Headers;
        var hasEncoding = headers.TransferEncoding.Count > 0;

        // X-Content-Length is where Kestrel keeps the length of a message that claimed two framings (RFC 9112, section 6.1).
        if (headers.ContainsKey("X-Content-Length") || (hasEncoding && headers.ContentLength is not null))
        {
            return new(StatusCodes.Status400BadRequest, "framing-ambiguous");
        }

        if (hasEncoding && !string.Equals(headers.TransferEncoding, "chunked", StringComparison.OrdinalIgnoreCase))
        {
            return new(StatusCodes.Status400BadRequest, "framing-unsupported");
        }

        if (!bodyExpected && (hasEncoding || headers.ContentLength > 0))
        {
            return new(StatusCodes.Status400BadRequest, "body-not-allowed");
        }

        return headers.ContainsKey("Range") || headers.ContainsKey("Upgrade")
            ? new(StatusCodes.Status400BadRequest, "header-not-allowed")
            : null;
    }

    private static ReadOnlySpan<char> PathOf(string rawTarget)
    {
        var end = rawTarget.IndexOf('?', StringComparison.Ordinal);
        return end < 0 ? rawTarget : rawTarget.AsSpan(0, end);
    }

    private static bool IsPlainPath(ReadOnlySpan<char> path) =>
        path is ['/', ..]
        && path.IndexOfAny(ForbiddenInPath) < 0
        && !path.ContainsAnyExceptInRange('!', '~')
        && !path.Contains("//", StringComparison.Ordinal)
        && !path.Contains("/.", StringComparison.Ordinal);
}

/// <summary>Why the edge refuses a request.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Reason">Stable reason code.</param>
internal sealed record EdgeRefusal(int Status, string Reason);
