using System.Runtime;

namespace ShareGateway.Proxy.Rehearsals;

/// <summary>What the runtime does beside the program: it compiles anew, and better, what ran thirty times, once nothing has run for the first time in 100 ms.</summary>
internal static class Compiling
{
    private const int Quiet = 3; // looks in a row at which nothing was compiled
    private const int Few = 50;  // methods that a round may still let it compile, of some fifteen thousand
    private const int Calm = 2;  // rounds in a row that do: behind a single one it may just have begun to count
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Methods compiled in this process until now, each as often as it was.</summary>
    private static long Count => JitInfo.GetCompiledMethodCount();

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

    /// <summary>Runs a program until the runtime has nothing left to compile of it.</summary>
    /// <param name="round">Runs each part of it more than thirty times; gives how many answers came of it.</param>
    /// <param name="curtain">Ends it behind the round under way.</param>
    /// <returns>Answers of all rounds.</returns>
    public static async Task<int> RepeatAsync(Func<Task<int>> round, CancellationToken curtain)
    {
        var answers = 0;
        for (var calm = 0; calm < Calm && !curtain.IsCancellationRequested;)
        {
            var compiled = Count;
            answers += await round();
            await SettleAsync(curtain);
            calm = Count - compiled < Few ? calm + 1 : 0;
        }

        return answers;
    }
}
