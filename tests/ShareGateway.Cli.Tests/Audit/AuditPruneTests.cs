namespace ShareGateway.Cli.Tests.Audit;

/// <summary><c>sharegateway audit prune</c>. The end-to-end tests prune with a gateway that announces it.</summary>
public sealed class AuditPruneTests
{
    private static readonly DateTimeOffset Old = new(2021, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_dry_run_tells_what_would_go_and_removes_nothing()
    {
        using var log = await CompactedAsync();
        string[] before = Files(log);

        var run = CliRun.Of("audit", "prune", log.Folder, "--dry-run");

        Assert.Equal((0, "register  1 batch(es), 2 file(s) before 2021-11-23\nlog       entries below 2, all before 2025-11-23\n"), (run.Code, run.Output));
        Assert.Equal(before, Files(log));
    }

    [Fact]
    public async Task Without_a_gateway_the_register_is_pruned_and_the_log_stays()
    {
        using var log = await CompactedAsync();

        var run = CliRun.Of("audit", "prune", log.Folder);

        Assert.Equal(0, run.Code);
        Assert.EndsWith("left      the log: name `--gateway` and `--token-file`, so that it is announced\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Files(log), file => file.Contains("day=2021-03-01", StringComparison.Ordinal));
        Assert.Contains(Files(log), file => file.Contains("day=2026-11-02", StringComparison.Ordinal));
        Assert.Contains("audit/" + SampleLog.Entries, Files(log));
        Assert.Equal(0, CliRun.Of("audit", "verify", log.Folder).Code);
    }

    [Theory]
    [InlineData("P9999Y")]
    [InlineData("P2025Y11M9999D")]
    public async Task What_is_kept_longer_than_the_calendar_reaches_back_is_kept(string keep)
    {
        using var log = await CompactedAsync();

        var run = CliRun.Of("audit", "prune", log.Folder, "--keep-log", keep, "--keep-register", keep);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith("register  0 batch(es), 0 file(s) before 0001-", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("here")]
    [InlineData("localhost:8081")]
    [InlineData("/srv/gateway")]
    public async Task What_is_no_address_is_told_before_anything_goes(string address)
    {
        using var log = await CompactedAsync();
        string[] before = Files(log);

        var run = CliRun.Of("audit", "prune", log.Folder, "--gateway", address, "--token-file", "token");

        Assert.Equal((2, $"expected `--gateway` to be an address such as `http://127.0.0.1:8081`, got `{address}`\n"), (run.Code, run.Error));
        Assert.Equal(before, Files(log));
    }

    [Fact]
    public async Task A_gateway_that_cannot_be_asked_keeps_the_log_whole()
    {
        using var log = await CompactedAsync();
        string token = Path.Combine(log.Data, "token");
        await File.WriteAllTextAsync(token, "x", TestContext.Current.CancellationToken);

        var run = CliRun.Of("audit", "prune", log.Folder, "--gateway", "http://127.0.0.1:1", "--token-file", token);

        Assert.Equal(2, run.Code);
        Assert.StartsWith("the gateway cannot be asked: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("audit/" + SampleLog.Entries, Files(log));
    }

    [Theory]
    [InlineData("--dry-run")]
    [InlineData("--keep-register", "P1M")]
    public async Task Under_a_legal_hold_nothing_goes(params string[] more)
    {
        using var log = await CompactedAsync();
        Assert.Equal(0, CliRun.Of("audit", "hold", log.Folder, "--place", "case-7", "--reason", "a claim in court").Code);
        string[] before = Files(log);

        var run = CliRun.Of(["audit", "prune", log.Folder, .. more]);

        Assert.Equal((1, "a legal hold stands, nothing was removed: `case-7`\n"), (run.Code, run.Error));
        Assert.Equal(before, Files(log));
    }

    [Theory]
    [InlineData("P1D", "P60M", "expected `--keep-log` to be two days (`P2D`) or more: the rows that left today are counted from the log\n")]
    [InlineData("soon", "P60M", "expected `--keep-log` and `--keep-register` to be lengths such as `P12M`\n")]
    [InlineData("P12M", "P-1M", "expected `--keep-log` and `--keep-register` to be lengths such as `P12M`\n")]
    public async Task Wrong_use_is_told_and_nothing_goes(string keepLog, string keepRegister, string expected)
    {
        using var log = await CompactedAsync();
        string[] before = Files(log);

        var run = CliRun.Of("audit", "prune", log.Folder, "--keep-log", keepLog, "--keep-register", keepRegister);

        Assert.Equal((2, expected), (run.Code, run.Error));
        Assert.Equal(before, Files(log));
    }

    /// <summary>An old day, and two of this month; the two closed ones are in the register.</summary>
    private static async Task<SampleLog> CompactedAsync()
    {
        var log = await SampleLog.OfDaysAsync(Old, AuditCompactTests.Day(2), AuditCompactTests.Day(3));
        Assert.Equal(0, CliRun.Of("audit", "compact", log.Folder).Code);
        return log;
    }

    private static string[] Files(SampleLog log) =>
        [.. Directory.EnumerateFiles(log.Data, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(log.Data, file)).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
