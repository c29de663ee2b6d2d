using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Log;
using ShareGateway.Audit.Tests.Log;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Audit.Tests.Disk;

public sealed class FileDiskTests
{
    [Fact]
    public async Task A_log_on_the_real_disk_is_written_closed_opened_and_sound()
    {
        using var folder = new TemporaryFolder();
        using var signer = Sample.Signer();
        for (int round = 0; round < 3; round++)
        {
            await using var log = await AuditLog.OpenAsync(Sample.Options(folder["log"]), signer, Sample.Clock());
            await LogDriver.FillAsync(log, 5, first: round * 10);
            Assert.Equal((ulong)(round + 1) * 10, log.Size);
        }

        var report = AuditVerifier.Verify(folder["log"]);
        Assert.True(report.IsSound, string.Join('\n', report.Findings));
        Assert.Equal((30ul, 30ul), (report.Entries, report.SignedEntries));
    }

    [Fact]
    public async Task A_second_log_on_a_folder_is_refused_until_the_first_is_closed()
    {
        using var folder = new TemporaryFolder();
        using var signer = Sample.Signer();
        var first = await AuditLog.OpenAsync(Sample.Options(folder.Path), signer, Sample.Clock());

        await Assert.ThrowsAsync<AuditUnavailableException>(() => AuditLog.OpenAsync(Sample.Options(folder.Path), signer, Sample.Clock()));

        await first.DisposeAsync();
        await (await AuditLog.OpenAsync(Sample.Options(folder.Path), signer, Sample.Clock())).DisposeAsync();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_an_unavailable_log()
    {
        using var folder = new TemporaryFolder();
        using var signer = Sample.Signer();
        await File.WriteAllTextAsync(folder["taken"], "", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<AuditUnavailableException>(
            () => AuditLog.OpenAsync(Sample.Options(folder["taken"]), signer, Sample.Clock()));
    }

    [Fact]
    public void Appended_bytes_stay_behind_a_cut()
    {
        using var folder = new TemporaryFolder();
        var disk = new FileDisk();
        using (var file = disk.OpenAppend(folder["a"]))
        {
            file.Append("hello "u8);
            file.Append("world"u8);
            file.Truncate(5);
            file.Append("!"u8);
            file.Sync();
            Assert.Equal(6, file.Length);
        }

        using (var again = disk.OpenAppend(folder["a"]))
        {
            again.Append("?"u8);
        }

        disk.Replace(folder["a"], folder["b"]);
        disk.SyncFolder(folder.Path);
        Assert.Equal("hello!?", File.ReadAllText(folder["b"]));
        Assert.Equal(["b"], disk.List(folder.Path));
    }

    [Fact]
    public void A_new_folder_is_for_its_owner_alone()
    {
        using var folder = new TemporaryFolder();
        new FileDisk().CreateFolder(folder["log"]);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["log"]));
        }
    }

    [Fact]
    public void A_folder_that_is_gone_cannot_be_synced()
    {
        using var folder = new TemporaryFolder();
        var disk = new FileDisk();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Throws<IOException>(() => disk.SyncFolder(folder["gone"]));
        }
    }
}
