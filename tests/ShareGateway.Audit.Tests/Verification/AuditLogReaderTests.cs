using ShareGateway.Audit.Tests.Disk;
using ShareGateway.Audit.Tests.Log;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Audit.Tests.Verification;

/// <summary>Reading a log from a moment on, with the people of its disclosures.</summary>
public sealed class AuditLogReaderTests
{
    [Fact]
    public async Task Entries_come_in_order_with_their_people_over_all_segments()
    {
        using var folder = await LogOfAsync(segmentBytes: 1500);

        var entries = AuditLogReader.Since(folder.Path, Sample.Noon).ToList();

        Assert.True(Directory.GetFiles(folder.Path, "entries-*.log").Length > 2);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (ulong)i), entries.Select(entry => entry.View.Index));
        for (int i = 0; i < entries.Count; i++)
        {
            int share = i / 2;
            Assert.Equal(i % 2 == 1 ? [] : Sample.People(share, share + 1, share + 2).ToArray().Order(), entries[i].Subjects);
        }
    }

    [Fact]
    public async Task Entries_before_the_moment_are_passed_over_and_the_later_ones_keep_their_people()
    {
        using var folder = await LogOfAsync(minutesApart: 1);

        var entries = AuditLogReader.Since(folder.Path, Sample.Noon.AddMinutes(4)).ToList();

        Assert.Equal([8UL, 9UL, 10UL, 11UL], entries.Select(entry => entry.View.Index));
        Assert.Equal(3, entries[0].Subjects!.Count);
        Assert.Empty(AuditLogReader.Since(folder.Path, Sample.Noon.AddHours(1)));
    }

    [Fact]
    public async Task Of_an_erased_or_foreign_side_file_no_people_are_told()
    {
        using var folder = await LogOfAsync();
        using var other = await LogOfAsync();
        File.Copy(Path.Combine(other.Path, Sample.Subjects0), Path.Combine(folder.Path, Sample.Subjects0), overwrite: true);
        var foreign = AuditLogReader.Since(folder.Path, Sample.Noon).ToList();
        File.Delete(Path.Combine(folder.Path, Sample.Subjects0));

        var erased = AuditLogReader.Since(folder.Path, Sample.Noon).ToList();

        Assert.All([.. foreign.Where((_, i) => i % 2 == 0), .. erased.Where((_, i) => i % 2 == 0)], entry => Assert.Null(entry.Subjects));
        Assert.All(erased.Where((_, i) => i % 2 == 1), entry => Assert.Empty(entry.Subjects!));
    }

    [Fact]
    public async Task Reading_stops_at_an_unsound_frame_and_tells_how_far_it_is()
    {
        using var folder = await LogOfAsync();
        string path = Path.Combine(folder.Path, Sample.Entries0);
        byte[] bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var told = new List<long>();
        int whole = AuditLogReader.Since(folder.Path, Sample.Noon, told.Add).Count();
        bytes[^10] ^= 1;
        using (var stream = new FileStream(path, FileMode.Create))
        {
            stream.Write(bytes);
        }

        Assert.Equal((12, 11), (whole, AuditLogReader.Since(folder.Path, Sample.Noon).Count()));
        Assert.Equal((12, bytes.Length), (told.Count, told[^1]));
        Assert.Equal(told.Order(), told);
    }

    private static async Task<TemporaryFolder> LogOfAsync(long segmentBytes = 64 << 20, int minutesApart = 0)
    {
        var disk = new MemoryDisk();
        var clock = Sample.Clock();
        await using (var log = await LogDriver.OpenAsync(disk, clock, segmentBytes))
        {
            for (int i = 0; i < 6; i++)
            {
                await LogDriver.FillAsync(log, 1, i);
                clock.Advance(TimeSpan.FromMinutes(minutesApart));
            }
        }

        var folder = new TemporaryFolder();
        disk.SaveTo(folder.Path);
        return folder;
    }
}
