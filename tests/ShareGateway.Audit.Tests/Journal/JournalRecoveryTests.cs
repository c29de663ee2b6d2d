using System.Buffers.Binary;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Journal;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Tests.Disk;
using ShareGateway.Audit.Tests.Log;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Audit.Tests.Journal;

/// <summary>What stands in the journal alone comes back, and what it does not vouch for goes. Failing calls and torn sectors everywhere: <see cref="FailingDiskTests"/>.</summary>
public sealed class JournalRecoveryTests
{
    private const string Name = "journal";
    private const int Sector = 512;
    private const int Somebody = 0x5eed_b0d0; // whose reference looks like nothing else in a journal

    [Fact]
    public async Task I1_entries_that_no_sync_of_the_files_has_reached_stand_after_a_power_cut()
    {
        var disk = new MemoryDisk();
        await using var log = await LogDriver.OpenAsync(disk);
        await LogDriver.FillAsync(log, 3);
        var left = disk.AfterPowerCut();
        Assert.Empty(left.Read(Sample.Entries0));
        Assert.Empty(left.Read(Sample.Subjects0));

        var views = await LogDriver.ReplayAsync(left);

        Assert.Equal(6, views.Count); // and nothing to account for: no `log.recovered`
        Assert.Equal(disk.Read(Sample.Entries0), left.Read(Sample.Entries0));
        Assert.Equal(disk.Read(Sample.Subjects0), left.Read(Sample.Subjects0));
        AssertSound(LogDriver.Verify(left));
    }

    [Fact]
    public async Task I1_a_batch_longer_than_the_journal_stands_after_a_power_cut()
    {
        var disk = new MemoryDisk();
        await using var log = await LogDriver.OpenAsync(disk);
        await LogDriver.FillAsync(log, 1);
        await log.AppendAsync(Sample.Disclosure("long"), Sample.People([.. Enumerable.Range(0, 2000)]));
        await log.AppendAsync(Sample.Closing("long"));
        var left = disk.AfterPowerCut();

        Assert.Equal(4, (await LogDriver.ReplayAsync(left)).Count);
        AssertSound(LogDriver.Verify(left));
    }

    [Fact]
    public async Task I1_whichever_sectors_of_a_torn_batch_stand_those_before_it_do_and_it_stands_whole_or_not_at_all()
    {
        var disk = new MemoryDisk();
        await using var log = await LogDriver.OpenAsync(disk);
        await LogDriver.FillAsync(log, 2);
        var before = disk.AfterKill();
        await log.AppendAsync(Sample.Disclosure("torn"), Sample.People([.. Enumerable.Range(0, 100)]));
        var after = disk.AfterKill();
        var sectors = Differing(before.Read(Name), after.Read(Name));
        Assert.InRange(sectors.Count, 4, 12);

        for (int mask = 0; mask < 1 << sectors.Count; mask++)
        {
            // The files hold the whole batch, or any mixture: the journal alone decides.
            var left = (mask % 3) switch { 0 => before.AfterKill(), 1 => after.AfterKill(), _ => WithTornFiles(before, after, mask) };
            left.Put(Name, Mixed(before.Read(Name), after.Read(Name), sectors, mask));
            bool whole = mask == (1 << sectors.Count) - 1;

            var views = await LogDriver.ReplayAsync(left);

            Assert.Equal(whole ? 5 : 4, views.Count(view => view.Entry is DisclosureEntry or ClosingEntry));
            AssertSound(LogDriver.Verify(left));
        }
    }

