using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Tests.Disk;

namespace ShareGateway.Audit.Tests.Log;

public sealed class RefusalLogTests
{
    [Fact]
    public async Task A_flood_costs_a_bounded_number_of_entries_and_every_request_is_counted()
    {
        const int Requests = 5000;
        var disk = new MemoryDisk();
        var clock = Sample.Clock();
        await using (var log = await LogDriver.OpenAsync(disk, clock))
        {
            var refusals = new RefusalLog(log, clock);
            var waiting = Enumerable.Range(0, Requests).Select(i => refusals.RecordAsync(Way(i % 3) with { TraceId = Sample.Id(i) })).ToArray();
            Assert.Equal(Requests - RefusalLog.PerSecond, waiting.Skip(RefusalLog.PerSecond).Count(task => !task.IsCompleted));
            clock.Advance(RefusalLog.Window);
            await Task.WhenAll(waiting);
        }

        var stored = (await LogDriver.ReplayAsync(disk)).Select(view => (RefusalEntry)view.Entry).ToArray();
        Assert.Equal(RefusalLog.PerSecond + 3, stored.Length);
        Assert.Equal(Requests, stored.Sum(entry => entry.Count));
        Assert.All(Enumerable.Range(0, 3), way => Assert.Equal(
            Enumerable.Range(0, Requests).Count(i => i % 3 == way), stored.Where(entry => entry.Reason == Way(way).Reason).Sum(entry => entry.Count)));
        Assert.All(stored[^3..], entry => Assert.Equal("", entry.TraceId));
        Assert.True(LogDriver.Verify(disk).IsSound);
    }

    [Fact]
    public async Task More_ways_than_the_policies_know_keep_their_reason_and_lose_their_names()
    {
        var disk = new MemoryDisk();
        var clock = Sample.Clock();
        await using (var log = await LogDriver.OpenAsync(disk, clock))
        {
            var refusals = new RefusalLog(log, clock);
            var waiting = Enumerable.Range(0, 1000).Select(i => refusals.RecordAsync(Way(0) with { ClientId = Sample.Id(i) })).ToArray();
            clock.Advance(RefusalLog.Window);
            await Task.WhenAll(waiting);
        }

        var stored = (await LogDriver.ReplayAsync(disk)).Select(view => (RefusalEntry)view.Entry).ToArray();
        Assert.Equal(1000, stored.Sum(entry => entry.Count));
        Assert.Equal(RefusalLog.PerSecond + 64 + 1, stored.Length);
        Assert.Equal(("", Way(0).Reason), (stored[^1].Recipient, stored[^1].Reason));
    }

    [Fact]
    public async Task When_the_flood_is_over_each_refusal_has_its_entry_again()
    {
        var disk = new MemoryDisk();
        var clock = Sample.Clock();
        await using (var log = await LogDriver.OpenAsync(disk, clock))
        {
            var refusals = new RefusalLog(log, clock);
            var waiting = Enumerable.Range(0, 200).Select(_ => refusals.RecordAsync(Way(0))).ToArray();
            clock.Advance(TimeSpan.FromSeconds(2));
            await Task.WhenAll(waiting);
            await refusals.RecordAsync(Way(1));
        }

        var last = Assert.IsType<RefusalEntry>((await LogDriver.ReplayAsync(disk))[^1].Entry);
        Assert.Equal((1, Sample.Refusal().TraceId), (last.Count, last.TraceId));
    }

    [Fact]
    public async Task A_flood_that_cannot_be_stored_fails_everybody_in_it()
    {
        var disk = new MemoryDisk();
        var clock = Sample.Clock();
        await using var log = await LogDriver.OpenAsync(disk, clock);
        var refusals = new RefusalLog(log, clock);
        var stored = Enumerable.Range(0, RefusalLog.PerSecond).Select(_ => refusals.RecordAsync(Way(0))).ToArray();
        await Task.WhenAll(stored);
        disk.FailOn = "append";
        var waiting = Enumerable.Range(0, 10).Select(_ => refusals.RecordAsync(Way(0))).ToArray();
        clock.Advance(RefusalLog.Window);

        foreach (var task in waiting)
        {
            await Assert.ThrowsAsync<AuditUnavailableException>(() => task);
        }
    }

    private static RefusalEntry Way(int number) => Sample.Refusal() with { Reason = $"reason-{number}" };
}
