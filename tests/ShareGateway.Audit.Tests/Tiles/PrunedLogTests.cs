using System.Globalization;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Tests.Disk;
using ShareGateway.Audit.Tests.Log;

namespace ShareGateway.Audit.Tests.Tiles;

/// <summary>A log whose first segments are gone after their time: what it takes to open and to verify it.</summary>
public sealed class PrunedLogTests
{
    [Fact]
    public async Task A_log_that_announced_its_pruning_opens_verifies_and_goes_on()
    {
        var (disk, kept) = await PrunedAsync(announce: true);

        var report = LogDriver.Verify(disk);
        Assert.True(report.IsSound, string.Join('\n', report.Findings));
        Assert.Equal(report.Entries, report.SignedEntries);
        Assert.Contains($"entries before entry {kept} were pruned: of them the hashes stand", report.Notes);
        await using (var log = await LogDriver.OpenAsync(disk, segmentBytes: 5000))
        {
            await LogDriver.FillAsync(log, 3, first: 500);
        }

        Assert.True(LogDriver.Verify(disk).IsSound);
    }

    [Fact]
    public async Task I13_a_beginning_that_is_missing_without_a_word_is_found_and_not_opened()
    {
        var (disk, kept) = await PrunedAsync(announce: false);

        Assert.Contains(LogDriver.Verify(disk).Findings, finding => finding.Text == "entries before this segment are missing, and no entry `log.pruned` announces it");
        await Assert.ThrowsAsync<AuditCorruptException>(() => LogDriver.ReplayAsync(disk));
        Assert.True(kept > 0);
    }

    [Fact]
    public async Task I13_no_changed_byte_of_the_kept_hashes_goes_unseen()
    {
        var (disk, _) = await PrunedAsync(announce: true);
        byte[] hashes = disk.Read("tiles-00");
        for (int i = 0; i < hashes.Length; i += 5)
        {
            byte[] spoilt = [.. hashes];
            spoilt[i] ^= 4;
            disk.Put("tiles-00", spoilt);
            Assert.False(LogDriver.Verify(disk).IsSound, $"byte {i}");
        }
    }

    private static async Task<(MemoryDisk Disk, ulong Kept)> PrunedAsync(bool announce)
    {
        var disk = new MemoryDisk();
        ulong kept;
        await using (var log = await LogDriver.OpenAsync(disk, segmentBytes: 5000))
        {
            await LogDriver.FillAsync(log, 20);
            string[] segments = [.. disk.List("").Where(name => name.StartsWith("entries-", StringComparison.Ordinal))];
            kept = ulong.Parse(segments[2].AsSpan(8, 20), CultureInfo.InvariantCulture);
            if (announce)
            {
                await log.AppendAsync(AdministrativeEntry.Of("log.pruned", ("below", kept.ToString(CultureInfo.InvariantCulture))));
            }
        }

        foreach (string name in disk.List("").Where(name => name.Contains('-', StringComparison.Ordinal) && name.EndsWith(".log", StringComparison.Ordinal)
            && ulong.Parse(name.AsSpan(name.IndexOf('-', StringComparison.Ordinal) + 1, 20), CultureInfo.InvariantCulture) < kept))
        {
            disk.Remove(name);
        }

        return (disk, kept);
    }
}
