using System.Globalization;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>The upstream and all proxies before it, each in its own process; stopped and swept away when this is disposed.</summary>
internal sealed class Site : IAsyncDisposable
{
    /// <summary>A file system that is memory, on Linux: an audit log there costs the work without the wait for a disk.</summary>
    private const string MemoryDisk = "/dev/shm";

    private readonly Stack<object> _opened = new();
    private readonly int _upstream = ChildProcess.FreePort();
    private readonly string[] _records = ["one", "hundred", "lines", "array", "one"];
    private readonly int[] _counts;
    private GatewayFolder _memoryFolder = null!;
    private string _token = "";

    private Site(BenchmarkOptions options) => _counts =
        [1, 100, .. new[] { "/lines.ndjson", "/array" }.Select(path => RecordBodies.RecordsIn(RecordBodies.All(options.StreamBytes)[path].Body)), 1];

    /// <summary>Everything that can be asked.</summary>
    public List<Case> Cases { get; } = [];

    /// <summary>Starts all sides.</summary>
    /// <param name="options">How big the bodies are.</param>
    /// <param name="disk">A new folder on the real disk.</param>
    /// <param name="say">Told what is done now.</param>
    /// <param name="stop">Ends the wait.</param>
    public static async Task<Site> StartAsync(BenchmarkOptions options, string disk, Action<string> say, CancellationToken stop)
    {
        var site = new Site(options);
        try
        {
            await site.StartAllAsync(options, disk, say, stop);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>One case.</summary>
    public Case? Find(Work work, Side side) => Cases.Find(known => known.Work == work && known.Side == side);

    /// <summary>The endless body, through the gateway with all policy work on.</summary>
    public Case Long => Find(Work.Lines, Side.WholeOnDisk)! with { Path = "/v1/datasets/long" };

    /// <summary>Stops the gateway whose log is in memory, and starts it again.</summary>
    /// <returns>100 records from the new process, which has answered nothing yet.</returns>
    public async Task<Case> RestartAsync(CancellationToken stop)
    {
        var old = Find(Work.Hundred, Side.WholeInMemory)!;
        await old.Process.DisposeAsync();
        var (process, port) = await StartGatewayAsync("gateway, audit in memory", _memoryFolder, stop);
        Cases.RemoveAll(known => known.Process == old.Process);
        var anew = old with { Process = process, Port = port };
        Cases.Add(anew); // what is started once more is this one
        return anew;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_opened.TryPop(out var opened))
        {
            try
            {
                await DisposeAsync(opened);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                await Console.Error.WriteLineAsync(exception.Message); // and go on: the other processes must be stopped too
            }
        }
    }

    private static async ValueTask DisposeAsync(object opened)
    {
        if (opened is IAsyncDisposable later)
        {
            await later.DisposeAsync();
        }
        else
        {
            ((IDisposable)opened).Dispose();
        }
    }

    private async Task StartAllAsync(BenchmarkOptions options, string disk, Action<string> say, CancellationToken stop)
    {
        say("a million people's consents");
        var folder = await GatewayFolder.MakeAsync(disk, stop);
        _opened.Push(folder);
        _memoryFolder = folder.CopyTo(Path.Combine(MemoryDisk, string.Create(CultureInfo.InvariantCulture, $"sharegateway-benchmark-{Environment.ProcessId}")));
        _opened.Push(_memoryFolder);
        _token = folder.Token();
        say("upstream, plain YARP, gateways");
        await StartOursAsync("upstream", _upstream, stop, "upstream", Text(_upstream), Text(options.StreamBytes));
        await StartPlainAsync(stop);
        var (onDisk, diskPort) = await StartGatewayAsync("gateway, audit on disk", folder, stop);
        AddGateway(onDisk, diskPort, Side.WholeOnDisk, Side.MasksOnDisk);
        var (inMemory, memoryPort) = await StartGatewayAsync("gateway, audit in memory", _memoryFolder, stop);
        AddGateway(inMemory, memoryPort, Side.WholeInMemory, Side.MasksInMemory);
        if (NginxProxy.Program is { } nginx)
        {
            var port = ChildProcess.FreePort();
            var process = Opened(NginxProxy.Start(nginx, Path.Combine(disk, "nginx"), port, _upstream));
            await process.WaitForPortAsync(port, stop);
            AddAll(Side.Lua, process, port, [Work.Hundred, Work.Lines]);
        }
    }

    private async Task StartPlainAsync(CancellationToken stop)
    {
        var port = ChildProcess.FreePort();
        AddAll(Side.Plain, await StartOursAsync("plain YARP", port, stop, "plain", Text(port), Text(_upstream)), port, Enum.GetValues<Work>());
    }

    private async Task<ChildProcess> StartOursAsync(string name, int port, CancellationToken stop, params string[] role)
    {
        var process = Opened(ChildProcess.StartRole(name, role));
        await process.WaitForPortAsync(port, stop);
        return process;
    }

    private async Task<(ChildProcess Process, int Port)> StartGatewayAsync(string name, GatewayFolder folder, CancellationToken stop)
    {
        var (port, management) = (ChildProcess.FreePort(), ChildProcess.FreePort());
        var process = Opened(folder.Start(name, port, management, _upstream));
        await process.WaitForPortAsync(management, stop);
        await process.WaitForPortAsync(port, stop);
        return (process, port);
    }

    private void AddGateway(ChildProcess process, int port, Side whole, Side masks)
    {
        foreach (var work in Enum.GetValues<Work>())
        {
            var path = $"/v1/datasets/{_records[(int)work]}";
            var permitted = RecordBodies.Permitted(_counts[(int)work]);
            Cases.Add(new(work, whole, process, port, path, Headers(work, PolicyFiles.WholePurpose), permitted));
            Cases.Add(new(work, masks, process, port, path, Headers(work, PolicyFiles.MasksPurpose), _counts[(int)work]));
        }
    }

    private string[] Headers(Work work, string purpose) =>
    [
        $"Authorization: Bearer {_token}", $"Sharing-Purpose: {purpose}",
        $"Accept: {(work is Work.Lines or Work.Array ? "application/x-ndjson" : "application/json")}",
    ];

    private void AddAll(Side side, ChildProcess process, int port, Work[] works)
    {
        string[] paths = ["/one", "/hundred", "/lines.ndjson", "/array", "/one"];
        Cases.AddRange(works.Select(work => new Case(work, side, process, port, paths[(int)work], [], _counts[(int)work])));
    }

    private T Opened<T>(T opened)
        where T : notnull
    {
        _opened.Push(opened);
        return opened;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
