using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Tests.Disk;
using ShareGateway.Audit.Tests.Log;
using ShareGateway.Audit.Tests.Merkle;
using ShareGateway.Audit.Witnessing;

namespace ShareGateway.Audit.Tests.Witnessing;

public sealed class WitnessTests : IDisposable
{
    private readonly AuditSigner _signer = Sample.Signer();
    private readonly MemoryTiles _tiles = new(3000);
    private readonly MemoryDisk _disk = new();

    public void Dispose() => _signer.Dispose();

    [Fact]
    public void A_log_that_only_grows_is_cosigned_each_time()
    {
        using var witness = Open();
        ulong old = 0;
        foreach (ulong size in new ulong[] { 1, 2, 2, 255, 256, 300, 2999, 3000 })
        {
            var answer = witness.AddCheckpoint(Request(old, size));

            Assert.Equal(200, answer.Status);
            Assert.True(SignedNote.TryParse(Note(size) + answer.Body, out var note));
            Assert.True(witness.Key.Cosigned(note, out var at));
            Assert.Equal(Sample.Noon, at);
            Assert.True(Checkpoint.TryOpen(note, _signer.VerifierKey, out _, out _));
            old = size;
        }

        Assert.Equal(Note(3000), witness.LastOf(_signer.VerifierKey));
    }

    [Fact]
    public void Refusals_have_the_statuses_of_the_specification()
    {
        using var witness = Open();
        Assert.Equal(200, witness.AddCheckpoint(Request(0, 100)).Status);
        using var stranger = Sample.Signer(2);
        using var other = Sample.Signer(1, "other.example");

        Assert.Equal((409, "100\n", "text/x.tlog.size"), Told(witness.AddCheckpoint(Request(0, 200))));
        Assert.Equal((409, "100\n", "text/x.tlog.size"), Told(witness.AddCheckpoint(Request(50, 60)))); // rolled back
        Assert.Equal(400, witness.AddCheckpoint("old 200\n\n" + Note(100)).Status);
        Assert.Equal(403, witness.AddCheckpoint("old 100\n\n" + NoteBy(stranger, 100)).Status);
        Assert.Equal(404, witness.AddCheckpoint("old 0\n\n" + NoteBy(other, 100)).Status);
        Assert.Equal(422, witness.AddCheckpoint($"old 100\n{Convert.ToBase64String(new byte[32])}\n\n" + Note(200)).Status);
        Assert.Equal(422, witness.AddCheckpoint("old 100\n\n" + Note(200)).Status);
        Assert.Equal(200, witness.AddCheckpoint(Request(100, 200)).Status);
    }

    [Fact]
    public void I13_a_fork_is_refused_and_kept_as_evidence()
    {
        using var witness = Open();
        Assert.Equal(200, witness.AddCheckpoint(Request(0, 100)).Status);
        string sameSize = new Checkpoint(Sample.Name, 100, new byte[32]).Sign(_signer);

        Assert.Equal((409, "100\n", "text/x.tlog.size"), Told(witness.AddCheckpoint("old 100\n\n" + sameSize)));
        Assert.Contains(_disk.List(""), name => name.EndsWith(".conflict", StringComparison.Ordinal));
        Assert.Equal(422, witness.AddCheckpoint(Request(100, 200).Replace(Note(200), new Checkpoint(Sample.Name, 200, new byte[32]).Sign(_signer), StringComparison.Ordinal)).Status);
        Assert.Equal(Note(100), witness.LastOf(_signer.VerifierKey));
    }

    [Theory]
    [InlineData("")]
    [InlineData("old 0\n")]
    [InlineData("old 00\n\n{note}")]
    [InlineData("old -1\n\n{note}")]
    [InlineData("Old 0\n\n{note}")]
    [InlineData("old 0\nnot base64\n\n{note}")]
    [InlineData("old 0\nAAAA\n\n{note}")]
    [InlineData("old 0\n{note}")]
    [InlineData("old 0\n\nno note")]
    public void What_is_no_request_is_400(string body)
    {
        using var witness = Open();
        Assert.Equal(400, witness.AddCheckpoint(body.Replace("{note}", Note(10), StringComparison.Ordinal)).Status);
        Assert.Equal(400, witness.AddCheckpoint("old 0\n" + string.Concat(Enumerable.Repeat(Convert.ToBase64String(new byte[32]) + "\n", 64)) + "\n" + Note(10)).Status);
    }

    [Fact]
    public void What_it_cosigned_is_on_the_disk_before_and_stands_after_a_power_cut()
    {
        string key;
        using (var witness = Open())
        {
            key = witness.Key.Text;
            Assert.Equal(200, witness.AddCheckpoint(Request(0, 100)).Status);
        }

        var left = _disk.AfterPowerCut();
        using var again = Open(left);
        Assert.Equal(key, again.Key.Text);
        Assert.Equal(409, again.AddCheckpoint(Request(0, 50)).Status);

        left.FailOn = "sync";
        Assert.Throws<IOException>(() => again.AddCheckpoint(Request(100, 200)));
    }

    [Fact]
    public void One_folder_has_one_witness()
    {
        using var witness = Open();
        Assert.Throws<IOException>(() => Open());
    }

    [Fact]
    public async Task The_verifier_finds_a_cosignature_that_is_missing_changed_or_ahead_of_the_log()
    {
        var disk = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(disk))
        {
            await LogDriver.FillAsync(log, 2);
        }

        using var witness = Open();
        await using (var log = await LogDriver.OpenAsync(disk))
        {
            var answer = witness.AddCheckpoint(WitnessRequest.From(0, log.Tiles, log.LastSigned, log.Checkpoint).Text);
            new WitnessedCheckpoint(log, _signer.VerifierKey).Put(log.Checkpoint, [answer.Body]);
        }

        var options = new Audit.Verification.AuditVerifierOptions { Key = _signer.VerifierKey, Witnesses = [witness.Key] };
        var older = disk.AfterKill();
        Assert.True(LogDriver.Verify(disk, options).IsSound);
        string note = System.Text.Encoding.UTF8.GetString(disk.Read("checkpoint.witnessed"));
        foreach (string spoilt in new[] { "", note[..^40] + "\n", note.Replace("\n4\n", "\n3\n", StringComparison.Ordinal), note[..note.LastIndexOf('\u2014')] })
        {
            disk.Put("checkpoint.witnessed", System.Text.Encoding.UTF8.GetBytes(spoilt));
            Assert.False(LogDriver.Verify(disk, options).IsSound);
        }

        // The owner cuts the log's end, and signs the shorter one.
        var cut = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(cut))
        {
            await LogDriver.FillAsync(log, 1);
        }

        cut.Put("checkpoint.witnessed", older.Read("checkpoint.witnessed"));
        Assert.Contains(LogDriver.Verify(cut, options).Findings, finding => finding.Text == "the witnessed checkpoint covers 4 entries, the log holds 2");
    }

    private static (int Status, string Body, string Type) Told(WitnessAnswer answer) => (answer.Status, answer.Body, answer.ContentType);

    private Witness Open(MemoryDisk? disk = null) => Witness.Open("/witness", "witness.example", [_signer.VerifierKey], Sample.Clock(), disk ?? _disk);

    private string Note(ulong size) => NoteBy(_signer, size);

    private string NoteBy(AuditSigner signer, ulong size) => Signed(signer, size).Sign(signer);

    private Checkpoint Signed(AuditSigner signer, ulong size) => new(signer.VerifierKey.Name, size, new TileProofs(_tiles, size).Root());

    private string Request(ulong old, ulong size) => WitnessRequest.From(old, _tiles, Signed(_signer, size), Note(size)).Text;
}
