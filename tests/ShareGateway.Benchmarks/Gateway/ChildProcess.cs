using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>A process of the benchmark. It is killed when this is disposed.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 20;
    private static readonly string Host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private bool _isGone;

    private ChildProcess(string name, Process process)
    {
        (Name, _process) = (name, process);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Name { get; }

    public int Id => _process.Id;

    /// <summary>Starts this program in another role: with a heap for each core, as the web SDK ships a web application, which this project is none of.</summary>
    public static ChildProcess StartRole(string name, params IEnumerable<string> arguments) =>
        Start(name, Host, [("DOTNET_gcServer", "1")], [Path.Combine(AppContext.BaseDirectory, "ShareGateway.Benchmarks.dll"), "gateway", .. arguments]);

    /// <summary>Starts a program of ours, built beside this one, as its own files set it up.</summary>
    public static ChildProcess StartOurs(string name, string assembly, params IEnumerable<string> arguments) =>
        Start(name, Host, [], [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]);

    /// <summary>Starts any program.</summary>
    public static ChildProcess Start(string name, string program, params IEnumerable<string> arguments) => Start(name, program, [], arguments);

    private static ChildProcess Start(string name, string program, (string Name, string Value)[] environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        return new(name, Process.Start(start) ?? throw new InvalidOperationException($"`{program}` did not start"));
    }

    /// <summary>Waits until the process listens.</summary>
    public async Task WaitForPortAsync(int port, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            ThrowIfGone();
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port, limit.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, limit.Token);
            }
        }
    }

    /// <exception cref="InvalidOperationException">The process has ended; the message holds its last words.</exception>
    public void ThrowIfGone()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"{Name} ended with {_process.ExitCode}:\n{string.Join('\n', _said)}");
        }
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isGone)
        {
            return;
        }

        _isGone = true;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _said.Enqueue(line);
            while (_said.Count > KeptLines && _said.TryDequeue(out _))
            {
            }
        }
    }
}
