using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Tests.Disk;

namespace ShareGateway.Audit.Tests.Log;

/// <summary>Each call to the disk fails once, then the power goes: what was acknowledged stands, and the log opens again.</summary>
public sealed class FailingDiskTests
{
    private const int TornCuts = 8;

    [Fact]
    public async Task I1_whichever_call_fails_no_acknowledged_entry_is_lost()
    {
        int call = 1;
        for (bool failed = true; failed; call++)
        {
            var disk = new MemoryDisk { FailAt = call };
            var acknowledged = await RunAsync(disk);
            failed = disk.HasFailed;
            await AssertAllStandAsync(disk, acknowledged, call);
        }

        Assert.True(call > 50, $"only {call} calls were tried");
    }

    [Fact]
    public async Task I1_whichever_call_fails_at_reopening_no_acknowledged_entry_is_lost()
    {
        var first = new MemoryDisk();
        var before = await RunAsync(first);
        int call = 1;
        for (bool failed = true; failed; call++)
        {
            var disk = first.WithFailureAt(call);
            var acknowledged = await RunAsync(disk, firstId: 100);
            failed = disk.HasFailed;
            foreach (var (index, id) in before)
            {
                acknowledged.Add(index, id);
            }

            await AssertAllStandAsync(disk, acknowledged, call);
        }
    }

    private static async Task<Dictionary<ulong, string>> RunAsync(MemoryDisk disk, int firstId = 0)
    {
        var acknowledged = new Dictionary<ulong, string>();
        var clock = Sample.Clock();
        try
        {
            await using var log = await LogDriver.OpenAsync(disk, clock, segmentBytes: 2500);
            for (int i = firstId; i < firstId + 6; i++)
            {
                string id = Sample.Id(i);
                var receipt = await log.AppendAsync(Sample.Disclosure(id), Sample.People(i, i + 1));
                acknowledged.Add(receipt.Index, id);
                await log.AppendAsync(Sample.Closing(id));
                clock.Advance(TimeSpan.FromSeconds(1));
            }
        }
        catch (AuditUnavailableException)
        {
            // The one answer to a failing disk, at opening as well as later.
        }

        return acknowledged;
    }

    private static async Task AssertAllStandAsync(MemoryDisk disk, Dictionary<ulong, string> acknowledged, int call)
    {
        await AssertStandsAsync(disk.AfterPowerCut(), acknowledged, $"power cut after call {call}");
        await AssertStandsAsync(disk.AfterKill(), acknowledged, $"kill after call {call}");
        for (int seed = 0; seed < TornCuts; seed++)
        {
            await AssertStandsAsync(disk.AfterTornPowerCut(new Random(seed)), acknowledged, $"torn power cut {seed} after call {call}");
        }
    }

    private static async Task AssertStandsAsync(MemoryDisk disk, Dictionary<ulong, string> acknowledged, string when)
    {
        var views = await LogDriver.ReplayAsync(disk);
        foreach (var (index, id) in acknowledged)
        {
            Assert.True((int)index < views.Count, $"{when}: entry {index} is lost");
            Assert.Equal(id, Assert.IsType<DisclosureEntry>(views[(int)index].Entry).DisclosureId);
        }

        var report = LogDriver.Verify(disk);
        Assert.True(report.IsSound, $"{when}: {string.Join('\n', report.Findings)}");
        Assert.Equal(report.Entries, report.SignedEntries);
    }
}
