namespace ShareGateway.Benchmarks.Gateway;

/// <summary>Measures: all sides of a work one after the other, again and again, so that what disturbs the machine disturbs all of them.</summary>
internal sealed class Rounds(BenchmarkOptions options, Site site, Results results, Action<string> say)
{
    private const int WarmUps = 3;
    private const int MostWarmUps = 12;
    private const double StillFalling = 0.9; // of the round before: the runtime's better code is not all there yet
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    // What the table needs; the other combinations would only take time.
    private static readonly (Work Work, Side Side)[] Wanted =
    [
        (Work.One, Side.Plain), (Work.One, Side.WholeInMemory), (Work.One, Side.WholeOnDisk),
        (Work.OneOfMany, Side.Plain), (Work.OneOfMany, Side.WholeInMemory), (Work.OneOfMany, Side.WholeOnDisk),
        (Work.Hundred, Side.Plain), (Work.Hundred, Side.WholeOnDisk), (Work.Hundred, Side.WholeInMemory), (Work.Hundred, Side.MasksInMemory), (Work.Hundred, Side.Lua),
        (Work.Lines, Side.Plain), (Work.Lines, Side.WholeOnDisk), (Work.Lines, Side.MasksOnDisk), (Work.Lines, Side.Lua),
        (Work.Array, Side.Plain), (Work.Array, Side.WholeOnDisk), (Work.Array, Side.MasksOnDisk),
    ];

    /// <summary>Everything, in the order of the time it takes to become warm.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var cases = await CheckedAsync(stop);
        await WarmUpAsync(cases, stop);
        for (var round = 1; round <= options.Rounds; round++)
        {
            say(FormattableString.Invariant($"round {round} of {options.Rounds}"));
            foreach (var measured in cases)
            {
                results.Add(await MeasureAsync(measured, stop));
            }
        }

        if (options.Long)
        {
            say("10 GB");
            await LongAsync(stop);
        }

        say("first answers");
        for (var start = 0; start < options.Starts; start++)
        {
            results.FirstAnswers.Add(await FirstAnswer.WeighAsync(site, options, stop));
        }
    }

    /// <summary>Some rounds that do not count, and more for whoever still gets faster: on a busy machine the compiler waits for a core.</summary>
    private async Task WarmUpAsync(List<Case> cases, CancellationToken stop)
    {
        var last = new Dictionary<Case, double>();
        var falling = cases;
        for (var round = 1; round <= MostWarmUps && falling.Count > 0; round++)
        {
            say(FormattableString.Invariant($"warm-up {round}: {falling.Count} sides"));
            var costs = new List<(Case Case, double Cpu)>();
            foreach (var measured in falling)
            {
                costs.Add((measured, (await MeasureAsync(measured, stop)).CpuMicroseconds));
            }

            falling = [.. costs.Where(cost => round < WarmUps || cost.Cpu < StillFalling * last[cost.Case]).Select(cost => cost.Case)];
            costs.ForEach(cost => last[cost.Case] = cost.Cpu);
        }
    }

    private async Task<List<Case>> CheckedAsync(CancellationToken stop)
    {
        var cases = new List<Case>();
        foreach (var (work, side) in Wanted)
        {
            var found = site.Find(work, side);
            var missing = found is null ? "not installed" : await Probe.CheckAsync(found, stop);
            if (missing is null)
            {
                cases.Add(found!);
            }
            else
            {
                results.Missing[(work, side)] = missing;
            }
        }

        return cases;
    }

    private async Task<Sample> MeasureAsync(Case measured, CancellationToken stop)
    {
        await Task.Delay(Breath, stop); // what the last side left to do in the background is not this one's; and the compiler gets a core
        return measured.IsStream
            ? await StreamLoad.RunAsync(measured, options.StreamBytes, stop)
            : await WrkLoad.RunAsync(measured, options.Load, stop);
    }

    private async Task LongAsync(CancellationToken stop)
    {
        var reading = StreamLoad.ReadAsync(site.Long, stop);
        while (!reading.IsCompleted)
        {
            await Task.WhenAny(reading, Task.Delay(Glance, stop));
            results.LongMemory.Add(ProcessCost.Memory(site.Long.Process.Id).Now);
        }

        await reading;
    }
}
