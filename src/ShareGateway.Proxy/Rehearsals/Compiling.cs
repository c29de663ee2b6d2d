using System.Runtime;

namespace ShareGateway.Proxy.Rehearsals;

/// <summary>What the runtime does beside the program: it compiles anew, and better, what ran thirty times, once nothing has run for the first time in 100 ms.</summary>
internal static class Compiling
{
    private const int Quiet = 3; // looks in a row at which nothing was compiled
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(60);

    /// <summary>Methods compiled in this process until now, each as often as it was.</summary>
    public static long Count => JitInfo.GetCompiledMethodCount();

    /// <summary>Waits until the runtime has compiled what it was going to.</summary>
    /// <param name="curtain">Ends the wait.</param>
    public static async Task SettleAsync(CancellationToken curtain)
    {
        var (last, quiet) = (Count, 0);
        while (quiet < Quiet && !curtain.IsCancellationRequested)
        {
            await Task.Delay(Look, CancellationToken.None);
            quiet = Count == last ? quiet + 1 : 0;
            last = Count;
        }
    }
}
