using System.Runtime;

namespace ShareGateway.Proxy.Rehearsals;

/// <summary>What the runtime does beside the program: it compiles anew, and better, what ran thirty times, once nothing has run for the first time in 100 ms.</summary>
internal static class Compiling
{
    private const int Quiet = 3; // looks in a row at which nothing was compiled
    private const int Few = 50;  // methods that a round may still let it compile, of some fifteen thousand
    private const int Calm = 2;  // rounds in a row that do: behind a single one it may just have begun to count
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs a program until the runtime has nothing left to compile of it.</summary>
    /// <param name="round">Runs each part of it more than thirty times; gives how many answers came of it.</param>
    /// <param name="curtain">Ends it behind the round under way.</param>
    /// <returns>Answers of all rounds.</returns>
    public static Task<int> RepeatAsync(Func<Task<int>> round, CancellationToken curtain) =>
        RepeatAsync(round, () => JitInfo.GetCompiledMethodCount(), curtain);

    /// <summary>The same by another count.</summary>
    /// <param name="round">As above.</param>
    /// <param name="count">Methods compiled until now, each as often as it was.</param>
    /// <param name="curtain">As above.</param>
    internal static async Task<int> RepeatAsync(Func<Task<int>> round, Func<long> count, CancellationToken curtain)
    {
        var answers = 0;
        for (var calm = 0; calm < Calm && !curtain.IsCancellationRequested;)
        {
            var compiled = count();
            answers += await round();
            await SettleAsync(count, curtain);
            calm = count() - compiled < Few ? calm + 1 : 0;
        }

        return answers;
    }

    /// <summary>Waits until the runtime has compiled what it was going to.</summary>
    private static async Task SettleAsync(Func<long> count, CancellationToken curtain)
    {
        var (last, quiet) = (count(), 0);
        while (quiet < Quiet && !curtain.IsCancellationRequested)
        {
            await Task.Delay(Look, CancellationToken.None);
            quiet = count() == last ? quiet + 1 : 0;
            last = count();
        }
    }
}