    [Fact]
    public async Task A_torn_first_record_of_an_epoch_leaves_the_epoch_before_it_in_force()
    {
        var disk = new MemoryDisk();
        var clock = Sample.Clock();
        await using var log = await LogDriver.OpenAsync(disk, clock);
        await LogDriver.FillAsync(log, 2);
        using var settled = new SemaphoreSlim(0);
        disk.OnCall = call => _ = call == "sync folder" ? settled.Release() : 0;
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await settled.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)); // the next record begins an epoch
        disk.OnCall = null;
        var before = disk.AfterKill();
        await log.AppendAsync(Sample.Disclosure("torn"), Sample.People([.. Enumerable.Range(0, 100)]));
        byte[] after = disk.Read(Name);
        var sectors = Differing(before.Read(Name), after);
        byte[] whole = LogDriver.Frames(before.Read(Sample.Entries0))[^1];
        BinaryPrimitives.WriteUInt64LittleEndian(whole.AsSpan(8), 5);
        before.Put(Name, Mixed(before.Read(Name), after, sectors, ((1 << sectors.Count) - 1) & ~1));
        before.Put(Sample.Entries0, [.. before.Read(Sample.Entries0), .. new byte[100], .. whole]); // of a batch of two, the second alone

        Assert.Equal(4, (await LogDriver.ReplayAsync(before)).Count);
        AssertSound(LogDriver.Verify(before));
    }

    [Fact]
    public async Task A_damaged_record_with_sound_ones_behind_it_is_no_torn_write()
    {
        var killed = await KilledAsync();
        byte[] journal = killed.Read(Name);
        var places = Records(journal);
        Assert.InRange(places.Count, 3, 20);
        foreach (int at in places.SkipLast(1).Skip(1))
        {
            byte[] damaged = [.. journal];
            damaged[at + 70] ^= 1;
            killed.Put(Name, damaged);

            var refusal = await Assert.ThrowsAsync<AuditCorruptException>(() => LogDriver.ReplayAsync(killed));

            Assert.StartsWith($"{Name}:{at}: a record is damaged", refusal.Message, StringComparison.Ordinal);
            Assert.Equal(damaged, killed.Read(Name));
        }
    }

    [Fact]
    public async Task Damage_in_the_files_that_the_journal_still_holds_is_mended()
    {
        var killed = await KilledAsync();
        byte[] entries = killed.Read(Sample.Entries0);
        byte[] subjects = killed.Read(Sample.Subjects0);
        for (int cut = 0; cut < entries.Length; cut += 37)
        {
            var disk = killed.AfterKill();
            disk.Put(Sample.Entries0, [.. entries.AsSpan(0, cut), .. new byte[Math.Max(0, (entries.Length / 2) - cut)]]);
            disk.Put(Sample.Subjects0, [.. subjects.Select((b, at) => at == cut % subjects.Length ? (byte)~b : b)]);

            Assert.Equal(4, (await LogDriver.ReplayAsync(disk)).Count);
            Assert.Equal(entries, disk.Read(Sample.Entries0));
            Assert.Equal(subjects, disk.Read(Sample.Subjects0));
        }
    }

    [Fact]
    public async Task A_check_before_the_next_start_takes_files_that_a_power_cut_tore_for_what_they_are()
    {
        var disk = new MemoryDisk();
        await (await LogDriver.OpenAsync(disk)).DisposeAsync();
        await using var log = await LogDriver.OpenAsync(disk);
        await LogDriver.FillAsync(log, 2);
        int torn = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var left = disk.AfterTornPowerCut(new Random(seed));
            var report = LogDriver.Verify(left);
            AssertSound(report);
            torn += report.Notes.Any(note => note.Contains("the journal holds what belongs there", StringComparison.Ordinal)) ? 1 : 0;
        }

        Assert.True(torn > 10, $"only {torn} files were torn");
    }

    [Theory]
    [InlineData(Sample.Entries0)]
    [InlineData(Sample.Subjects0)]
    public async Task A_check_finds_damage_that_no_journal_can_mend(string file)
    {
        var killed = await KilledAsync();
        byte[] bytes = killed.Read(file);
        bytes[40] ^= 1;
        killed.Put(file, bytes);
        AssertSound(LogDriver.Verify(killed));

        killed.Remove(Name);

        Assert.Equal(file, Assert.Single(LogDriver.Verify(killed).Findings).File);
    }

    [Fact]
    public async Task What_stands_behind_the_last_batch_was_never_acknowledged_and_is_cut()
    {
        var killed = await KilledAsync();
        byte[] entries = killed.Read(Sample.Entries0);
        byte[] whole = LogDriver.Frames(entries)[^1];
        BinaryPrimitives.WriteUInt64LittleEndian(whole.AsSpan(8), 4);
        killed.Put(Sample.Entries0, [.. entries, .. whole]);
        killed.Put(Sample.Subjects0, [.. killed.Read(Sample.Subjects0), 1, 2, 3]);

        var views = await LogDriver.ReplayAsync(killed);
        Assert.Equal(4, views.Count);
        views = await LogDriver.ReplayAsync(killed);

        var recovered = Assert.IsType<AdministrativeEntry>(views[^1].Entry);
        Assert.Equal(whole.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), recovered.Facts["cut.bytes"]);
        AssertSound(LogDriver.Verify(killed));
    }

    [Fact]
    public async Task A_segment_whose_beginning_the_journal_does_not_state_is_emptied()
    {
        var closed = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(closed))
        {
            await LogDriver.FillAsync(log, 2);
        }

        closed.Put("entries-00000000000000000004.log", [1, 2, 3]);
        closed.Put("subjects-00000000000000000004.log", [4, 5]);

        Assert.Equal(4, (await LogDriver.ReplayAsync(closed)).Count);
        var views = await LogDriver.ReplayAsync(closed);

        Assert.Equal("3", Assert.IsType<AdministrativeEntry>(views[4].Entry).Facts["cut.bytes"]);
        AssertSound(LogDriver.Verify(closed));
    }

    [Fact]
    public async Task A_journal_older_than_the_checkpoint_is_refused_and_nothing_is_cut()
    {
        var disk = new MemoryDisk();
        await (await LogDriver.OpenAsync(disk)).DisposeAsync();
        byte[] old = disk.Read(Name);
        await using (var log = await LogDriver.OpenAsync(disk))
        {
            await LogDriver.FillAsync(log, 2);
        }

        byte[] entries = disk.Read(Sample.Entries0);
        disk.Put(Name, old);

        var refusal = await Assert.ThrowsAsync<AuditCorruptException>(() => LogDriver.ReplayAsync(disk));

        Assert.Equal("journal:0: 4 entries are signed, the journal ends with entry 0; put back all files of the log as they were at one moment", refusal.Message);
        Assert.Equal(entries, disk.Read(Sample.Entries0));
    }

    [Fact]
    public async Task A_segment_that_the_journal_knows_and_the_folder_does_not_is_missed()
    {
        var killed = await KilledAsync();
        killed.Remove(Sample.Entries0);

        var refusal = await Assert.ThrowsAsync<AuditCorruptException>(() => LogDriver.ReplayAsync(killed));

        Assert.Equal("journal:0: expected the segment that begins with entry 0; put back all files of the log as they were at one moment", refusal.Message);
    }

    [Fact]
    public async Task A_segment_shorter_than_what_was_flushed_is_refused()
    {
        var closed = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(closed))
        {
            await LogDriver.FillAsync(log, 2);
        }

        byte[] entries = closed.Read(Sample.Entries0);
        closed.Put(Sample.Entries0, entries[..^1]);

        var refusal = await Assert.ThrowsAsync<AuditCorruptException>(() => LogDriver.ReplayAsync(closed));

        Assert.Equal($"{Sample.Entries0}:{entries.Length - 1}: expected at least {entries.Length} bytes, which were flushed; put back all files of the log as they were at one moment", refusal.Message);
    }

    [Fact]
    public async Task An_erased_side_file_does_not_come_back_from_the_journal()
    {
        var killed = await KilledAsync();
        Assert.True(Holds(killed, Sample.Person(Somebody + 1)));
        killed.Remove(Sample.Subjects0);

        await LogDriver.ReplayAsync(killed);

        Assert.False(killed.Has(Sample.Subjects0));
        Assert.False(Holds(killed, Sample.Person(Somebody + 1)));
    }

    [Fact]
    public async Task The_journal_forgets_people_once_their_segment_or_the_log_is_closed()
    {
        var disk = new MemoryDisk();
        var clock = Sample.Clock();
        await using (var log = await LogDriver.OpenAsync(disk, clock))
        {
            await log.AppendAsync(Sample.Disclosure("a"), Sample.People(Somebody + 1));
            Assert.True(Holds(disk, Sample.Person(Somebody + 1)));
            clock.Advance(TimeSpan.FromDays(1)); // a segment ends with the day
            await log.AppendAsync(Sample.Disclosure("b"), Sample.People(Somebody + 2));
            clock.Advance(TimeSpan.FromSeconds(1));
            await log.AppendAsync(Sample.Disclosure("c"), Sample.People(Somebody + 3));
            await log.AppendAsync(Sample.Closing("c")); // its receipt comes after the checkpoint
            Assert.False(Holds(disk, Sample.Person(Somebody + 1)));
            Assert.True(Holds(disk, Sample.Person(Somebody + 2)));
        }

        Assert.False(Holds(disk, Sample.Person(Somebody + 2)));
        Assert.False(Holds(disk.AfterPowerCut(), Sample.Person(Somebody + 3)));
        AssertSound(LogDriver.Verify(disk));
    }

    [Theory]
    [InlineData(16 << 10, 64 << 10)]
    [InlineData(64 << 10, 4 << 10)]
    [InlineData(16 << 10, (16 << 10) + 1)]
    public async Task A_journal_of_another_length_begins_anew_and_loses_nothing(long before, long after)
    {
        var disk = new MemoryDisk();
        foreach (long bytes in new[] { before, after, before })
        {
            using var signer = Sample.Signer();
            await using var log = await AuditLog.OpenAsync(Sample.Options(journalBytes: bytes), signer, Sample.Clock(), disk);
            await LogDriver.FillAsync(log, 40, first: (int)log.Size);
            disk = disk.AfterPowerCut();
        }

        Assert.Equal(240, (await LogDriver.ReplayAsync(disk)).Count);
        AssertSound(LogDriver.Verify(disk));
    }

    [Theory]
    [InlineData(4095)]
    [InlineData((1L << 30) + 1)]
    public async Task A_length_out_of_bounds_is_refused(long bytes)
    {
        using var signer = Sample.Signer();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => AuditLog.OpenAsync(Sample.Options(journalBytes: bytes), signer, Sample.Clock(), new MemoryDisk()));
    }

    [Fact]
    public async Task A_flush_of_the_files_comes_before_the_journal_forgets_what_they_hold()
    {
        var disk = new MemoryDisk();
        await using var log = await LogDriver.OpenAsync(disk);
        disk.Calls.Clear();
        await LogDriver.FillAsync(log, 20); // some 30 KB through halves of 8 KB

        int flushes = disk.Calls.Count(call => call == $"sync {Sample.Entries0}");
        Assert.InRange(flushes, 2, 10);
        Assert.Equal(flushes, disk.Calls.Count(call => call == $"sync {Sample.Subjects0}"));
        Assert.Equal(40, (await LogDriver.ReplayAsync(disk.AfterPowerCut())).Count);
    }

    /// <summary>Four entries that were acknowledged, none signed.</summary>
    private static async Task<MemoryDisk> KilledAsync()
    {
        var disk = new MemoryDisk();
        await using var log = await LogDriver.OpenAsync(disk);
        await log.AppendAsync(Sample.Disclosure("a"), Sample.People(Somebody + 1));
        await log.AppendAsync(Sample.Closing("a"));
        await LogDriver.FillAsync(log, 1);
        return disk.AfterKill();
    }

    private static void AssertSound(AuditReport report) => Assert.True(report.IsSound, string.Join('\n', report.Findings));

    private static bool Holds(MemoryDisk disk, SubjectReference person)
    {
        Span<byte> bytes = stackalloc byte[SubjectReference.Length];
        person.CopyTo(bytes);
        return disk.Read(Name).AsSpan().IndexOf(bytes) >= 0;
    }

    private static List<int> Records(byte[] journal) =>
        [.. Enumerable.Range(0, journal.Length / Sector).Select(sector => sector * Sector).Where(at => JournalFormat.TryRead(journal.AsSpan(at), out _))];

    private static List<int> Differing(byte[] one, byte[] other) =>
        [.. Enumerable.Range(0, one.Length / Sector).Where(s => !one.AsSpan(s * Sector, Sector).SequenceEqual(other.AsSpan(s * Sector, Sector)))];

    private static byte[] Mixed(byte[] before, byte[] after, List<int> sectors, int mask)
    {
        byte[] mixed = [.. before];
        for (int i = 0; i < sectors.Count; i++)
        {
            if ((mask >> i & 1) == 1)
            {
                after.AsSpan(sectors[i] * Sector, Sector).CopyTo(mixed.AsSpan(sectors[i] * Sector));
            }
        }

        return mixed;
    }

    private static MemoryDisk WithTornFiles(MemoryDisk before, MemoryDisk after, int seed)
    {
        var torn = before.AfterKill();
        var random = new Random(seed);
        foreach (string name in new[] { Sample.Entries0, Sample.Subjects0 })
        {
            byte[] bytes = after.Read(name);
            int stood = before.Read(name).Length;
            bytes.AsSpan(random.Next(stood, bytes.Length)).Clear();
            torn.Put(name, bytes[..random.Next(stood, bytes.Length + 1)]);
        }

        return torn;
    }
}
