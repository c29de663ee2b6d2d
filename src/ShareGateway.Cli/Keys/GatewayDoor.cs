using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using ShareGateway.Keys.Custody;

namespace ShareGateway.Cli.Keys;

/// <summary>The management listener of a gateway that runs.</summary>
internal sealed class GatewayDoor(Uri gateway, string token) : IKeyDoor
{
    /// <inheritdoc/>
    public async Task<KeyAnswer> RunAsync(KeyOrder order, CancellationToken cancellationToken)
    {
        var (_, answer) = await SendAsync(HttpMethod.Post, "/v1/keys/orders", JsonSerializer.Serialize(order, KeyJson.Default.KeyOrder), cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(answer, KeyJson.Default.KeyAnswer) ?? throw Refused(answer);
        }
        catch (JsonException)
        {
            throw Refused(answer);
        }
    }

    /// <summary>Sends a request and gives its status and body.</summary>
    /// <exception cref="DoorShutException">The gateway cannot be reached.</exception>
    public async Task<(int Status, string Body)> SendAsync(HttpMethod method, string path, string? body, CancellationToken cancellationToken)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(method, new Uri(gateway, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, MediaTypeNames.Application.Json);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (HttpRequestException exception)
        {
            throw new DoorShutException($"the gateway at `{gateway.GetLeftPart(UriPartial.Authority)}` cannot be reached: {exception.Message}", exception);
        }
    }

    private static DoorShutException Refused(string answer) => new($"the gateway refused: {answer}");
}
