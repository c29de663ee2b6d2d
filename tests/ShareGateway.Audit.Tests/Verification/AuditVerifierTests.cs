using System.Text;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Tests.Disk;
using ShareGateway.Audit.Tests.Log;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Audit.Tests.Verification;

public sealed class AuditVerifierTests
{
    private static readonly string[] AllFiles = ["checkpoint", "log.vkey", Sample.Entries0, Sample.Subjects0, "tiles-00"];

    [Fact]
    public async Task A_closed_log_is_sound_and_wholly_signed()
    {
        var seen = new List<AuditEntryView>();
        using var signer = Sample.Signer();

        var report = LogDriver.Verify(await ClosedAsync(), new AuditVerifierOptions { Key = signer.VerifierKey, OnEntry = seen.Add });

        Assert.True(report.IsSound, string.Join('\n', report.Findings));
        Assert.Empty(report.Notes);
        Assert.Equal((4ul, 4ul, 2L), (report.Entries, report.SignedEntries, report.CheckedCommitments));
        Assert.Equal((Sample.Name, signer.VerifierKey.Text), (report.Origin, report.Key));
        Assert.Equal(64, report.Root.Length);
        Assert.Equal([0ul, 1ul, 2ul, 3ul], seen.Select(v => v.Index));
    }

    [Fact]
    public async Task I13_no_changed_bit_in_any_file_goes_unseen()
    {
        var disk = await ClosedAsync();
        using var folder = new TemporaryFolder();
        disk.SaveTo(folder.Path);
        foreach (string file in AllFiles)
        {
            byte[] bytes = disk.Read(file);
            for (int i = 0; i < bytes.Length; i++)
            {
                byte[] spoilt = [.. bytes];
                spoilt[i] ^= (byte)(1 << (i % 8));
                await File.WriteAllBytesAsync(folder[file], spoilt, TestContext.Current.CancellationToken);
                Assert.False(AuditVerifier.Verify(folder.Path).IsSound, $"byte {i} of {file}");
            }

            await File.WriteAllBytesAsync(folder[file], bytes, TestContext.Current.CancellationToken);
        }

        Assert.True(AuditVerifier.Verify(folder.Path).IsSound);
    }

    [Fact]
    public async Task I13_no_cut_of_any_file_goes_unseen()
    {
        var disk = await ClosedAsync();
        using var folder = new TemporaryFolder();
        disk.SaveTo(folder.Path);
        foreach (string file in AllFiles)
        {
            byte[] bytes = disk.Read(file);
            for (int length = 0; length < bytes.Length; length++)
            {
                await File.WriteAllBytesAsync(folder[file], bytes[..length], TestContext.Current.CancellationToken);
                Assert.False(AuditVerifier.Verify(folder.Path).IsSound, $"{file} cut to {length}");
            }

            await File.WriteAllBytesAsync(folder[file], bytes, TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 3)]
    public async Task I13_swapped_entries_are_found_even_with_frames_made_to_fit(int a, int b)
    {
        var disk = await ClosedAsync();
        var frames = LogDriver.Frames(disk.Read(Sample.Entries0));
        (frames[a], frames[b]) = (frames[b], frames[a]);
        disk.Put(Sample.Entries0, [.. frames.SelectMany(f => f)]);
        Assert.Contains($"expected entry {a}, got entry {b}", Texts(disk));

        disk.Put(Sample.Entries0, LogDriver.Reframed(frames.Select(f => f[16..])));

        Assert.Contains("checkpoint:0: the first 4 entries are not the ones that the checkpoint was signed over", Texts(disk));
    }

    [Fact]
    public async Task I13_a_rewritten_entry_is_found_even_with_its_checksum_made_to_fit()
    {
        var disk = await ClosedAsync();
        var entries = LogDriver.Frames(disk.Read(Sample.Entries0)).Select(f => f[16..]).ToList();
        entries[0] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(entries[0]).Replace("galerie-lumiere", "galerie-obscure", StringComparison.Ordinal));
        disk.Put(Sample.Entries0, LogDriver.Reframed(entries));

        Assert.Equal(
            "tiles-00:0: expected hash 0 of level 0 to be the one that the entries give\n"
            + "checkpoint:0: the first 4 entries are not the ones that the checkpoint was signed over", Texts(disk));
    }

    [Fact]
    public async Task I13_people_taken_out_of_a_side_file_are_found()
    {
        var disk = await ClosedAsync();
        var frames = LogDriver.Frames(disk.Read(Sample.Subjects0));
        byte[] record = frames[0][16..];
        byte[] shorter = [.. record[..^16]];
        shorter[32]--;
        disk.Put(Sample.Subjects0, [.. LogDriver.Reframed([shorter]), .. frames[1]]);

        Assert.Equal($"{Sample.Subjects0}:0: the subjects are not the ones that entry 0 commits to", Texts(disk));
    }

