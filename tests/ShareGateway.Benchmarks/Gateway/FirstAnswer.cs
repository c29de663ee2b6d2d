using System.Runtime.InteropServices;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>CPU of what a gateway's first partner asks, against what all later ones do: over a new connection each.</summary>
/// <param name="First">Of the first answer, in microseconds.</param>
/// <param name="Second">Of the second.</param>
/// <param name="Steady">Median of many, once the process is warm.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FirstAnswer(double First, double Second, double Steady)
{
    private const int WarmUps = 6;
    private const int SteadyAnswers = 200;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(2); // the start's own work must not be counted with the answer's

    /// <summary>Starts a gateway anew and asks it.</summary>
    public static async Task<FirstAnswer> WeighAsync(Site site, BenchmarkOptions options, CancellationToken stop)
    {
        var measured = await site.RestartAsync(stop);
        await Task.Delay(AfterStart, stop);
        var (first, second) = (await OneAsync(measured, stop), await OneAsync(measured, stop));
        for (var warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            await WrkLoad.RunAsync(measured, options.Load, stop);
            await Task.Delay(Breath, stop);
        }

        var steady = new List<double>(SteadyAnswers);
        for (var i = 0; i < SteadyAnswers; i++)
        {
            steady.Add(await OneAsync(measured, stop));
        }

        return new(first, second, Results.Median(steady));
    }

    private static async Task<double> OneAsync(Case measured, CancellationToken stop)
    {
        var before = ProcessCost.FineCpu(measured.Process.Id);
        await StreamLoad.ReadAsync(measured, stop);
        await Task.Delay(TimeSpan.FromMilliseconds(5), stop); // the closing entry is written after the last byte
        return (ProcessCost.FineCpu(measured.Process.Id) - before).TotalMicroseconds;
    }
}
