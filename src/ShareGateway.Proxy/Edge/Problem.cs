using System.Text.Encodings.Web;
using System.Text.Json;

namespace ShareGateway.Proxy.Edge;

/// <summary>Writes a refusal as <c>application/problem+json</c> (RFC 9457) with a stable <c>reason</c>. Never carries what was asked.</summary>
internal static class Problem
{
    public const string MediaType = "application/problem+json";

    /// <summary>Writes the whole answer. The response must not have started.</summary>
    /// <param name="context">The request to answer.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="reason">Stable reason code, such as <c>purpose-not-agreed</c>.</param>
    /// <param name="more">Writes further members, such as places in what was posted; never what stood there.</param>
    public static async Task WriteAsync(HttpContext context, int status, string reason, Action<Utf8JsonWriter>? more = null)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "private, no-store";
        var body = Body(status, reason, more);
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static byte[] Body(int status, string reason, Action<Utf8JsonWriter>? more)
    {
        var text = ProblemTexts.Find(reason);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", text.Title);
            json.WriteNumber("status", status);
            json.WriteString("reason", reason);
            json.WriteString("detail", text.WhatToDo);
            more?.Invoke(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
