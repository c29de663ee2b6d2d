using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Benchmarks.Audit;

/// <summary>Durable entries against SQLite and against the disk itself, and the rate of a whole check: in interleaved rounds on one disk.</summary>
internal static class AuditBenchmark
{
    private const int ManyWriters = 64;
    private const int FewWriters = 8;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    /// <summary>Runs the rounds and prints a table.</summary>
    /// <param name="args"><c>--rounds N</c> (5 unless given), <c>--folder DIR</c> (on the disk to measure; a temporary one unless given), <c>--log-only</c>, <c>--verify-only</c>.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int rounds = int.Parse(Option(args, "--rounds") ?? "5", CultureInfo.InvariantCulture);
        string folder = Option(args, "--folder") ?? Directory.CreateTempSubdirectory("sharegateway-audit-").FullName;
        var results = new List<AuditRound>();
        try
        {
            if (args.Contains("--log-only", StringComparer.Ordinal))
            {
                return await LogOnlyAsync(folder, rounds);
            }

            if (args.Contains("--verify-only", StringComparer.Ordinal))
            {
                return await VerifyOnlyAsync(Path.Combine(folder, "log"), rounds);
            }

            _ = await RoundAsync(Path.Combine(folder, "warm-up")); // the runtime compiles; it does not count
            for (int i = 0; i < rounds; i++)
            {
                results.Add(await RoundAsync(Path.Combine(folder, $"round-{i}")));
                Console.WriteLine($"round {i + 1}: {results[^1].Line}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        AuditTable.Write(Console.Out, results);
        return 0;
    }

    /// <summary>For a profiler: nothing but the log with its writers.</summary>
    private static async Task<int> LogOnlyAsync(string folder, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            Console.WriteLine(await LogAsync(Path.Combine(folder, $"log-{i}"), ManyWriters));
        }

        return 0;
    }

    /// <summary>For a profiler: one log, checked many times.</summary>
    private static async Task<int> VerifyOnlyAsync(string folder, int rounds)
    {
        _ = await LogAsync(folder, ManyWriters);
        for (int i = 0; i < rounds; i++)
        {
            var (entries, rate) = Verify(folder);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entries} entries, {rate:n0} a second of one core"));
        }

        return 0;
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static async Task<AuditRound> RoundAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        double sync = SyncMedian(Path.Combine(folder, "sync"));
        var sqlite = await SqliteAsync(folder, ManyWriters);
        var log = await LogAsync(Path.Combine(folder, "log"), ManyWriters);
        var few = await LogAsync(Path.Combine(folder, "few"), FewWriters);
        _ = Verify(Path.Combine(folder, "few")); // compiled and warm
        var (entries, rate) = Verify(Path.Combine(folder, "log"));
        Directory.Delete(folder, recursive: true);
        return new AuditRound(sync, sqlite, log, few, entries, rate);
    }

    private static async Task<WriterResult> SqliteAsync(string folder, int writers)
    {
        using var sqlite = new SqliteLog(Path.Combine(folder, "log.db"));
        byte[] entry = new byte[900];
        byte[] subjects = new byte[52];
        RandomNumberGenerator.Fill(entry);
        return await Writers.RunAsync(writers, Time, _ => sqlite.WriteAsync(entry, subjects));
    }

    private static async Task<WriterResult> LogAsync(string folder, int writers)
    {
        using var signer = new AuditSigner("benchmark.example", new byte[AuditSigner.SeedBytes]);
        await using var log = await AuditLog.OpenAsync(new AuditLogOptions { Folder = folder }, signer, TimeProvider.System);
        return await Writers.RunAsync(
            writers, Time, async i => await log.AppendAsync(AuditSamples.Disclosure(AuditSamples.Id(i)), AuditSamples.Person(i)));
    }

    /// <summary>Entries a second of processor time, all threads counted.</summary>
    private static (ulong Entries, double PerSecond) Verify(string folder)
    {
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var report = AuditVerifier.Verify(folder);
        process.Refresh();
        return report.IsSound ? (report.Entries, report.Entries / (process.TotalProcessorTime - before).TotalSeconds) : throw new InvalidOperationException("the log is not sound");
    }

    /// <summary>One writer, 1 KiB at the end of a growing file, one flush each: milliseconds.</summary>
    private static double SyncMedian(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Create, FileAccess.Write);
        byte[] bytes = new byte[1024];
        double[] waits = new double[300];
        for (int i = 0; i < waits.Length; i++)
        {
            RandomAccess.Write(handle, bytes, i * (long)bytes.Length);
            long start = Stopwatch.GetTimestamp();
            RandomAccess.FlushToDisk(handle);
            waits[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(waits);
        return Writers.Quantile(waits, 0.5);
    }
}
