namespace ShareGateway.Cli.Tests.Audit;

/// <summary>A log that is checked, and proved from, where it is published.</summary>
public sealed class RemoteLogTests
{
    [Fact]
    public async Task A_published_log_is_verified_with_its_key_alone()
    {
        using var log = await SampleLog.CreateAsync();
        await using var published = await PublishedLog.StartAsync(log.Folder);

        var run = CliRun.Of("audit", "verify", published.Address, "--key", log.Key);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith($"{published.Address}: sound\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("entries  4 read, 4 of them proved to be the signed ones", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_entry_is_told_with_its_bundle_and_place()
    {
        using var log = await SampleLog.CreateAsync();
        string file = log[SampleLog.Entries];
        byte[] bytes = await File.ReadAllBytesAsync(file);
        bytes[^3] = (byte)'9';
        await using var published = await PublishedLog.StartAsync(log.Folder);
        await File.WriteAllBytesAsync(file, bytes); // the frame's checksum does not fit any more, so the bundle is missing

        var run = CliRun.Of("audit", "verify", published.Address, "--key", log.Key);

        Assert.Equal(1, run.Code);
        Assert.Contains("tile/entries/000.p/4:0: expected entry 0, the bundle ends\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_from_a_server_is_the_one_from_the_folder()
    {
        using var log = await SampleLog.CreateAsync();
        await using var published = await PublishedLog.StartAsync(log.Folder);

        Assert.Equal(CliRun.Of("audit", "prove", log.Folder, "--index", "3").Output, CliRun.Of("audit", "prove", published.Address, "--index", "3", "--key", log.Key).Output);
        Assert.Equal(2, CliRun.Of("audit", "prove", published.Address, "--disclosure", "share-1").Code);
    }

    [Fact]
    public async Task Without_a_key_or_a_server_it_is_wrong_use()
    {
        using var log = await SampleLog.CreateAsync();
        var published = await PublishedLog.StartAsync(log.Folder);
        string address = published.Address;

        Assert.Equal(2, CliRun.Of("audit", "verify", address).Code);
        await published.DisposeAsync();
        Assert.Equal(2, CliRun.Of("audit", "verify", address, "--key", log.Key).Code);
    }
}
