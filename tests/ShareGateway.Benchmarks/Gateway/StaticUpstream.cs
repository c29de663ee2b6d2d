using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>
/// The upstream: answers made before the first request, sent as they lie in memory. A web server would share the two or four cores of
/// the machine with the proxy that is measured; this one costs one read and one write an answer. Big bodies come chunked, in pieces of 16 KiB: who
/// streams what a database gives does not know how long it will be.
/// </summary>
internal sealed class StaticUpstream
{
    private const int MaxRequestBytes = 16 * 1024;
    private const int BigBytes = 64 * 1024;
    private const int PieceBytes = 16 * 1024;
    private static readonly byte[] LastPiece = "0\r\n\r\n"u8.ToArray();
    private readonly Dictionary<string, (byte[] Head, byte[] Body, int Times)> _answers = new(StringComparer.Ordinal);

    private StaticUpstream(int streamBytes)
    {
        foreach (var (path, (mediaType, body)) in RecordBodies.All(streamBytes))
        {
            Add(path, mediaType, body, 1);
        }

        var (lines, bytes) = (_answers["/lines.ndjson"], RecordBodies.All(streamBytes)["/lines.ndjson"].Body.Length);
        _answers["/long.ndjson"] = lines with { Times = (int)(BenchmarkOptions.LongBytes / bytes) };
    }

    /// <summary>Serves until the process is killed.</summary>
    public static async Task RunAsync(int port, int streamBytes)
    {
        var upstream = new StaticUpstream(streamBytes);
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        while (true)
        {
            _ = upstream.ServeAsync(await listener.AcceptSocketAsync());
        }
    }

    private void Add(string path, string mediaType, byte[] body, int times)
    {
        var isBig = body.Length >= BigBytes;
        var framing = isBig ? "Transfer-Encoding: chunked" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}");
        _answers[path] = (Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {mediaType}\r\n{framing}\r\n\r\n"), isBig ? InPieces(body) : body, times);
    }

    private static byte[] InPieces(byte[] body)
    {
        using var framed = new MemoryStream(body.Length + (body.Length / 1024));
        for (var at = 0; at < body.Length; at += PieceBytes)
        {
            var piece = body.AsSpan(at, Math.Min(PieceBytes, body.Length - at));
            framed.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{piece.Length:x}\r\n")));
            framed.Write(piece);
            framed.Write("\r\n"u8);
        }

        return framed.ToArray();
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            client.NoDelay = true;
            var request = new byte[MaxRequestBytes];
            var filled = 0;
            try
            {
                while (await client.ReceiveAsync(request.AsMemory(filled)) is > 0 and var read)
                {
                    filled += read;
                    if (request.AsSpan(0, filled).EndsWith("\r\n\r\n"u8))
                    {
                        await AnswerAsync(client, PathOf(request.AsSpan(0, filled)));
                        filled = 0;
                    }
                }
            }
            catch (SocketException)
            {
                // the proxy went away
            }
        }
    }

    private async Task AnswerAsync(Socket client, string path)
    {
        var (head, body, times) = _answers.TryGetValue(path, out var known)
            ? known
            : ("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), [], 1);
        if (body.Length < BigBytes)
        {
            await client.SendAsync([head, body]); // one packet, as a server with a buffer would send it
            return;
        }

        await SendAllAsync(client, head);
        for (var i = 0; i < times; i++)
        {
            await SendAllAsync(client, body);
        }

        await SendAllAsync(client, LastPiece);
    }

    private static async Task SendAllAsync(Socket client, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await client.SendAsync(bytes)..];
        }
    }

    private static string PathOf(ReadOnlySpan<byte> request)
    {
        var target = request[(request.IndexOf((byte)' ') + 1)..];
        return Encoding.ASCII.GetString(target[..target.IndexOfAny((byte)' ', (byte)'?')]);
    }
}
