using System.Diagnostics;

namespace ShareGateway.Benchmarks.Audit;

/// <summary>Callers that each wait for their own entry before they bring the next one, as requests do.</summary>
internal static class Writers
{
    /// <summary>Runs them for a while.</summary>
    /// <param name="count">How many at once.</param>
    /// <param name="time">For how long.</param>
    /// <param name="write">Writes one durable entry; its number is unique.</param>
    public static async Task<WriterResult> RunAsync(int count, TimeSpan time, Func<int, ValueTask> write)
    {
        int next = 0;
        var waits = new List<double>[count];
        var process = Process.GetCurrentProcess();
        var cpuBefore = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var all = Enumerable.Range(0, count).Select(async writer =>
        {
            await Task.Yield();
            var mine = waits[writer] = new List<double>(1 << 14);
            while (clock.Elapsed < time)
            {
                long start = Stopwatch.GetTimestamp();
                await write(Interlocked.Increment(ref next));
                mine.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }).ToArray();
        await Task.WhenAll(all);
        double seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        double[] sorted = [.. waits.SelectMany(mine => mine).Order()];
        return new WriterResult(
            sorted.Length / seconds, Quantile(sorted, 0.5), Quantile(sorted, 0.99), (process.TotalProcessorTime - cpuBefore).TotalMicroseconds / sorted.Length);
    }

    public static double Quantile(double[] sorted, double q) => sorted.Length == 0 ? double.NaN : sorted[(int)(q * (sorted.Length - 1))];
}

/// <summary>What a group of writers came to.</summary>
/// <param name="PerSecond">Durable entries a second.</param>
/// <param name="MedianMilliseconds">Median wait of one caller.</param>
/// <param name="P99Milliseconds">99th percentile of the waits.</param>
/// <param name="CpuMicroseconds">User and system time of the process, an entry.</param>
internal sealed record WriterResult(double PerSecond, double MedianMilliseconds, double P99Milliseconds, double CpuMicroseconds);
