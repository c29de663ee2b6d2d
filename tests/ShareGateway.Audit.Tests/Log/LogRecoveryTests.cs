using System.Text;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Tests.Disk;

namespace ShareGateway.Audit.Tests.Log;

/// <summary>What the files alone tell, with no journal beside them; what that adds is in <see cref="Journal.JournalRecoveryTests"/>.</summary>
public sealed class LogRecoveryTests
{
    private const int Signed = 4;
    private const int Unsigned = 4;

    [Fact]
    public async Task A_torn_write_is_cut_behind_the_last_whole_entry_and_never_below_the_signed_ones()
    {
        var killed = await KilledAsync();
        byte[] entries = killed.Read(Sample.Entries0);
        var ends = Ends(entries);
        for (int cut = 0; cut < entries.Length; cut++)
        {
            var disk = killed.AfterKill();
            disk.Put(Sample.Entries0, entries[..cut]);
            if (cut < ends[Signed])
            {
                await Assert.ThrowsAsync<AuditCorruptException>(() => LogDriver.ReplayAsync(disk));
                Assert.Equal(entries[..cut], disk.Read(Sample.Entries0));
            }
            else
            {
                int whole = ends.FindLastIndex(end => end <= cut);
                var views = await LogDriver.ReplayAsync(disk);
                Assert.Equal(whole, views.Count);
                Assert.Equal(entries[..ends[whole]], disk.Read(Sample.Entries0)[..ends[whole]]);
                var report = LogDriver.Verify(disk);
                Assert.True(report.IsSound, $"cut {cut}: {string.Join('\n', report.Findings)}");
            }
        }
    }

    [Fact]
    public async Task Side_records_of_entries_that_never_came_to_stand_are_cut_wherever_they_end()
    {
        var killed = await KilledAsync();
        byte[] entries = killed.Read(Sample.Entries0);
        byte[] subjects = killed.Read(Sample.Subjects0);
        int standing = Ends(subjects)[Signed / 2];
        for (int cut = standing; cut <= subjects.Length; cut++)
        {
            var disk = killed.AfterKill();
            disk.Put(Sample.Entries0, entries[..Ends(entries)[Signed]]);
            disk.Put(Sample.Subjects0, subjects[..cut]);

            Assert.Equal(Signed, (await LogDriver.ReplayAsync(disk)).Count);
            Assert.Equal(subjects[..standing], disk.Read(Sample.Subjects0));
        }
    }

    [Fact]
    public async Task A_side_file_that_lost_a_record_of_a_signed_entry_is_refused()
    {
        var closed = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(closed))
        {
            await LogDriver.FillAsync(log, 3);
        }

