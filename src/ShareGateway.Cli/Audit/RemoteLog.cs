using System.Net;
using System.Text;
using ShareGateway.Audit.Merkle;

namespace ShareGateway.Cli.Audit;

/// <summary>A log where it is published, such as <c>https://gateway.example/log</c>. What it says needs no trust: signatures and hashes tell.</summary>
internal sealed class RemoteLog : ITileSource, IDisposable
{
    private const int MaxBytes = 256 * 65_537; // a full bundle of the longest entries
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.GZip });
    private readonly Uri _prefix;

    public RemoteLog(Uri prefix) => _prefix = new Uri(prefix.AbsoluteUri.TrimEnd('/') + "/");

    public byte[] Read(TileAddress address) => Get(address.ToString());

    /// <summary>A small text; null when there is none.</summary>
    /// <exception cref="IOException">The server cannot be reached.</exception>
    public string? Text(string name)
    {
        try
        {
            return Encoding.UTF8.GetString(Get(name));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private byte[] Get(string path)
    {
        var address = new Uri(_prefix, path);
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = _http.Send(request, limit.Token);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                throw new FileNotFoundException($"`{address}` is not there");
            }

            return response.IsSuccessStatusCode ? Body(response, limit.Token) : throw new IOException($"`{address}` answers {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            throw new IOException($"`{address}` cannot be read: {e.Message}", e);
        }
    }

    private static byte[] Body(HttpResponseMessage response, CancellationToken limit)
    {
        using var stream = response.Content.ReadAsStream(limit);
        using var body = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MaxBytes)
            {
                throw new IOException($"expected at most {MaxBytes} bytes from `{response.RequestMessage!.RequestUri}`");
            }
        }

        return body.ToArray();
    }
}
