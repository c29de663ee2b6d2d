using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Tests.Disk;

namespace ShareGateway.Audit.Tests.Log;

public sealed class CheckpointingTests
{
    [Fact]
    public async Task A_new_log_signs_that_it_is_empty_and_shows_its_key()
    {
        var disk = new MemoryDisk();
        using var signer = Sample.Signer();
        await using var log = await LogDriver.OpenAsync(disk);

        Assert.True(Checkpoint.TryOpen(log.Checkpoint, signer.VerifierKey, out var checkpoint, out _));
        Assert.Equal(0ul, checkpoint.Size);
        Assert.Equal(MerkleProofs.Root([]), checkpoint.Root.ToArray());
        Assert.Equal(signer.VerifierKey.Text + "\n", System.Text.Encoding.UTF8.GetString(disk.Read("log.vkey")));
    }

    [Fact]
    public async Task A_second_after_an_entry_a_checkpoint_covers_it()
    {
        var disk = new MemoryDisk();
        var clock = Sample.Clock();
        await using var log = await LogDriver.OpenAsync(disk, clock);
        await LogDriver.FillAsync(log, 2);
        Assert.Equal(0ul, SignedSize(log));

        clock.Advance(TimeSpan.FromSeconds(1));
        await log.AppendAsync(Sample.Started());
        await log.AppendAsync(Sample.Started()); // its receipt comes after the loop has signed

        Assert.InRange(SignedSize(log), 4ul, 5ul);
        Assert.Equal(log.Checkpoint, System.Text.Encoding.UTF8.GetString(disk.Read("checkpoint")));
    }

    [Fact]
    public async Task Closing_signs_all_and_opening_again_changes_nothing()
    {
        var disk = new MemoryDisk();
        var log = await LogDriver.OpenAsync(disk);
        await LogDriver.FillAsync(log, 3);
        await log.DisposeAsync();
        Assert.Equal(6ul, SignedSize(log));
        byte[] checkpoint = disk.Read("checkpoint");
        Assert.Equal(checkpoint, disk.AfterPowerCut().Read("checkpoint"));

        await using var again = await LogDriver.OpenAsync(disk);

        Assert.Equal(6ul, again.Size);
        Assert.Equal(checkpoint, disk.Read("checkpoint"));
    }

    [Fact]
    public async Task The_root_is_the_one_that_the_stored_bytes_give()
    {
        var disk = new MemoryDisk();
        var log = await LogDriver.OpenAsync(disk);
        await LogDriver.FillAsync(log, 5);
        await log.DisposeAsync();

        var leaves = LogDriver.Frames(disk.Read(Sample.Entries0)).SelectMany(frame => MerkleProofs.LeafHash(frame.AsSpan(16)));

        using var signer = Sample.Signer();
        Assert.True(Checkpoint.TryOpen(log.Checkpoint, signer.VerifierKey, out var checkpoint, out _));
        Assert.Equal(MerkleProofs.Root([.. leaves]), checkpoint.Root.ToArray());
    }

    [Fact]
    public async Task A_checkpoint_that_another_hand_put_there_stops_the_signing()
    {
        var disk = new MemoryDisk();
        var clock = Sample.Clock();
        await using var log = await LogDriver.OpenAsync(disk, clock);
        await LogDriver.FillAsync(log, 1);
        using var signer = Sample.Signer();
        disk.Put("checkpoint", System.Text.Encoding.UTF8.GetBytes(new Checkpoint(Sample.Name, 2, new byte[32]).Sign(signer)));

        clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<AuditUnavailableException>(async () =>
        {
            await log.AppendAsync(Sample.Started());
            await log.AppendAsync(Sample.Started());
        });

        Assert.False(log.IsWritable);
    }

    [Fact]
    public void What_does_not_extend_the_signed_log_is_never_signed()
    {
        var disk = new MemoryDisk();
        using var signer = Sample.Signer();
        var file = CheckpointFile.Begin(new LogFolder(disk, "/log"), signer, MerkleProofs.Root([]));
        file.Sign(3, new byte[32]);
        string note = file.Note;

        Assert.Throws<AuditCorruptException>(() => file.Sign(2, new byte[32]));
        Assert.Throws<AuditCorruptException>(() => file.Sign(3, [.. Enumerable.Repeat((byte)1, 32)]));

        Assert.Equal(note, file.Note);
    }

    [Fact]
    public async Task Another_signer_may_not_go_on_with_a_log()
    {
        var disk = new MemoryDisk();
        await (await LogDriver.OpenAsync(disk)).DisposeAsync();
        using var thief = Sample.Signer(seed: 2);

        var refusal = await Assert.ThrowsAsync<AuditCorruptException>(
            () => AuditLog.OpenAsync(Sample.Options(), thief, Sample.Clock(), disk));

        Assert.Equal($"log.vkey:0: expected the key of this log's signer, `{thief.VerifierKey.Text}`", refusal.Message);
    }

    private static ulong SignedSize(AuditLog log)
    {
        using var signer = Sample.Signer();
        Assert.True(Checkpoint.TryOpen(log.Checkpoint, signer.VerifierKey, out var checkpoint, out _));
        return checkpoint.Size;
    }
}