        byte[] subjects = closed.Read(Sample.Subjects0);
        for (int cut = 0; cut < subjects.Length; cut++)
        {
            var disk = closed.AfterKill();
            disk.Put(Sample.Subjects0, subjects[..cut]);

            var refusal = await Assert.ThrowsAsync<AuditCorruptException>(() => LogDriver.ReplayAsync(disk));
            Assert.Equal(Sample.Subjects0, refusal.File);
        }
    }

    [Fact]
    public async Task An_erased_side_file_is_not_begun_anew()
    {
        var disk = (await KilledAsync()).AfterKill();
        disk.Remove(Sample.Subjects0);

        await using (var log = await LogDriver.OpenAsync(disk))
        {
            await LogDriver.FillAsync(log, 1, first: 50);
        }

        Assert.False(disk.Has(Sample.Subjects0));
        Assert.True(disk.Has("subjects-00000000000000000008.log"));
        var report = LogDriver.Verify(disk);
        Assert.True(report.IsSound, string.Join('\n', report.Findings));
        Assert.Contains(report.Notes, note => note == $"the side file of `{Sample.Entries0}` was erased: its commitments were not checked");
        Assert.Equal(1, report.CheckedCommitments);
    }

    [Fact]
    public async Task A_crash_with_open_disclosures_is_accounted_for_once()
    {
        var disk = new MemoryDisk();
        var log = await LogDriver.OpenAsync(disk);
        await LogDriver.FillAsync(log, 2);
        await log.AppendAsync(Sample.Disclosure("open-b"), Sample.People(1));
        await log.AppendAsync(Sample.Disclosure("open-a"), Sample.People(1));
        await log.AppendAsync(Sample.Disclosure("open-a", 1), Sample.People(2));
        var killed = disk.AfterKill();

        await LogDriver.ReplayAsync(killed);
        await LogDriver.ReplayAsync(killed);
        var views = await LogDriver.ReplayAsync(killed);

        var recovered = Assert.IsType<AdministrativeEntry>(views[7].Entry);
        Assert.Equal(
            AdministrativeEntry.Of("log.recovered", ("cut.bytes", "0"), ("disclosures", "2"), ("disclosures.listed", "open-a open-b")),
            recovered);
        Assert.Equal(8, views.Count);
        await log.DisposeAsync();
    }

    [Fact]
    public async Task A_cut_write_is_accounted_for_even_when_nothing_was_open()
    {
        var killed = await KilledAsync();
        byte[] entries = killed.Read(Sample.Entries0);
        killed.Put(Sample.Entries0, [.. entries, 1, 2, 3]);

        await LogDriver.ReplayAsync(killed);
        var views = await LogDriver.ReplayAsync(killed);

        var recovered = Assert.IsType<AdministrativeEntry>(views[^1].Entry);
        Assert.Equal(("3", "0"), (recovered.Facts["cut.bytes"], recovered.Facts["disclosures"]));
    }

    [Fact]
    public async Task Of_many_open_disclosures_a_bounded_number_is_listed()
    {
        var open = new OpenDisclosures();
        for (int i = 0; i < 5000; i++)
        {
            open.See(Sample.Disclosure($"{Sample.Id(i)}-{new string('x', 30)}"));
        }

        var entry = open.Recovered(0);

        Assert.Equal("5000", entry.Facts["disclosures"]);
        await using var log = await LogDriver.OpenAsync(new MemoryDisk());
        Assert.Equal(0ul, (await log.AppendAsync(entry)).Index);
    }

    [Fact]
    public async Task Damage_with_sound_entries_behind_it_is_no_torn_write()
    {
        var killed = await KilledAsync();
        byte[] entries = killed.Read(Sample.Entries0);
        var ends = Ends(entries);
        for (int at = ends[Signed]; at < ends[^2]; at++)
        {
            var disk = killed.AfterKill();
            byte[] damaged = [.. entries];
            damaged[at] ^= 0x10;
            disk.Put(Sample.Entries0, damaged);

            await Assert.ThrowsAsync<AuditCorruptException>(() => LogDriver.ReplayAsync(disk));
            Assert.Equal(damaged, disk.Read(Sample.Entries0));
        }
    }

    [Fact]
    public async Task Every_changed_byte_of_the_signed_part_stops_the_opening()
    {
        var killed = await KilledAsync();
        byte[] entries = killed.Read(Sample.Entries0);
        for (int at = 0; at < Ends(entries)[Signed]; at++)
        {
            var disk = killed.AfterKill();
            byte[] damaged = [.. entries];
            damaged[at] ^= 0x01;
            disk.Put(Sample.Entries0, damaged);

            await Assert.ThrowsAsync<AuditCorruptException>(() => LogDriver.ReplayAsync(disk));
        }
    }

    [Fact]
    public async Task I13_a_signed_entry_rewritten_with_a_fitting_checksum_stops_the_opening()
    {
        var disk = await KilledAsync();
        var entries = LogDriver.Frames(disk.Read(Sample.Entries0)).Select(f => Encoding.UTF8.GetString(f.AsSpan(16))).ToList();
        entries[1] = entries[1].Replace("\"delivered\":3", "\"delivered\":4", StringComparison.Ordinal);
        disk.Put(Sample.Entries0, LogDriver.Reframed(entries.Select(Encoding.UTF8.GetBytes)));

        var refusal = await Assert.ThrowsAsync<AuditCorruptException>(() => LogDriver.ReplayAsync(disk));

        Assert.Equal("checkpoint:0: the first 4 entries are not the ones that were signed", refusal.Message);
    }

    [Fact]
    public async Task I13_a_side_record_rewritten_with_a_fitting_checksum_stops_the_opening()
    {
        var disk = await KilledAsync();
        var frames = LogDriver.Frames(disk.Read(Sample.Subjects0));
        byte[] record = frames[0][16..];
        record[0] ^= 1;
        disk.Put(Sample.Subjects0, [.. LogDriver.Reframed([record]), .. frames.Skip(1).SelectMany(f => f)]);

        var refusal = await Assert.ThrowsAsync<AuditCorruptException>(() => LogDriver.ReplayAsync(disk));

        Assert.Equal($"{Sample.Subjects0}:0: the subjects are not the ones that entry 0 commits to", refusal.Message);
    }

    [Fact]
    public async Task What_a_killed_process_wrote_without_a_sync_is_made_durable_before_it_is_signed()
    {
        var disk = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(disk))
        {
            await LogDriver.FillAsync(log, 1);
            disk.FailOn = "sync journal";
            await Assert.ThrowsAsync<AuditUnavailableException>(async () => await log.AppendAsync(Sample.Refusal()));
            disk.FailOn = null;
        }

        Assert.Equal(3, (await LogDriver.ReplayAsync(disk)).Count);
        var afterPowerCut = disk.AfterPowerCut();

        Assert.Equal(3, (await LogDriver.ReplayAsync(afterPowerCut)).Count);
    }

    [Theory]
    [InlineData("checkpoint", "checkpoint:0: the log has entries and no checkpoint")]
    [InlineData("log.vkey", null)]
    [InlineData(Sample.Entries0, "checkpoint:0: 4 entries are signed, the log holds 0")]
    public async Task A_log_that_lost_a_file_is_refused(string file, string? expected)
    {
        var disk = (await KilledAsync()).AfterKill();
        disk.Remove(file);

        var refusal = await Assert.ThrowsAsync<AuditCorruptException>(() => LogDriver.ReplayAsync(disk));

        Assert.Equal(expected ?? refusal.Message, refusal.Message);
    }

    [Fact]
    public async Task A_lost_segment_in_the_middle_is_refused()
    {
        var disk = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(disk, segmentBytes: 2000))
        {
            await LogDriver.FillAsync(log, 8);
        }

        string second = disk.List("/log").Where(n => n.StartsWith("entries-", StringComparison.Ordinal)).ElementAt(1);
        disk.Delete(second);

        var refusal = await Assert.ThrowsAsync<AuditCorruptException>(() => LogDriver.ReplayAsync(disk));
        Assert.Contains("expected the segment that begins with entry", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_quote_nothing_of_an_entry()
    {
        var killed = await KilledAsync();
        byte[] entries = killed.Read(Sample.Entries0);
        Encoding.UTF8.GetBytes("galerie-secret!").CopyTo(entries.AsSpan(100));
        killed.Put(Sample.Entries0, entries);

        var refusal = await Assert.ThrowsAsync<AuditCorruptException>(() => LogDriver.ReplayAsync(killed));

        Assert.Equal($"{Sample.Entries0}:0: the checksum does not fit the frame", refusal.Message);
    }

    /// <summary>A log of four signed entries and four that were acknowledged later, as kill -9 leaves it, but for its journal.</summary>
    private static async Task<MemoryDisk> KilledAsync()
    {
        var disk = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(disk))
        {
            await LogDriver.FillAsync(log, Signed / 2);
        }

        await using var again = await LogDriver.OpenAsync(disk);
        await LogDriver.FillAsync(again, Unsigned / 2, first: 10);
        var killed = disk.AfterKill();
        killed.Remove("journal");
        return killed;
    }

    private static List<int> Ends(byte[] file)
    {
        var ends = new List<int> { 0 };
        foreach (byte[] frame in LogDriver.Frames(file))
        {
            ends.Add(ends[^1] + frame.Length);
        }

        return ends;
    }
}