    [Fact]
    public async Task I13_records_taken_out_of_or_put_into_a_side_file_are_found()
    {
        var disk = await ClosedAsync();
        var frames = LogDriver.Frames(disk.Read(Sample.Subjects0));
        disk.Put(Sample.Subjects0, frames[1]);
        Assert.Equal($"{Sample.Subjects0}:0: expected the subjects of entry 0", Texts(disk));

        disk.Put(Sample.Subjects0, [.. frames[0], .. frames[1], .. frames[1]]);
        Assert.Equal($"{Sample.Subjects0}:{frames[0].Length + frames[1].Length}: expected no record of entry 2 here", Texts(disk));
    }

    [Fact]
    public async Task I13_a_log_signed_by_another_key_is_found()
    {
        var disk = await ClosedAsync();
        using var thief = Sample.Signer(seed: 2);
        using var signer = Sample.Signer();
        Checkpoint.TryOpen(Encoding.UTF8.GetString(disk.Read("checkpoint")), signer.VerifierKey, out var honest, out _);
        disk.Put("checkpoint", Encoding.UTF8.GetBytes(honest!.Sign(thief)));
        Assert.Equal($"checkpoint:0: the signature is not one of key `{signer.VerifierKey.Text}`", Texts(disk));

        disk.Put("log.vkey", Encoding.UTF8.GetBytes(thief.VerifierKey.Text + "\n"));
        Assert.Equal("", Texts(disk));
        Assert.Contains("could have replaced log and key together", LogDriver.Verify(disk).Notes[0], StringComparison.Ordinal);
        Assert.False(LogDriver.Verify(disk, new AuditVerifierOptions { Key = signer.VerifierKey }).IsSound);
    }

    [Fact]
    public async Task I13_a_folder_put_back_to_an_older_state_is_found_by_a_checkpoint_kept_elsewhere()
    {
        var disk = await ClosedAsync();
        var older = disk.AfterKill();
        await using (var log = await LogDriver.OpenAsync(disk))
        {
            await LogDriver.FillAsync(log, 1, first: 30);
        }

        string kept = Encoding.UTF8.GetString(disk.Read("checkpoint"));

        Assert.True(LogDriver.Verify(older).IsSound);
        var report = LogDriver.Verify(older, new AuditVerifierOptions { EarlierCheckpoint = kept });
        Assert.Equal("checkpoint:0: the earlier checkpoint covers 6 entries, the log holds 4", string.Join('\n', report.Findings));
        string first = Encoding.UTF8.GetString(older.Read("checkpoint"));
        Assert.True(LogDriver.Verify(disk, new AuditVerifierOptions { EarlierCheckpoint = first }).IsSound);
    }

    [Fact]
    public async Task I13_a_fork_signed_with_the_right_key_is_found_by_a_checkpoint_kept_elsewhere()
    {
        var disk = await ClosedAsync();
        var fork = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(fork))
        {
            await LogDriver.FillAsync(log, 3, first: 70);
        }

