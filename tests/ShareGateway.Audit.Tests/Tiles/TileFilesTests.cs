using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Tests.Disk;
using ShareGateway.Audit.Tests.Log;
using ShareGateway.Audit.Tiles;

namespace ShareGateway.Audit.Tests.Tiles;

public sealed class TileFilesTests
{
    private const int Entries = 600;

    [Fact]
    public async Task Tiles_prove_every_entry_of_a_running_log()
    {
        var disk = new MemoryDisk();
        var clock = Sample.Clock();
        await using var log = await FilledAsync(disk, clock);
        using var signer = Sample.Signer();

        for (ulong index = 0; index < log.LastSigned.Size; index += 7)
        {
            var proof = LogProof.Make(index, log.Tiles, log.LastSigned, log.Checkpoint);
            Assert.True(proof.Holds(signer.VerifierKey, MerkleProofs.LeafHash(log.Tiles.Entry(index)), out string problem), problem);
            Assert.True(LogProof.TryParse(proof.ToString(), out var read));
            Assert.Equal(proof.ToString(), read.ToString());
            Assert.False(proof.Holds(signer.VerifierKey, MerkleProofs.LeafHash("another"u8), out _));
        }
    }

    [Fact]
    public async Task A_bundle_holds_its_entries_behind_their_lengths_also_over_the_end_of_a_segment()
    {
        var disk = new MemoryDisk();
        await using var log = await FilledAsync(disk, Sample.Clock(), segmentBytes: 50_000);

        byte[] bundle = log.Tiles.Read(new TileAddress(TileAddress.Entries, 1, 256));

        int at = 0;
        for (ulong index = 256; index < 512; index++)
        {
            int length = (bundle[at] << 8) + bundle[at + 1];
            Assert.Equal(log.Tiles.Entry(index), bundle[(at + 2)..(at + 2 + length)]);
            Assert.True(EntryCodec.TryDecode(index, bundle.AsSpan(at + 2, length), out _, out _));
            at += 2 + length;
        }

        Assert.Equal(bundle.Length, at);
    }

    [Theory]
    [InlineData("tiles-00")]
    [InlineData("tiles-01")]
    public async Task A_tile_file_that_is_lost_cut_or_wrong_is_found_and_mended_from_the_entries(string file)
    {
        var disk = new MemoryDisk();
        await (await FilledAsync(disk, Sample.Clock())).DisposeAsync();
        byte[] sound = disk.Read(file);
        byte[] wrong = [.. sound];
        wrong[40] ^= 1;
        foreach (byte[]? spoilt in new[] { null, sound[..^1], sound[..32], wrong, [.. sound, 7] })
        {
            disk.Remove(file);
            if (spoilt is not null)
            {
                disk.Put(file, spoilt);
            }

            Assert.Contains(LogDriver.Verify(disk).Findings, finding => finding.File == file);
            await (await LogDriver.OpenAsync(disk)).DisposeAsync();
            Assert.Equal(sound, disk.Read(file));
            Assert.Equal(sound, disk.AfterPowerCut().Read(file));
        }
    }

    [Fact]
    public async Task The_entries_of_a_disclosure_are_found_by_its_id_in_every_segment_and_after_a_restart()
    {
        var disk = new MemoryDisk();
        await using (var log = await FilledAsync(disk, Sample.Clock(), segmentBytes: 50_000))
        {
            await log.AppendAsync(Sample.Disclosure(Sample.Id(5), chunk: 1), Sample.People(1));
            Assert.Equal([10ul, Entries], log.FindDisclosure(Sample.Id(5)).Select(view => view.Index));
            Assert.Empty(log.FindDisclosure("no-such-id"));
        }

        Assert.True(disk.Has("ids-00000000000000000000.log"));
        await using var again = await LogDriver.OpenAsync(disk, segmentBytes: 50_000);
        Assert.All(Enumerable.Range(0, Entries / 2), i => Assert.Equal((ulong)(2 * i), again.FindDisclosure(Sample.Id(i))[0].Index));

        // Whatever stands in such a file, it only says where to look.
        disk.Put("ids-00000000000000000000.log", new byte[disk.Read("ids-00000000000000000000.log").Length]);
        Assert.Empty(again.FindDisclosure(Sample.Id(0)));
    }

    private static async Task<AuditLog> FilledAsync(MemoryDisk disk, Microsoft.Extensions.Time.Testing.FakeTimeProvider clock, long segmentBytes = 64 << 20)
    {
        var log = await LogDriver.OpenAsync(disk, clock, segmentBytes);
        await LogDriver.FillAsync(log, Entries / 2);
        clock.Advance(TimeSpan.FromSeconds(1));
        while (log.LastSigned.Size < Entries)
        {
            await Task.Yield(); // the loop signs by itself
        }

        return log;
    }
}
