using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ShareGateway.Records;

namespace ShareGateway.Benchmarks.Rewriter;

/// <summary>The rewriter alone, on one core, against plain readers of the same bytes.</summary>
internal static class RewriterBenchmark
{
    private const int Records = 4000;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <param name="args"><c>--rounds N</c> (101 unless given), <c>--only TEXT</c> of a case's name, <c>--json FILE</c>.</param>
    /// <returns>0; 1 when a ratio is below what it must be; 2 for arguments that mean nothing.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length % 2 != 0 || args.Where((_, i) => i % 2 == 0).Any(a => a is not ("--rounds" or "--json" or "--only")))
        {
            await Console.Error.WriteLineAsync("expected `--rounds N`, `--only TEXT`, `--json FILE`");
            return 2;
        }

        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and int at ? args[at + 1] : null;
        int rounds = int.Parse(Option("--rounds") ?? "101", CultureInfo.InvariantCulture);
        var results = Cases().Where(c => c.Name.Contains(Option("--only") ?? "", StringComparison.Ordinal)).Select(c => Run(c, rounds)).ToList();
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors, {rounds} rounds by turns");
        Console.WriteLine("| body | ours MB/s | yardstick | its MB/s | ratio (10 % to 90 %) | must | aim | ns a record | bytes allocated a record |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        results.ForEach(r => Console.WriteLine(Line(r)));
        if (Option("--json") is { } file)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(results, Indented));
        }

        return results.All(r => r.Ratio >= r.Must) ? 0 : 1;
    }

    private static IEnumerable<RewriterCase> Cases()
    {
        yield return Json("NDJSON, one shape", RewriterBodies.Lines, RecordFormat.Ndjson, 1.5, 2.2);
        yield return Json("JSON array, one shape", RewriterBodies.Array, RecordFormat.Json, 1.5, 2.2);
        yield return Json("NDJSON, spaced", RewriterBodies.Spaced, RecordFormat.Ndjson, 1.5, 2.2);
        yield return Json("NDJSON, keys in random order", RewriterBodies.Shuffled, RecordFormat.Ndjson, 0.8, 1.0);
        yield return Csv();
    }

    private static RewriterCase Json(string name, Func<int, byte[]> body, RecordFormat format, double must, double aim)
    {
        byte[] bytes = body(Records);
        var program = RewriterProgram.Build("address.");
        return new RewriterCase(
            name,
            bytes.Length,
            Records,
            new Contender("rewriter", () => RewriterPass.Run(bytes, new RecordSource(format), program, format)),
            new Contender("Utf8JsonReader", () => Yardsticks.ReadJson(bytes)),
            must,
            aim);
    }

    private static RewriterCase Csv()
    {
        byte[] bytes = RewriterBodies.Rows(Records);
        var program = RewriterProgram.Build("");
        return new RewriterCase(
            "CSV to CSV",
            bytes.Length,
            Records,
            new Contender("rewriter", () => RewriterPass.Run(bytes, new RecordSource(RecordFormat.Csv), program, RecordFormat.Csv)),
            new Contender("Sylvan.Data.Csv", () => Yardsticks.ReadAndWriteCsv(bytes)),
            2,
            5);
    }

    private static RewriterResult Run(RewriterCase subject, int rounds)
    {
        var times = RewriterTimings.Measure(subject, rounds);
        double ours = RewriterTimings.Median(times.Select(t => t.Ours));
        double theirs = RewriterTimings.Median(times.Select(t => t.Theirs));
        double[] ratios = [.. times.Select(t => t.Theirs / t.Ours).Order()];
        return new RewriterResult(
            subject.Name,
            subject.Bytes / ours / 1000,
            subject.Theirs.Name,
            subject.Bytes / theirs / 1000,
            RewriterTimings.Median(ratios),
            ratios[ratios.Length / 10],
            ratios[ratios.Length * 9 / 10],
            subject.Must,
            subject.Aim,
            ours * 1_000_000 / subject.Records,
            Allocated(subject));
    }

    private static double Allocated(RewriterCase subject)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        subject.Ours.Pass();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / subject.Records;
    }

    private static string Line(RewriterResult r) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {r.Case} | {r.MegabytesPerSecond:F0} | {r.Yardstick} | {r.YardstickMegabytesPerSecond:F0} | {r.Ratio:F2} ({r.RatioLow:F2} to {r.RatioHigh:F2}) | {r.Must} | {r.Aim} | {r.NanosecondsPerRecord:F0} | {r.BytesAllocatedPerRecord:F1} |");
}
