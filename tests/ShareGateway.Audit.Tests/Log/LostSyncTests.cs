using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Tests.Disk;
using ShareGateway.Audit.Tiles;

namespace ShareGateway.Audit.Tests.Log;

/// <summary>Each sync is there for a reason: a disk that leaves one out loses what was acknowledged, and the check of <see cref="FailingDiskTests"/> says so.</summary>
public sealed class LostSyncTests
{
    [Theory]
    [InlineData("journal", 64 << 10, "lost")]
    [InlineData("entries-", 4 << 10, "refused")] // several turns of the journal: it has forgotten the first entries
    [InlineData("subjects-", 4 << 10, "refused")]
    [InlineData("checkpoint", 16 << 10, "refused")]
    [InlineData("log.vkey", 16 << 10, "refused")]
    public async Task A_removed_sync_is_noticed_after_a_power_cut(string file, long journalBytes, string expected) =>
        Assert.Equal(expected, await AfterPowerCutAsync(new MemoryDisk { LosesSyncOf = file }, journalBytes));

    [Fact]
    public async Task With_all_syncs_nothing_is_lost() => Assert.Equal("stands", await AfterPowerCutAsync(new MemoryDisk(), 16 << 10));

    [Theory]
    [InlineData("sync journal")]
    [InlineData("sync entries-")]
    [InlineData("sync subjects-")]
    public async Task Bytes_that_a_failed_sync_dropped_are_written_again_before_they_are_signed(string call)
    {
        var disk = new MemoryDisk();
        var clock = Sample.Clock();
        ulong acknowledged;
        await using (var log = await LogDriver.OpenAsync(disk, clock))
        {
            await LogDriver.FillAsync(log, 2);
            disk.FailOn = call;
            clock.Advance(TimeSpan.FromSeconds(1)); // a checkpoint is due, and the files are synced before it
            await Assert.ThrowsAsync<AuditUnavailableException>(async () => await LogDriver.FillAsync(log, 10, first: 2));
            acknowledged = log.Size;
        }

        // The same machine goes on: its cache shows the entries, and says of them that they are clean.
        disk.FailOn = null;
        await using (await LogDriver.OpenAsync(disk))
        {
        }

        var report = LogDriver.Verify(disk.AfterPowerCut());
        Assert.True(report.IsSound, string.Join('\n', report.Findings));
        Assert.True(report.SignedEntries >= acknowledged, $"{acknowledged} were acknowledged, {report.SignedEntries} are signed");
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("tiles-", false)]
    public async Task The_tiles_under_a_checkpoint_are_on_the_medium_before_it_is(string? loses, bool provable)
    {
        var disk = new MemoryDisk { LosesSyncOf = loses };
        await using (var log = await LogDriver.OpenAsync(disk))
        {
            await LogDriver.FillAsync(log, 4);
        }

        using var folder = new TemporaryFolder();
        disk.AfterPowerCut().SaveTo(folder.Path);

        Assert.Equal(provable, IsProvable(folder.Path)); // a start would make them anew from the entries, but not those of pruned ones
    }

    /// <summary>True when the first entry's place under the stored checkpoint can be proved from the stored tiles.</summary>
    private static bool IsProvable(string folder)
    {
        string note = File.ReadAllText(Path.Combine(folder, "checkpoint"));
        using var signer = Sample.Signer();
        Assert.True(Checkpoint.TryOpen(note, signer.VerifierKey, out var checkpoint, out string problem), problem);
        Assert.Equal(8UL, checkpoint.Size);
        var tiles = new FolderTiles(folder);
        try
        {
            return LogProof.Make(0, tiles, checkpoint, note).Holds(signer.VerifierKey, MerkleProofs.LeafHash(tiles.Entry(0)), out _);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Fills a log, cuts the power while it runs, and looks what stands.</summary>
    private static async Task<string> AfterPowerCutAsync(MemoryDisk disk, long journalBytes)
    {
        ulong acknowledged;
        MemoryDisk left;
        await using (var log = await LogDriver.OpenAsync(disk, journalBytes: journalBytes))
        {
            await LogDriver.FillAsync(log, 4);
            acknowledged = log.Size;
            left = disk.AfterPowerCut();
        }

        try
        {
            var views = await LogDriver.ReplayAsync(left);
            return views.Count(view => view.Entry is DisclosureEntry or ClosingEntry) == (int)acknowledged ? "stands" : "lost";
        }
        catch (AuditCorruptException)
        {
            return "refused";
        }
    }
}
