using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Tests.Disk;

namespace ShareGateway.Audit.Tests.Log;

public sealed class AuditLogTests
{
    // Only a log that never makes the awaited call lets a test wait this long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_is_appended_is_replayed_in_order()
    {
        var disk = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(disk))
        {
            Assert.Equal(0ul, (await log.AppendAsync(Sample.Started())).Index);
            Assert.Equal(1ul, (await log.AppendAsync(Sample.Disclosure("a"), Sample.People(1, 2, 2))).Index);
            Assert.Equal(2ul, (await log.AppendAsync(Sample.Closing("a"))).Index);
            Assert.Equal(3ul, (await log.AppendAsync(Sample.Refusal())).Index);
            Assert.Equal(4ul, log.Size);
        }

        var views = await LogDriver.ReplayAsync(disk);

        Assert.Equal([0ul, 1ul, 2ul, 3ul], views.Select(v => v.Index));
        Assert.Equal(Sample.Started(), views[0].Entry);
        var disclosure = Assert.IsType<DisclosureEntry>(views[1].Entry);
        Assert.Equal((3L, "galerie-lumiere-recommendations@3"), (disclosure.Records, disclosure.Agreement));
        Assert.Equal(2, views[1].Subjects.Count);
        Assert.Equal(Sample.Closing("a"), views[2].Entry);
        Assert.Equal(Sample.Refusal(), views[3].Entry);
        Assert.All(views, v => Assert.Equal((Sample.Noon, Sample.Name), (v.Time, v.Node)));
    }

    [Fact]
    public async Task What_is_handed_over_joins_the_next_batch_and_costs_no_sync_of_its_own()
    {
        var disk = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(disk))
        {
            await log.AppendAsync(Sample.Disclosure("a"), Sample.People(1));
            Assert.True(log.TryHandOver(Sample.Closing("a")));
            disk.Calls.Clear();
            await log.AppendAsync(Sample.Disclosure("b"), Sample.People(2));
            Assert.InRange(disk.Calls.Count, 0, 8); // two files and the journal written, one sync; twice when 20 ms went by in between
        }

        var views = await LogDriver.ReplayAsync(disk);
        Assert.Equal(["a", "a", "b"], views.Select(v => v.Entry is ClosingEntry closing ? closing.DisclosureId : Assert.IsType<DisclosureEntry>(v.Entry).DisclosureId));
    }

    [Fact]
    public async Task What_is_handed_over_is_written_soon_also_when_nothing_else_comes()
    {
        var disk = new MemoryDisk();
        await using var log = await LogDriver.OpenAsync(disk);
        using var reached = new SemaphoreSlim(0);
        disk.OnCall = _ => reached.Release();

        Assert.True(log.TryHandOver(Sample.Refusal()));

        Assert.True(await reached.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_was_handed_over_last_is_written_when_the_log_closes_and_a_closed_log_takes_nothing()
    {
        var disk = new MemoryDisk();
        var log = await LogDriver.OpenAsync(disk);
        Assert.True(log.TryHandOver(Sample.Started()));
        await log.DisposeAsync();

        Assert.False(log.TryHandOver(Sample.Started()));
        Assert.Single(await LogDriver.ReplayAsync(disk));
    }

    [Fact]
    public async Task I1_a_disclosure_cannot_be_handed_over()
    {
        await using var log = await LogDriver.OpenAsync(new MemoryDisk());

        Assert.Throws<ArgumentException>(() => log.TryHandOver(Sample.Disclosure("a")));
    }

    [Fact]
    public async Task I1_a_receipt_comes_only_after_side_file_and_segment_are_written_in_this_order_and_the_journal_is_synced()
    {
        var disk = new MemoryDisk();
        await using var log = await LogDriver.OpenAsync(disk);
        using var reached = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        disk.Calls.Clear();
        disk.OnCall = _ =>
        {
            reached.Release();
            goOn.Wait();
        };

        var receipt = log.AppendAsync(Sample.Disclosure("a"), Sample.People(1)).AsTask();
        string[] expected = [$"append {Sample.Subjects0}", $"append {Sample.Entries0}", "write journal", "sync journal"];
        foreach (string _ in expected)
        {
            Assert.True(await reached.WaitAsync(Patience, TestContext.Current.CancellationToken));
            Assert.False(receipt.IsCompleted);
            goOn.Release();
        }

        disk.OnCall = null;
        await receipt;

        Assert.Equal(expected, disk.Calls.Take(expected.Length));
    }

    [Fact]
    public async Task Entries_that_wait_share_one_sync()
    {
        var disk = new MemoryDisk();
        await using var log = await LogDriver.OpenAsync(disk);
        using var reached = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        disk.OnCall = _ =>
        {
            reached.Release();
            goOn.Wait();
        };

        var first = log.AppendAsync(Sample.Started()).AsTask();
        Assert.True(await reached.WaitAsync(Patience, TestContext.Current.CancellationToken));
        disk.OnCall = null;
        disk.Calls.Clear();
        var others = Enumerable.Range(0, 50).Select(_ => log.AppendAsync(Sample.Refusal()).AsTask()).ToList();
        goOn.Release();
        await Task.WhenAll([first, .. others]);

        Assert.Equal(2, disk.Calls.Count(call => call == "sync journal"));
    }

    [Fact]
    public async Task Sixty_four_callers_get_each_their_own_place()
    {
        var disk = new MemoryDisk();
        var places = new Dictionary<ulong, string>();
        await using (var log = await LogDriver.OpenAsync(disk))
        {
            var callers = Enumerable.Range(0, 64).Select(async caller =>
            {
                await Task.Yield();
                for (int i = 0; i < 20; i++)
                {
                    string id = Sample.Id((caller * 100) + i);
                    var receipt = await log.AppendAsync(Sample.Disclosure(id), Sample.People(caller, i));
                    lock (places)
                    {
                        places.Add(receipt.Index, id);
                    }

                    await log.AppendAsync(Sample.Closing(id));
                }
            });
            await Task.WhenAll(callers);
        }

        var views = await LogDriver.ReplayAsync(disk);

        Assert.Equal(64 * 20 * 2, views.Count);
        Assert.Equal(64 * 20, places.Count);
        Assert.All(places, place => Assert.Equal(place.Value, ((DisclosureEntry)views[(int)place.Key].Entry).DisclosureId));
        Assert.True(LogDriver.Verify(disk).IsSound);
    }

    [Fact]
    public async Task An_append_can_be_given_up_only_before_it_is_queued()
    {
        var disk = new MemoryDisk();
        using var signer = Sample.Signer();
        await using var log = await AuditLog.OpenAsync(Sample.Options() with { QueueLength = 1 }, signer, Sample.Clock(), disk);
        using var reached = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        disk.OnCall = _ =>
        {
            reached.Release();
            goOn.Wait();
        };
        using var cancel = new CancellationTokenSource();
        var writing = log.AppendAsync(Sample.Started(), cancel.Token).AsTask();
        Assert.True(await reached.WaitAsync(Patience, TestContext.Current.CancellationToken));
        var queued = log.AppendAsync(Sample.Refusal(), cancel.Token).AsTask();
        var waiting = log.AppendAsync(Sample.Refusal(), cancel.Token).AsTask();

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        disk.OnCall = null;
        goOn.Release();

        Assert.Equal((0ul, 1ul), ((await writing).Index, (await queued).Index));
        Assert.Equal(2ul, log.Size);
    }

    [Theory]
    [InlineData("append subjects")]
    [InlineData("append entries")]
    [InlineData("write journal")]
    [InlineData("sync journal")]
    public async Task A_disk_that_fails_once_closes_the_log_for_good(string call)
    {
        var disk = new MemoryDisk();
        await using var log = await LogDriver.OpenAsync(disk);
        await log.AppendAsync(Sample.Started());
        disk.FailOn = call;

        var failure = await Assert.ThrowsAsync<AuditUnavailableException>(
            async () => await log.AppendAsync(Sample.Disclosure("a"), Sample.People(1)));
        disk.FailOn = null;
        await Assert.ThrowsAsync<AuditUnavailableException>(async () => await log.AppendAsync(Sample.Started()));

        Assert.Equal("the audit log cannot be written", failure.Message);
        Assert.IsType<IOException>(failure.InnerException);
        Assert.False(log.IsWritable);
        Assert.Equal(1ul, log.Size);
    }

    [Fact]
    public async Task Ids_that_cannot_be_stored_are_kept_in_memory_and_made_anew_at_the_next_start()
    {
        var disk = new MemoryDisk { FailOn = "open ids-" };
        await using (var log = await LogDriver.OpenAsync(disk, segmentBytes: 2000))
        {
            await LogDriver.FillAsync(log, 8);
            Assert.True(log.IsWritable);
            Assert.All(Enumerable.Range(0, 8), i => Assert.Single(log.FindDisclosure(Sample.Id(i))));
        }

        Assert.DoesNotContain(disk.List("/log"), name => name.StartsWith("ids-", StringComparison.Ordinal));
        disk.FailOn = null;
        await using var again = await LogDriver.OpenAsync(disk, segmentBytes: 2000);

        Assert.Contains(disk.List("/log"), name => name.StartsWith("ids-", StringComparison.Ordinal));
        Assert.All(Enumerable.Range(0, 8), i => Assert.Single(again.FindDisclosure(Sample.Id(i))));
    }

    [Fact]
    public async Task A_failure_reaches_all_who_wait()
    {
        var disk = new MemoryDisk();
        await using var log = await LogDriver.OpenAsync(disk);
        using var reached = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        disk.FailOn = "sync journal";
        disk.OnCall = _ =>
        {
            reached.Release();
            goOn.Wait();
        };
        var first = log.AppendAsync(Sample.Started()).AsTask();
        Assert.True(await reached.WaitAsync(Patience, TestContext.Current.CancellationToken));
        disk.OnCall = null;
        var others = Enumerable.Range(0, 20).Select(_ => log.AppendAsync(Sample.Refusal()).AsTask()).ToList();
        goOn.Release();

        foreach (var append in others.Prepend(first))
        {
            await Assert.ThrowsAsync<AuditUnavailableException>(() => append);
        }
    }

    [Fact]
    public async Task A_closed_log_takes_nothing()
    {
        var log = await LogDriver.OpenAsync(new MemoryDisk());
        Assert.True(log.IsWritable);
        await log.DisposeAsync();
        await log.DisposeAsync();

        Assert.False(log.IsWritable);
        var refusal = await Assert.ThrowsAsync<AuditUnavailableException>(async () => await log.AppendAsync(Sample.Started()));
        Assert.Equal("the audit log is closed", refusal.Message);
    }

    [Fact]
    public async Task Malformed_entries_are_refused_and_the_log_goes_on()
    {
        await using var log = await LogDriver.OpenAsync(new MemoryDisk());

        await Assert.ThrowsAsync<ArgumentException>(async () => await log.AppendAsync(Sample.Closing("a"), Sample.People(1)));
        await Assert.ThrowsAsync<ArgumentException>(async () => await log.AppendAsync(Sample.Disclosure(new string('x', 300))));
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await log.AppendAsync(Sample.Disclosure("a"), new SubjectReference[] { default }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await log.AppendAsync(null!));

        Assert.Equal(0ul, (await log.AppendAsync(Sample.Started())).Index);
    }

    [Theory]
    [InlineData(0, 1024, 1000)]
    [InlineData(1, 0, 1000)]
    [InlineData(1, 1, 49)]
    [InlineData(1, 1, 60_001)]
    public async Task Options_out_of_range_are_refused_before_anything_is_touched(long segmentBytes, int queueLength, int milliseconds)
    {
        var disk = new MemoryDisk();
        using var signer = Sample.Signer();
        var options = Sample.Options() with
        {
            SegmentBytes = segmentBytes,
            QueueLength = queueLength,
            CheckpointEvery = TimeSpan.FromMilliseconds(milliseconds),
        };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => AuditLog.OpenAsync(options, signer, Sample.Clock(), disk));

        Assert.Empty(disk.Calls);
    }

    [Fact]
    public async Task A_folder_has_one_writer_at_a_time()
    {
        var disk = new MemoryDisk();
        var first = await LogDriver.OpenAsync(disk);

        var refusal = await Assert.ThrowsAsync<AuditUnavailableException>(() => LogDriver.OpenAsync(disk));
        Assert.Equal("the folder of the audit log is in use by another process, or cannot be locked", refusal.Message);
        await first.DisposeAsync();
        await using var second = await LogDriver.OpenAsync(disk);

        Assert.True(second.IsWritable);
    }

    [Fact]
    public async Task Segments_roll_and_their_side_files_with_them()
    {
        var disk = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(disk, segmentBytes: 3000))
        {
            await LogDriver.FillAsync(log, 10);
        }

        var segments = disk.List("/log").Where(n => n.StartsWith("entries-", StringComparison.Ordinal)).ToList();
        Assert.True(segments.Count >= 4);
        Assert.All(segments, n => Assert.True(disk.Has(n.Replace("entries-", "subjects-", StringComparison.Ordinal))));
        Assert.Equal(20, (await LogDriver.ReplayAsync(disk)).Count);
        var report = LogDriver.Verify(disk);
        Assert.True(report.IsSound, string.Join('\n', report.Findings));
        Assert.Equal((20ul, 20ul, 10L), (report.Entries, report.SignedEntries, report.CheckedCommitments));
    }

    [Fact]
    public async Task Each_day_has_segments_of_its_own_also_across_a_restart_so_that_retention_ends_by_days()
    {
        var disk = new MemoryDisk();
        var clock = Sample.Clock();
        await using (var log = await LogDriver.OpenAsync(disk, clock))
        {
            await LogDriver.FillAsync(log, 2);
            clock.Advance(TimeSpan.FromHours(24));
            await LogDriver.FillAsync(log, 2, first: 2);
        }

        clock.Advance(TimeSpan.FromHours(24));
        await using (var log = await LogDriver.OpenAsync(disk, clock))
        {
            await LogDriver.FillAsync(log, 2, first: 4);
        }

        await using (var log = await LogDriver.OpenAsync(disk, clock))
        {
            await LogDriver.FillAsync(log, 2, first: 6); // the same day goes on in the same segment
        }

        Assert.Equal(
            ["entries-00000000000000000000.log", "entries-00000000000000000004.log", "entries-00000000000000000008.log"],
            disk.List("/log").Where(name => name.StartsWith("entries-", StringComparison.Ordinal)));
        Assert.True(LogDriver.Verify(disk).IsSound);
    }

    [Fact]
    public async Task No_reference_to_a_person_stands_in_a_segment()
    {
        var disk = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(disk))
        {
            await LogDriver.FillAsync(log, 3);
        }

        byte[] person = new byte[16];
        Sample.Person(1).CopyTo(person);
        Assert.True(disk.Read(Sample.Subjects0).AsSpan().IndexOf(person) >= 0);
        string text = System.Text.Encoding.Latin1.GetString(disk.Read(Sample.Entries0));
        Assert.Equal(-1, disk.Read(Sample.Entries0).AsSpan().IndexOf(person));
        Assert.DoesNotContain(Convert.ToHexStringLower(person), text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(person)[..20], text, StringComparison.Ordinal);
    }
}
