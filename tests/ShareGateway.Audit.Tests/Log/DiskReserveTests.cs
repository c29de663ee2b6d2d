using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Tests.Disk;

namespace ShareGateway.Audit.Tests.Log;

public sealed class DiskReserveTests
{
    private const long Floor = 1000;

    [Fact]
    public async Task Below_the_floor_the_log_says_why_signs_that_and_closes()
    {
        var disk = new MemoryDisk();
        var clock = Sample.Clock();
        using var signer = Sample.Signer();
        await using (var log = await AuditLog.OpenAsync(Sample.Options() with { MinimumFreeBytes = Floor }, signer, clock, disk))
        {
            Assert.True(disk.Has("ballast"));
            await log.AppendAsync(Sample.Started());
            disk.Free = Floor - 1;
            clock.Advance(TimeSpan.FromSeconds(1));

            var closed = await Assert.ThrowsAsync<AuditUnavailableException>(async () =>
            {
                while (true)
                {
                    await log.AppendAsync(Sample.Started()); // until the loop has looked
                }
            });

            Assert.Equal("the disk of the audit log has 999 bytes free; expected at least 1000", closed.Message);
            Assert.False(log.IsWritable);
            Assert.False(disk.Has("ballast"));
        }

        disk.Free = 1L << 40;
        var last = Assert.IsType<AdministrativeEntry>((await LogDriver.ReplayAsync(disk))[^1].Entry);
        Assert.Equal("log.disk-reserve", last.Action);
        Assert.Equal("999", last.Facts["free.bytes"]);
        var report = LogDriver.Verify(disk);
        Assert.True(report.IsSound);
        Assert.Equal(report.Entries, report.SignedEntries);
    }

    [Fact]
    public async Task A_disk_below_the_floor_is_refused_at_opening()
    {
        var disk = new MemoryDisk { Free = Floor - 1 };
        using var signer = Sample.Signer();

        await Assert.ThrowsAsync<AuditUnavailableException>(
            () => AuditLog.OpenAsync(Sample.Options() with { MinimumFreeBytes = Floor }, signer, Sample.Clock(), disk));
    }
}
