namespace ShareGateway.Cli.Tests.Audit;

/// <summary><c>sharegateway audit erase</c> and <c>audit hold</c>.</summary>
public sealed class AuditEraseTests
{
    [Fact]
    public async Task A_person_is_erased_by_key_and_the_reports_no_longer_know_them()
    {
        using var log = await CompactedAsync();

        var run = CliRun.Of("audit", "erase", log.Folder, "--subject-key", SampleLog.Person, "--unrecorded");
        var again = CliRun.Of("audit", "erase", log.Folder, "--subject-key", SampleLog.Person, "--unrecorded");

        string register = Path.Combine(log.Data, "register");
        Assert.Equal((0, $"{register}: 1 rows erased; entries from 4 on count again\n"), (run.Code, run.Output));
        Assert.Equal((0, $"{register}: 0 rows erased; entries from 4 on count again\n"), (again.Code, again.Output));
        Assert.Contains(
            "\"entries\": []",
            CliRun.Of("report", "person", log.Folder, "--policies", Path.Combine(AppContext.BaseDirectory, "policies"), "--subject-key", SampleLog.Person, "--format", "json").Output,
            StringComparison.Ordinal);
        Assert.Equal(0, CliRun.Of("audit", "verify", log.Folder).Code);
    }

    [Fact]
    public async Task What_was_erased_but_could_not_be_recorded_is_a_finding()
    {
        using var log = await CompactedAsync();
        string token = Path.Combine(log.Data, "token");
        await File.WriteAllTextAsync(token, "x", TestContext.Current.CancellationToken);

        var run = CliRun.Of("audit", "erase", log.Folder, "--subject-key", SampleLog.Person, "--gateway", "http://127.0.0.1:1", "--token-file", token);

        Assert.Equal(1, run.Code);
        Assert.Contains("1 rows erased", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("erased, but not recorded in the log: the gateway cannot be asked", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_erased_without_a_record_a_key_or_under_a_hold()
    {
        using var log = await CompactedAsync();
        Assert.Equal(
            (2, "", "expected `--gateway` and `--token-file`, so that the erasure is recorded, or `--unrecorded`\n"), Told(CliRun.Of("audit", "erase", log.Folder, "--subject-key", SampleLog.Person)));
        Assert.Equal((2, "", "expected `--subject-key` to be 32 hex digits\n"), Told(CliRun.Of("audit", "erase", log.Folder, "--subject-key", "07", "--unrecorded")));
        Assert.Equal(
            (2, "", "expected `--id`, `--scheme`, `--gateway` and `--token-file`, or `--subject-key`\n"), Told(CliRun.Of("audit", "erase", log.Folder, "--id", "C-0000001", "--unrecorded")));
        Assert.Equal(0, CliRun.Of("audit", "hold", log.Folder, "--place", "case-7", "--reason", "a claim").Code);

        var held = CliRun.Of("audit", "erase", log.Folder, "--subject-key", SampleLog.Person, "--unrecorded");

        Assert.Equal((1, "", "a legal hold stands, nothing was removed: `case-7`\n"), Told(held));
    }

    [Fact]
    public async Task Holds_are_placed_listed_and_released()
    {
        using var log = await SampleLog.OfDaysAsync(AuditCompactTests.Day(1));

        Assert.Equal((0, "", ""), Told(CliRun.Of("audit", "hold", log.Folder)));
        Assert.Equal((0, "case-7  since 2026-11-23  a claim\n", ""), Told(CliRun.Of("audit", "hold", log.Folder, "--place", "case-7", "--reason", "a claim")));
        Assert.Equal(
            (0, "case-7  since 2026-11-23  a claim\ncase-8  since 2026-11-23  another\n", ""), Told(CliRun.Of("audit", "hold", log.Folder, "--place", "case-8", "--reason", "another")));
        Assert.Equal((2, "", "there is no hold `case-9`\n"), Told(CliRun.Of("audit", "hold", log.Folder, "--release", "case-9")));
        Assert.Equal((0, "case-8  since 2026-11-23  another\n", ""), Told(CliRun.Of("audit", "hold", log.Folder, "--release", "case-7")));
        Assert.All(
            new string[][] { ["--place", "case-9"], ["--place", "../case", "--reason", "x"], ["--place", "Case", "--reason", "x"] },
            wrong => Assert.Equal((2, "", "expected `--place` with a name such as `case-2026-017`, and `--reason`\n"), Told(CliRun.Of(["audit", "hold", log.Folder, .. wrong]))));
        Assert.Equal(2, CliRun.Of("audit", "hold", Path.Combine(log.Data, "nowhere")).Code);
    }

    private static async Task<SampleLog> CompactedAsync()
    {
        var log = await SampleLog.OfDaysAsync(AuditCompactTests.Day(1), AuditCompactTests.Day(2));
        Assert.Equal(0, CliRun.Of("audit", "compact", log.Folder).Code);
        return log;
    }

    private static (int Code, string Output, string Error) Told(CliRun run) => (run.Code, run.Output, run.Error);
}
