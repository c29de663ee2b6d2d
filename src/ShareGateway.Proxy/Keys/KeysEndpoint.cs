using System.Text.Json;

namespace ShareGateway.Proxy.Keys;

/// <summary><c>GET /v1/keys</c>: names and check values of the keys that the gateway works with, for its staff. No secret is among them.</summary>
internal static class KeysEndpoint
{
    public static async Task ListAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "private, no-store";
        await using var json = new Utf8JsonWriter(context.Response.Body);
        json.WriteStartObject();
        json.WriteStartArray("keys");
        foreach (var (name, checkValue) in context.RequestServices.GetRequiredService<GatewayKeys>().CheckValues)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("checkValue", checkValue);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(context.RequestAborted);
    }
}
