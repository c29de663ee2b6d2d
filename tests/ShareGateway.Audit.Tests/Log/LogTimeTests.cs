using Microsoft.Extensions.Time.Testing;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Tests.Disk;

namespace ShareGateway.Audit.Tests.Log;

/// <summary>The time of entries never goes back unmarked.</summary>
public sealed class LogTimeTests
{
    [Fact]
    public async Task A_clock_that_was_set_back_is_marked_and_the_log_goes_on_with_it()
    {
        var disk = new MemoryDisk();
        await FillAsync(disk, TimeSpan.Zero, TimeSpan.FromHours(-1), TimeSpan.FromHours(-1), TimeSpan.FromMinutes(5));

        var views = await LogDriver.ReplayAsync(disk);

        Assert.Equal(
            ["gateway.started", "clock.set-back", "gateway.started", "gateway.started", "gateway.started"],
            views.Select(view => ((AdministrativeEntry)view.Entry).Action));
        Assert.Equal("3600000000", ((AdministrativeEntry)views[1].Entry).Facts["back.microseconds"]);
        Assert.Equal(Sample.Noon - TimeSpan.FromHours(1), views[2].Time);
        Assert.True(LogDriver.Verify(disk).IsSound);
    }

    [Fact]
    public async Task A_little_back_is_the_time_of_the_entry_before()
    {
        var disk = new MemoryDisk();
        await FillAsync(disk, TimeSpan.Zero, TimeSpan.FromSeconds(-2), TimeSpan.FromTicks(-10), TimeSpan.FromTicks(10));

        var views = await LogDriver.ReplayAsync(disk);

        Assert.Equal([Sample.Noon, Sample.Noon, Sample.Noon, Sample.Noon + TimeSpan.FromTicks(10)], views.Select(view => view.Time));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_between_two_runs_is_marked_too()
    {
        var disk = new MemoryDisk();
        await FillAsync(disk, TimeSpan.FromDays(1));
        await FillAsync(disk, TimeSpan.Zero);

        Assert.Equal("clock.set-back", ((AdministrativeEntry)(await LogDriver.ReplayAsync(disk))[1].Entry).Action);
    }

    [Fact]
    public async Task The_verifier_finds_a_step_back_that_nobody_marked()
    {
        var disk = new MemoryDisk();
        await FillAsync(disk, TimeSpan.Zero, TimeSpan.FromHours(-1));
        var entries = LogDriver.Frames(disk.Read(Sample.Entries0)).Select(frame => frame[16..]).ToList();
        entries.RemoveAt(1);
        disk.Put(Sample.Entries0, LogDriver.Reframed(entries));

        Assert.Contains(LogDriver.Verify(disk).Findings, finding => finding.Text == "expected a time that is not before the last entry's, or an entry `clock.set-back`");
    }

    private static async Task FillAsync(MemoryDisk disk, params TimeSpan[] moments)
    {
        var clock = new SettableClock();
        using var signer = Sample.Signer();
        await using var log = await AuditLog.OpenAsync(Sample.Options(), signer, clock, disk);
        foreach (var moment in moments)
        {
            clock.Now = Sample.Noon + moment;
            await log.AppendAsync(Sample.Started());
        }
    }

    private sealed class SettableClock : FakeTimeProvider
    {
        public DateTimeOffset Now { get; set; } = Sample.Noon;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
