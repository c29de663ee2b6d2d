using System.Globalization;
using System.Runtime.InteropServices;
using ShareGateway.Benchmarks.Rewriter;

namespace ShareGateway.Benchmarks.Privacy;

/// <summary>Reversible stand-ins on one core, against what others would use in their place.</summary>
internal static class PrivacyBenchmark
{
    private const int Values = 1024;

    /// <param name="args"><c>--rounds N</c>; 101 unless given.</param>
    /// <returns>0; 1 when a ratio is below what it must be; 2 for arguments that mean nothing.</returns>
    public static int Run(string[] args)
    {
        if (args is not ([] or ["--rounds", _]))
        {
            Console.Error.WriteLine("expected `--rounds N`");
            return 2;
        }

        int rounds = args is [_, var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 101;
        using var ciphers = new CiphersUnderTest(Values);
        var results = ciphers.Cases().Select(one => (Case: one, Times: RewriterTimings.Measure(one, rounds))).ToList();
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {rounds} rounds of {Values} values by turns, CPU time");
        Console.WriteLine("| work | ns a value | bytes allocated a value | against | its ns | its bytes | its time ÷ ours (10 % to 90 %) | must |");
        Console.WriteLine("| --- | ---: | ---: | --- | ---: | ---: | --- | ---: |");
        results.ForEach(result => Console.WriteLine(Line(result.Case, result.Times)));
        return results.All(result => RewriterTimings.Median(result.Times.Select(t => t.Theirs / t.Ours)) >= result.Case.Must) ? 0 : 1;
    }

    private static string Line(RewriterCase one, List<(double Ours, double Theirs)> times)
    {
        double[] ratios = [.. times.Select(t => t.Theirs / t.Ours).Order()];
        double ours = RewriterTimings.Median(times.Select(t => t.Ours)) * 1_000_000 / one.Records;
        double theirs = RewriterTimings.Median(times.Select(t => t.Theirs)) * 1_000_000 / one.Records;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {one.Name} | {ours:F0} | {Allocated(one.Ours, one.Records):F1} | {one.Theirs.Name} | {theirs:F0} | {Allocated(one.Theirs, one.Records):F0} | **{RewriterTimings.Median(ratios):F2}** ({ratios[ratios.Length / 10]:F2} to {ratios[ratios.Length * 9 / 10]:F2}) | {one.Must} |");
    }

    private static double Allocated(Contender contender, int values)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        contender.Pass();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / values;
    }
}
