using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ShareGateway.Proxy.Edge;

/// <summary>What was posted to the gateway as JSON.</summary>
internal static class PostedJson
{
    /// <summary>Reads the body whole.</summary>
    /// <param name="context">The request.</param>
    /// <param name="type">What it should be.</param>
    /// <returns>Null when it is not sent as JSON, is none, or is not of that type. Not why: the reader's message could quote what was posted.</returns>
    /// <exception cref="BadHttpRequestException">It is longer than allowed, or not whole.</exception>
    public static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return context.Request.HasJsonContentType() ? await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
