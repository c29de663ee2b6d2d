namespace ShareGateway.Benchmarks.Rewriter;

/// <summary>
/// Times contenders by turns, so that what the machine does meanwhile meets both. Time is the process's CPU time: on a shared machine the
/// clock on the wall measures the others.
/// </summary>
internal static class RewriterTimings
{
    private const int WarmPasses = 40;
    private const int WarmTurns = 5; // the runtime compiles again after what it saw, a while after it saw it
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(300);

    /// <returns>CPU milliseconds of each round, ours and theirs.</returns>
    public static List<(double Ours, double Theirs)> Measure(RewriterCase subject, int rounds)
    {
        for (int turn = 0; turn < WarmTurns; turn++)
        {
            for (int i = 0; i < WarmPasses; i++)
            {
                subject.Ours.Pass();
                subject.Theirs.Pass();
            }

            Thread.Sleep(Settle);
        }

        var times = new List<(double, double)>(rounds);
        for (int round = 0; round < rounds; round++)
        {
            times.Add(round % 2 == 0
                ? (Time(subject.Ours), Time(subject.Theirs))
                : Swapped(Time(subject.Theirs), Time(subject.Ours)));
        }

        return times;
    }

    /// <summary>The middle one, of an odd number; else the upper of both.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static (double Ours, double Theirs) Swapped(double theirs, double ours) => (ours, theirs);

    private static double Time(Contender contender)
    {
        var before = Environment.CpuUsage.TotalTime;
        contender.Pass();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}
