using System.Net;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>Looks at an answer before it is measured: a side that sends the wrong thing fast is no measurement.</summary>
internal static class Probe
{
    private const string NeverFromMasks = "customer_id";
    private const string NeverFromGateway = "rue des Exemples";

    /// <summary>Asks once.</summary>
    /// <returns>Null when the answer is right; else what is wrong with it.</returns>
    public static async Task<string?> CheckAsync(Case asked, CancellationToken stop)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{asked.Port}{asked.Path}"));
        foreach (var header in asked.Headers)
        {
            request.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]);
        }

        using var response = await http.SendAsync(request, stop);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return $"answers {(int)response.StatusCode}";
        }

        return Fault(asked, await response.Content.ReadAsByteArrayAsync(stop));
    }

    private static string? Fault(Case asked, ReadOnlySpan<byte> body)
    {
        var records = body.Count("\"email\":"u8);
        if (records != asked.Records)
        {
            return FormattableString.Invariant($"answers with {records} records instead of {asked.Records}");
        }

        var text = System.Text.Encoding.UTF8.GetString(body[..Math.Min(body.Length, 100_000)]);
        var masks = asked.Side is Side.MasksInMemory or Side.MasksOnDisk or Side.Lua;
        return (masks && text.Contains(NeverFromMasks, StringComparison.Ordinal))
            || (asked.Side != Side.Plain && (text.Contains(NeverFromGateway, StringComparison.Ordinal) || !text.Contains("***", StringComparison.Ordinal)))
            ? "sends what the agreement leaves out"
            : null;
    }
}
