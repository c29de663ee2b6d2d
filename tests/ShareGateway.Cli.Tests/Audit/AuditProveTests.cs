namespace ShareGateway.Cli.Tests.Audit;

public sealed class AuditProveTests
{
    [Fact]
    public async Task A_proof_and_its_entry_are_written_and_checked_without_the_log()
    {
        using var log = await SampleLog.CreateAsync();
        string into = Path.Combine(log.Data, "proofs");

        var made = CliRun.Of("audit", "prove", log.Folder, "--disclosure", "share-1", "--into", into);
        var check = CliRun.Of("audit", "check-proof", Path.Combine(into, "1.tlog-proof"), "--entry", Path.Combine(into, "1.json"), "--key", log.Key);

        Assert.Equal((0, ""), (made.Code, made.Error));
        Assert.Equal((0, $"{Path.Combine(into, "1.tlog-proof")}: entry 1 is in the log gateway.example\n"), (check.Code, check.Output));
        Assert.StartsWith("c2sp.org/tlog-proof@v1\nindex 1\n", await File.ReadAllTextAsync(Path.Combine(into, "1.tlog-proof")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_entry_another_key_and_a_missing_witness_are_findings()
    {
        using var log = await SampleLog.CreateAsync();
        string into = Path.Combine(log.Data, "proofs");
        Assert.Equal(0, CliRun.Of("audit", "prove", log.Folder, "--index", "2", "--into", into).Code);
        string proof = Path.Combine(into, "2.tlog-proof");
        string entry = Path.Combine(into, "2.json");
        string changed = Path.Combine(into, "changed.json");
        await File.WriteAllTextAsync(changed, (await File.ReadAllTextAsync(entry)).Replace("share-1", "share-2", StringComparison.Ordinal));
        const string Witness = "witness.example+d5d5d9a2+BLe0C7OVmF0dYi7Z9JVQJ2PGN6LrxnfJuFqrNtvm6qg7";

        Assert.Equal(1, CliRun.Of("audit", "check-proof", proof, "--entry", changed, "--key", log.Key).Code);
        Assert.Equal(1, CliRun.Of("audit", "check-proof", entry, "--entry", entry, "--key", log.Key).Code);
        Assert.Equal(2, CliRun.Of("audit", "check-proof", proof, "--entry", entry).Code);
        Assert.Equal(2, CliRun.Of("audit", "check-proof", proof, "--entry", entry, "--leaf", "AAAA", "--key", log.Key).Code);
        Assert.Equal(2, CliRun.Of("audit", "check-proof", proof, "--entry", entry, "--key", log.Key, "--witness", Witness).Code); // its id does not fit
    }

    [Fact]
    public async Task What_cannot_be_proved_is_told()
    {
        using var log = await SampleLog.CreateAsync();

        Assert.Equal((1, "the log has no such disclosure\n"), Told(CliRun.Of("audit", "prove", log.Folder, "--disclosure", "share-9")));
        Assert.Equal((1, "entry 4 is not among the 4 signed ones\n"), Told(CliRun.Of("audit", "prove", log.Folder, "--index", "4")));
        Assert.Equal((2, "expected either `--index` or `--disclosure`\n"), Told(CliRun.Of("audit", "prove", log.Folder)));
        Assert.Equal(2, CliRun.Of("audit", "prove", Path.Combine(log.Data, "nowhere"), "--index", "1").Code);
    }

    private static (int Code, string Error) Told(CliRun run) => (run.Code, run.Error.ReplaceLineEndings("\n"));
}
