using System.Globalization;

namespace ShareGateway.Benchmarks.Audit;

/// <summary>What one round measured.</summary>
internal sealed record AuditRound(double SyncMilliseconds, WriterResult Sqlite, WriterResult Log, WriterResult Few, ulong Entries, double VerifiedPerSecond)
{
    /// <summary>The round in one line.</summary>
    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"sync {SyncMilliseconds:f3} ms; sqlite {Sqlite.PerSecond:f0}/s; log {Log.PerSecond:f0}/s, p50 {Log.MedianMilliseconds:f2} p99 {Log.P99Milliseconds:f2} ms, {Log.CpuMicroseconds:f1} us; verified {VerifiedPerSecond:f0}/s");
}

/// <summary>The medians over all rounds, as the README's table has them.</summary>
internal static class AuditTable
{
    public static void Write(TextWriter output, List<AuditRound> rounds)
    {
        double Of(Func<AuditRound, double> value) => Writers.Quantile([.. rounds.Select(value).Order()], 0.5);
        void Row(string work, string must, string aim, double measured, string form) =>
            output.WriteLine($"| {work} | {must} | {aim} | {measured.ToString(form, CultureInfo.InvariantCulture)} |");

        output.WriteLine("| work | must | aim | measured |\n| --- | ---: | ---: | ---: |");
        Row("durable disclosures a second, 64 writers ÷ SQLite, one transaction each", "≥ 20", "≥ 40", Of(r => r.Log.PerSecond / r.Sqlite.PerSecond), "f1");
        Row("p99 wait of a writer ÷ median of one flush of the same disk", "≤ 10", "", Of(r => r.Log.P99Milliseconds / r.SyncMilliseconds), "f1");
        Row("entries checked a second of one core", "≥ 500,000", "", Of(r => r.VerifiedPerSecond), "n0");
        output.WriteLine();
        output.WriteLine("| | a second | p50 ms | p99 ms | CPU µs an entry |\n| --- | ---: | ---: | ---: | ---: |");
        Detail("SQLite, 64 writers", r => r.Sqlite);
        Detail("the log, 64 writers", r => r.Log);
        Detail("the log, 8 writers", r => r.Few);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\none flush of the disk: {Of(r => r.SyncMilliseconds):f3} ms (median)"));

        void Detail(string name, Func<AuditRound, WriterResult> of) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Of(r => of(r).PerSecond):n0} | {Of(r => of(r).MedianMilliseconds):f2} | {Of(r => of(r).P99Milliseconds):f2} | {Of(r => of(r).CpuMicroseconds):f1} |"));
    }
}
