using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Tests.Disk;
using ShareGateway.Audit.Tests.Log;
using ShareGateway.Audit.Tiles;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Audit.Tests.Verification;

/// <summary>A check from tiles alone, as from a server.</summary>
public sealed class PublishedLogTests
{
    [Fact]
    public async Task A_published_log_is_sound_and_its_progress_is_told()
    {
        var (disk, note) = await ClosedAsync(300);
        var told = new List<long>();

        var report = Verify(new FolderTiles(new LogFolder(disk, "/log"), null), note, told.Add);

        Assert.True(report.IsSound, string.Join('\n', report.Findings));
        Assert.Equal((600ul, 600ul), (report.Entries, report.SignedEntries));
        Assert.Equal([256L, 512, 600], told);
    }

    [Fact]
    public async Task I13_no_changed_byte_of_a_bundle_or_of_the_checkpoint_goes_unseen()
    {
        var (disk, note) = await ClosedAsync(2);
        var tiles = new FolderTiles(new LogFolder(disk, "/log"), null);
        byte[] bundle = tiles.Read(new TileAddress(TileAddress.Entries, 0, 4));
        for (int i = 0; i < bundle.Length; i++)
        {
            byte[] spoilt = [.. bundle];
            spoilt[i] ^= (byte)(1 << (i % 8));
            Assert.False(Verify(new OneBundle(spoilt), note).IsSound, $"byte {i}");
            Assert.False(Verify(new OneBundle(bundle[..i]), note).IsSound, $"cut to {i}");
        }

        Assert.False(Verify(new OneBundle([.. bundle, 0]), note).IsSound);
        for (int i = 0; i < note.Length; i++)
        {
            Assert.False(Verify(tiles, note.Remove(i, 1)).IsSound, $"character {i} of the note");
        }

        Assert.True(Verify(new OneBundle(bundle), note).IsSound);
    }

    [Fact]
    public async Task A_log_that_does_not_extend_a_kept_checkpoint_is_found()
    {
        var (disk, note) = await ClosedAsync(3);
        var (_, other) = await ClosedAsync(2, first: 100);

        var report = AuditVerifier.VerifyTiles(
            new FolderTiles(new LogFolder(disk, "/log"), null), note, new AuditVerifierOptions { Key = Key(), EarlierCheckpoint = other }, TestContext.Current.CancellationToken);

        Assert.Equal("checkpoint:0: the first 4 entries are not the ones that the earlier checkpoint was signed over", Assert.Single(report.Findings).ToString());
    }

    [Fact]
    public void A_check_without_a_key_is_misuse() =>
        Assert.Throws<ArgumentException>(() => AuditVerifier.VerifyTiles(new OneBundle([]), "", new AuditVerifierOptions(), TestContext.Current.CancellationToken));

    private static AuditReport Verify(ITileSource tiles, string note, Action<long>? progress = null) =>
        AuditVerifier.VerifyTiles(tiles, note, new AuditVerifierOptions { Key = Key(), OnProgress = progress });

    private static VerifierKey Key()
    {
        using var signer = Sample.Signer();
        return signer.VerifierKey;
    }

    private static async Task<(MemoryDisk Disk, string Note)> ClosedAsync(int disclosures, int first = 0)
    {
        var disk = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(disk))
        {
            await LogDriver.FillAsync(log, disclosures, first);
        }

        return (disk, System.Text.Encoding.UTF8.GetString(disk.Read("checkpoint")));
    }

    private sealed class OneBundle(byte[] bundle) : ITileSource
    {
        public byte[] Read(TileAddress address) => address.Level == TileAddress.Entries ? bundle : throw new FileNotFoundException("only a bundle here");
    }
}
