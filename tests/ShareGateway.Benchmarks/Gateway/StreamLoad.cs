using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>One big body, read as fast as it comes and thrown away.</summary>
internal static class StreamLoad
{
    private const int BufferBytes = 512 * 1024;

    /// <summary>Reads one body.</summary>
    /// <param name="measured">What is asked for.</param>
    /// <param name="upstreamBytes">Size of the upstream's body: what a second is counted in.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The answer was not 200, or it was cut.</exception>
    public static async Task<Sample> RunAsync(Case measured, long upstreamBytes, CancellationToken stop)
    {
        measured.Process.ThrowIfGone();
        var before = ProcessCost.Cpu(measured.Process.Id);
        var start = Stopwatch.GetTimestamp();
        await ReadAsync(measured, stop);
        var elapsed = Stopwatch.GetElapsedTime(start);
        var cpu = ProcessCost.Cpu(measured.Process.Id) - before;
        return new(measured.Work, measured.Side, upstreamBytes / elapsed.TotalSeconds, cpu.TotalMicroseconds, 0, 0);
    }

    /// <summary>Reads one answer to its end, without looking at it but for its framing.</summary>
    public static async Task ReadAsync(Case measured, CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, measured.Port, stop);
        var request = $"GET {measured.Path} HTTP/1.1\r\nHost: 127.0.0.1:{measured.Port}\r\nConnection: close\r\n{string.Concat(measured.Headers.Select(header => $"{header}\r\n"))}\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), stop);
        var buffer = new byte[BufferBytes];
        var read = await socket.ReceiveAsync(buffer, stop);
        var head = Encoding.ASCII.GetString(buffer, 0, Math.Min(read, 4096));
        var tail = Array.Empty<byte>();
        for (; read > 0; read = await socket.ReceiveAsync(buffer, stop))
        {
            tail = read >= 5 ? buffer[(read - 5)..read] : [.. tail[^Math.Min(tail.Length, 5 - read)..], .. buffer[..read]];
        }

        var isChunked = head.Contains("chunked", StringComparison.OrdinalIgnoreCase);
        if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) || (isChunked && !tail.AsSpan().SequenceEqual("0\r\n\r\n"u8)))
        {
            throw new InvalidOperationException($"{measured.Side}, {measured.Work}: the answer was refused or cut:\n{head}");
        }
    }
}
