using System.Globalization;
using System.Runtime.InteropServices;
using ShareGateway.Proxy.Settings;
using Spectre.Console;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>The gateway against plain YARP and against nginx with Lua, on one machine, in one interleaved run.</summary>
internal static class GatewayBenchmark
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>Runs the benchmark, or plays one of its sides in a process of its own.</summary>
    /// <returns>0 when all was measured, 1 when it broke, 2 for wrong use. A missed target is no error: it is a result.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["upstream", var port, var bytes]:
                await StaticUpstream.RunAsync(Number(port), Number(bytes));
                return 0;
            case ["hold"]:
                return IsMeasurable() ? await WithSiteAsync(HoldAsync) : 2;
            case ["first"]:
                return IsMeasurable() ? await WithSiteAsync(ShowFirstAnswersAsync) : 2;
            case ["plain", var port, var upstream]:
                await PlainProxy.RunAsync(Number(port), Number(upstream));
                return 0;
            default:
                if (BenchmarkOptions.Read(args) is not { } options)
                {
                    await Console.Error.WriteLineAsync("expected `gateway [--quick] [--long] [--rounds 1..50]`");
                    return 2;
                }

                return IsMeasurable() ? await MeasureAsync(options) : 2;
        }
    }

    /// <summary>Starts all sides for as long as something is done with them.</summary>
    private static async Task<int> WithSiteAsync(Func<Site, CancellationToken, Task> act)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        var disk = Path.Combine(Root(), "artifacts", "benchmarks", string.Create(CultureInfo.InvariantCulture, $"gateway-{Environment.ProcessId}"));
        await using var site = await Site.StartAsync(BenchmarkOptions.Whole, disk, Say, stop.Token);
        await act(site, stop.Token);
        return 0;
    }

    /// <summary>Waits: for a profiler, or for a load of one's own.</summary>
    private static async Task HoldAsync(Site site, CancellationToken stop)
    {
        foreach (var held in site.Cases)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{held.Work}\t{held.Side}\t{held.Process.Id}\thttp://127.0.0.1:{held.Port}{held.Path}\t{string.Join('\t', held.Headers)}"));
        }

        await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Nothing but the first answers, of some starts.</summary>
    private static async Task ShowFirstAnswersAsync(Site site, CancellationToken stop)
    {
        for (var start = 0; start < BenchmarkOptions.Whole.Starts; start++)
        {
            var (first, second, steady) = await FirstAnswer.WeighAsync(site, BenchmarkOptions.Quick, stop);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"first {first:N0} µs, second {second:N0} µs, steady {steady:N0} µs, first ÷ steady {first / steady:N2}"));
        }
    }

    private static bool IsMeasurable()
    {
        var wrong = !OperatingSystem.IsLinux() ? "CPU is read from /proc: Linux only" : "";
#if DEBUG
        wrong = "a debug build proves nothing: run it with `-c Release`";
#endif
        Console.Error.Write(wrong.Length == 0 ? "" : $"{wrong}\n");
        return wrong.Length == 0;
    }

    private static async Task<int> MeasureAsync(BenchmarkOptions options)
    {
        using var stop = new CancellationTokenSource(Longest);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        try
        {
            await Tools.InstallMissingAsync(stop.Token);
            if (Tools.Find("wrk") is null)
            {
                await Console.Error.WriteLineAsync("wrk is not installed, and could not be: run tests/ShareGateway.Benchmarks/Gateway/install.sh as root");
                return 1;
            }

            await MeasureAsync(options, stop.Token);
            return 0;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or OperationCanceledException or GatewayStartException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static async Task MeasureAsync(BenchmarkOptions options, CancellationToken stop)
    {
        var artifacts = Path.Combine(Root(), "artifacts", "benchmarks");
        var before = Machine.Load();
        var results = new Results();
        await using (var site = await Site.StartAsync(options, Path.Combine(artifacts, string.Create(CultureInfo.InvariantCulture, $"gateway-{Environment.ProcessId}")), Say, stop))
        {
            await new Rounds(options, site, results, Say).RunAsync(stop);
        }

        var stream = string.Create(CultureInfo.InvariantCulture, $"{options.StreamBytes / 1_000_000} MB");
        var report = new Report(
            await Machine.LookAsync(stop), options, before, Machine.Load(), Target.All(results, stream), results.Samples, results.FirstAnswers);
        var file = Path.Combine(artifacts, "gateway.json");
        report.Write(file);
        report.Show(AnsiConsole.Console);
        AnsiConsole.WriteLine(file);
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true; // the processes that were started must be stopped first
        stop.Cancel();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ShareGateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("run it from a checkout: its results go to `artifacts`");
    }

    private static void Say(string doing) => Console.Error.WriteLine($"… {doing}");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
