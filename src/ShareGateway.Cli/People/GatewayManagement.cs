using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ShareGateway.Cli.People;

/// <summary>What the command line asks a running gateway on its management listener. Follows no redirect: the request names a person.</summary>
internal static class GatewayManagement
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<(IReadOnlyList<PersonKeys>? Keys, string Problem)> AskKeysAsync(
        Uri gateway, string tokenFile, string scheme, string id, string? controller, CancellationToken stop)
    {
        var question = new Dictionary<string, string>(StringComparer.Ordinal) { ["scheme"] = scheme, ["id"] = id };
        if (controller is not null)
        {
            question["controller"] = controller;
        }

        var (answer, problem) = await PostAsync(gateway, "/v1/subject-keys", tokenFile, JsonSerializer.SerializeToUtf8Bytes(question), stop);
        return answer is null ? (null, problem) : ([.. Read(answer)], "");
    }

    public static async Task<string> NoteErasureAsync(Uri gateway, string tokenFile, long rows, ulong before, CancellationToken stop)
    {
        byte[] note = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, long>(StringComparer.Ordinal) { ["rows"] = rows, ["before"] = (long)before });
        return (await PostAsync(gateway, "/v1/register-erasures", tokenFile, note, stop)).Problem;
    }

    public static async Task<string> AnnouncePruningAsync(Uri gateway, string tokenFile, ulong below, CancellationToken stop)
    {
        byte[] note = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, long>(StringComparer.Ordinal) { ["below"] = (long)below });
        return (await PostAsync(gateway, "/v1/log-prunings", tokenFile, note, stop)).Problem;
    }

    private static IEnumerable<PersonKeys> Read(byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        foreach (var subject in document.RootElement.GetProperty("subjects").EnumerateArray())
        {
            yield return new PersonKeys(
                subject.GetProperty("controller").GetString()!,
                [.. subject.GetProperty("audit").EnumerateArray().Select(key => Convert.FromHexString(key.GetString()!))],
                [Convert.FromHexString(subject.GetProperty("consent").GetString()!)]);
        }
    }

    private static async Task<(byte[]? Answer, string Problem)> PostAsync(Uri gateway, string path, string tokenFile, byte[] body, CancellationToken stop)
    {
        try
        {
            string token = (await File.ReadAllTextAsync(tokenFile, stop)).Trim();
            using var connection = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, path)) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(Patience);
            using var response = await connection.SendAsync(request, limit.Token);
            byte[] answer = await response.Content.ReadAsByteArrayAsync(limit.Token);
            return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent ? (answer, "") : (null, $"the gateway answered {(int)response.StatusCode}{ReasonIn(answer)}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or FormatException)
        {
            return (null, $"the gateway cannot be asked: {e.Message}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, $"the gateway did not answer within {Patience.TotalSeconds} s");
        }
    }

    private static string ReasonIn(byte[] problem)
    {
        try
        {
            using var document = JsonDocument.Parse(problem);
            return document.RootElement.TryGetProperty("reason", out var reason) ? $": {reason.GetString()}" : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
