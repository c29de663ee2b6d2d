using System.Text.Json;

namespace ShareGateway.Cli.Tests.Audit;

/// <summary><c>sharegateway audit compact</c>.</summary>
public sealed class AuditCompactTests
{
    [Fact]
    public async Task Closed_segments_are_moved_and_their_side_files_go_and_a_second_run_finds_nothing_to_do()
    {
        using var log = await SampleLog.OfDaysAsync(Day(1), Day(2), Day(3));

        var first = CliRun.Of("audit", "compact", log.Folder);
        var again = CliRun.Of("audit", "compact", log.Folder);

        string register = Path.Combine(log.Data, "register");
        Assert.Equal((0, $"{register}: 4 of 6 signed entries\n  new         2 rows about people in 2 batch(es)\n  side files  2 erased, 1 left\n"), Told(first));
        Assert.Equal((0, $"{register}: 4 of 6 signed entries\n  new         0 rows about people in 0 batch(es)\n  side files  0 erased, 1 left\n"), Told(again));
        Assert.Equal(0, CliRun.Of("audit", "verify", log.Folder).Code);
    }

    [Fact]
    public async Task The_growing_segment_is_taken_on_request_side_files_are_kept_on_request_and_programs_get_json()
    {
        using var log = await SampleLog.OfDaysAsync(Day(1), Day(2));
        string register = Path.Combine(log.Data, "elsewhere");

        var run = CliRun.Of("audit", "compact", log.Data, "--register", register, "--current", "--keep-side-files", "--output", "json");

        var json = JsonElement.Parse(run.Output);
        Assert.Equal(0, run.Code);
        Assert.Equal((4, 4, 2, 0, 2), (Number("end"), Number("signedSize"), Number("rows"), Number("erasedSideFiles"), Number("remainingSideFiles")));
        Assert.True(Directory.Exists(Path.Combine(register, "subjects")));

        int Number(string name) => json.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task A_register_of_another_log_is_a_finding_and_nothing_is_erased()
    {
        using var log = await SampleLog.OfDaysAsync(Day(1), Day(2));
        Assert.Equal(0, CliRun.Of("audit", "compact", log.Folder, "--keep-side-files").Code);
        foreach (string batch in Directory.EnumerateFiles(Path.Combine(log.Data, "register", "batches")))
        {
            File.WriteAllText(batch, (await File.ReadAllTextAsync(batch, TestContext.Current.CancellationToken)).Replace("\"gateway.example\"", "\"other.example\"", StringComparison.Ordinal));
        }

        var run = CliRun.Of("audit", "compact", log.Folder);

        Assert.Equal((1, "the register holds 2 entries of the log `other.example`; expected one of `gateway.example` with at most 4\n"), (run.Code, run.Error));
        Assert.Equal(2, Directory.EnumerateFiles(log.Folder, "subjects-*.log").Count());
    }

    [Theory]
    [InlineData("PT0S")]
    [InlineData("P2D")]
    [InlineData("often")]
    public async Task Wrong_use_is_told(string every)
    {
        using var log = await SampleLog.OfDaysAsync(Day(1));

        var badTime = CliRun.Of("audit", "compact", log.Folder, "--every", every);
        var nowhere = CliRun.Of("audit", "compact", Path.Combine(log.Data, "nowhere"));
        var noFolder = CliRun.Of("audit", "compact", log.Folder, "--register", log["log.vkey"]);

        Assert.Equal((2, $"expected `--every` to be a length from `PT1S` to `P1D`, such as `PT1H`, got `{every}`\n"), (badTime.Code, badTime.Error));
        Assert.Equal(2, nowhere.Code);
        Assert.Equal(2, noFolder.Code);
        Assert.StartsWith($"the register in `{log["log.vkey"]}` cannot be written", noFolder.Error, StringComparison.Ordinal);
    }

    internal static DateTimeOffset Day(int day) => new(2026, 11, day, 12, 0, 0, TimeSpan.Zero);

    private static (int Code, string Output) Told(CliRun run) => (run.Code, run.Output);
}