        Assert.True(LogDriver.Verify(fork).IsSound);
        var options = new AuditVerifierOptions { EarlierCheckpoint = Encoding.UTF8.GetString(disk.Read("checkpoint")) };
        string found = string.Join('\n', LogDriver.Verify(fork, options).Findings);
        Assert.Equal("checkpoint:0: the first 4 entries are not the ones that the earlier checkpoint was signed over", found);
    }

    [Fact]
    public async Task A_checkpoint_newer_than_the_entries_is_found()
    {
        var disk = await ClosedAsync();
        var frames = LogDriver.Frames(disk.Read(Sample.Entries0));
        disk.Put(Sample.Entries0, [.. frames.Take(3).SelectMany(f => f)]);

        Assert.Equal("checkpoint:0: the checkpoint covers 4 entries, the log holds 3", Texts(disk));
    }

    [Fact]
    public async Task Entries_behind_the_checkpoint_and_an_unfinished_write_are_notes()
    {
        var disk = await ClosedAsync();
        await using var log = await LogDriver.OpenAsync(disk);
        await LogDriver.FillAsync(log, 1, first: 30);
        var killed = disk.AfterKill();
        killed.Put(Sample.Entries0, [.. killed.Read(Sample.Entries0), 1, 2, 3]);

        var report = LogDriver.Verify(killed);

        Assert.True(report.IsSound, string.Join('\n', report.Findings));
        Assert.Equal((6ul, 4ul), (report.Entries, report.SignedEntries));
        Assert.Contains(report.Notes, note => note == "not yet signed: 2 entries from entry 4 on");
        Assert.Contains(report.Notes, note => note.Contains("unfinished entry of 3 bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_side_file_erased_as_a_whole_is_a_note()
    {
        var disk = await ClosedAsync();
        disk.Remove(Sample.Subjects0);

        var report = LogDriver.Verify(disk);

        Assert.True(report.IsSound);
        Assert.Equal(0, report.CheckedCommitments);
        Assert.Contains(report.Notes, note => note == "2 disclosures have no side record any more");
    }

    [Fact]
    public async Task Files_of_others_are_counted_and_not_named()
    {
        var disk = await ClosedAsync();
        disk.Put("anna-schmidt.txt", []);
        disk.Put("entries-1.log", []);

        var report = LogDriver.Verify(disk);

        Assert.True(report.IsSound);
        Assert.Equal("files in the folder that are not the log's: 2", report.Notes[^1]);
    }

    [Fact]
    public async Task Entries_of_another_log_are_found()
    {
        using var neighbour = Sample.Signer(name: "other.example");
        var disk = await ClosedAsync();
        disk.Put("log.vkey", Encoding.UTF8.GetBytes(neighbour.VerifierKey.Text + "\n"));

        Assert.Contains($"{Sample.Entries0}:0: expected an entry of `other.example`", Texts(disk));
    }

    [Theory]
    [InlineData("checkpoint", "checkpoint:0: expected a signed checkpoint")]
    [InlineData("log.vkey", "log.vkey:0: expected the log's key as `name+id+key` on one line")]
    [InlineData(Sample.Entries0, "checkpoint:0: the checkpoint covers 4 entries, the log holds 0")]
    public async Task A_lost_file_is_found(string file, string expected)
    {
        var disk = await ClosedAsync();
        disk.Remove(file);

        Assert.Equal(expected, Texts(disk));
    }

    [Fact]
    public async Task A_lost_segment_is_found_at_the_one_behind_it()
    {
        var disk = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(disk, segmentBytes: 2000))
        {
            await LogDriver.FillAsync(log, 8);
        }

        var segments = disk.List("/log").Where(n => n.StartsWith("entries-", StringComparison.Ordinal)).ToList();
        disk.Delete(segments[1]);

        Assert.Contains($"{segments[2]}:0: expected the segment that begins with entry", Texts(disk));
        Assert.Contains(segments[1].Replace("entries", "subjects", StringComparison.Ordinal) + ":0: expected a segment", Texts(disk));
    }

    [Fact]
    public async Task A_log_can_be_checked_while_it_grows()
    {
        using var folder = new TemporaryFolder();
        using var signer = Sample.Signer();
        await using var log = await ShareGateway.Audit.Log.AuditLog.OpenAsync(Sample.Options(folder.Path), signer, TimeProvider.System);
        var writing = LogDriver.FillAsync(log, 300);
        do
        {
            var report = AuditVerifier.Verify(folder.Path);
            Assert.True(report.IsSound, string.Join('\n', report.Findings));
        }
        while (!writing.IsCompleted);

        await writing;
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told_apart_from_a_bad_log()
    {
        Assert.Throws<DirectoryNotFoundException>(() => AuditVerifier.Verify("/no/such/folder"));
    }

    [Fact]
    public async Task The_latest_entries_come_from_as_many_segments_as_needed()
    {
        var disk = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(disk, segmentBytes: 2000))
        {
            await LogDriver.FillAsync(log, 12);
        }

        using var folder = new TemporaryFolder();
        disk.SaveTo(folder.Path);
        for (int count = 1; count <= 30; count++)
        {
            var latest = AuditLogReader.Latest(folder.Path, count);
            Assert.Equal(Math.Min(count, 24), latest.Count);
            Assert.Equal(23ul, latest[^1].Index);
            Assert.Equal(24ul - (ulong)latest.Count, latest[0].Index);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => AuditLogReader.Latest(folder.Path, 0));
    }

    /// <summary>Two disclosures and their ends, closed in order.</summary>
    private static async Task<MemoryDisk> ClosedAsync()
    {
        var disk = new MemoryDisk();
        await using var log = await LogDriver.OpenAsync(disk);
        await LogDriver.FillAsync(log, 2);
        await log.DisposeAsync();
        return disk;
    }

    private static string Texts(MemoryDisk disk) => string.Join('\n', LogDriver.Verify(disk).Findings);
}
