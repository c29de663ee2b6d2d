using System.Text.Json;

namespace ShareGateway.Cli.Tests.Audit;

public sealed class AuditVerifyTests
{
    [Fact]
    public async Task A_sound_log_is_said_to_be_sound()
    {
        using var log = await SampleLog.CreateAsync();

        var run = CliRun.Of("audit", "verify", log.Folder, "--key", log.Key);

        string root = run.Output.Split('\n').Single(line => line.StartsWith("  root", StringComparison.Ordinal));
        Assert.Equal(0, run.Code);
        Assert.Equal(
            $"""
            {log.Folder}: sound
              log      gateway.example
              entries  4 read, 4 of them proved to be the signed ones
              people   1 side records fit their entries
            {root}
              key      {log.Key}

            """,
            run.Output,
            ignoreLineEndingDifferences: true);
        Assert.Equal(64, root.Trim().Split(' ')[^1].Length);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Without_a_key_of_ones_own_the_answer_says_what_that_is_worth()
    {
        using var log = await SampleLog.CreateAsync();

        var run = CliRun.Of("audit", "verify", log.Folder);

        Assert.Equal(0, run.Code);
        Assert.EndsWith(
            "  note: the key is the folder's own: whoever can write the folder could have replaced log and key together\n",
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_log_is_told_with_file_and_offset()
    {
        using var log = await SampleLog.CreateAsync();
        byte[] bytes = await File.ReadAllBytesAsync(log[SampleLog.Entries], TestContext.Current.CancellationToken);
        bytes[^5] ^= 1;
        await File.WriteAllBytesAsync(log[SampleLog.Entries], bytes, TestContext.Current.CancellationToken);
        int last = Enumerable.Range(0, 3).Aggregate(0, (at, _) => at + 16 + BitConverter.ToInt32(bytes, at));

        var run = CliRun.Of("audit", "verify", log.Folder);

        Assert.Equal(1, run.Code);
        Assert.StartsWith(
            $"{SampleLog.Entries}:{last}: the checksum does not fit the frame\n{log.Folder}: 1 finding(s)\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  root     not proved\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Json_says_the_same_to_programs(bool damaged, int code)
    {
        using var log = await SampleLog.CreateAsync();
        if (damaged)
        {
            File.Delete(log[SampleLog.Entries]);
        }

        var run = CliRun.Of("audit", "verify", log.Folder, "--output", "json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(code, run.Code);
        Assert.Equal(!damaged, json.RootElement.GetProperty("sound").GetBoolean());
        Assert.Equal(damaged ? 0 : 4, json.RootElement.GetProperty("entries").GetInt32());
        Assert.Equal(damaged ? 1 : 0, json.RootElement.GetProperty("findings").GetArrayLength());
        if (damaged)
        {
            var finding = json.RootElement.GetProperty("findings")[0];
            Assert.Equal("checkpoint", finding.GetProperty("file").GetString());
            Assert.Equal(0, finding.GetProperty("offset").GetInt64());
            Assert.Equal("the checkpoint covers 4 entries, the log holds 0", finding.GetProperty("text").GetString());
        }
    }

    [Fact]
    public async Task A_key_may_stand_in_a_file_and_a_foreign_one_is_a_finding()
    {
        using var log = await SampleLog.CreateAsync();
        using var foreign = new ShareGateway.Audit.Checkpoints.AuditSigner("gateway.example", Enumerable.Repeat((byte)2, 32).ToArray());

        Assert.Equal(0, CliRun.Of("audit", "verify", log.Folder, "--key", log["log.vkey"]).Code);
        var run = CliRun.Of("audit", "verify", log.Folder, "--key", foreign.VerifierKey.Text);

        Assert.Equal(1, run.Code);
        Assert.Contains($"log.vkey:0: expected the given key `{foreign.VerifierKey.Text}`\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_kept_elsewhere_finds_a_log_that_was_put_back()
    {
        using var log = await SampleLog.CreateAsync();
        using var older = await SampleLog.CreateAsync();
        await log.AppendAsync(ShareGateway.Audit.Entries.AdministrativeEntry.Of("policy.loaded"));

        var run = CliRun.Of("audit", "verify", older.Folder, "--since", log["checkpoint"]);

        Assert.Equal(1, run.Code);
        Assert.Contains("the earlier checkpoint covers 5 entries, the log holds 4", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, CliRun.Of("audit", "verify", log.Folder, "--since", log["checkpoint"]).Code);
    }

    [Fact]
    public async Task A_data_folder_leads_to_the_one_log_below_it()
    {
        using var log = await SampleLog.CreateAsync();

        var run = CliRun.Of("audit", "verify", log.Data);

        Assert.Equal(0, run.Code);
        Assert.StartsWith($"{log.Folder}: sound\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_use_is_told_in_one_line_with_exit_code_2()
    {
        using var log = await SampleLog.CreateAsync();
        string empty = Directory.CreateDirectory(Path.Combine(log.Folder, "empty")).FullName;

        AssertMisused("there is no folder `/no/such`; expected the folder of an audit log", "audit", "verify", "/no/such");
        AssertMisused($"there is no audit log in `{empty}`: expected files such as `log.vkey` and `checkpoint`", "audit", "verify", empty);
        AssertMisused("expected `--key` to be a key of the form `name+id+key`, or a file with one", "audit", "verify", log.Folder, "--key", "x");
        AssertMisused("expected `--since` to be a file with a checkpoint, got `/no/such`", "audit", "verify", log.Folder, "--since", "/no/such");
    }

    [Fact]
    public async Task Two_logs_below_a_folder_have_to_be_told_apart()
    {
        using var log = await SampleLog.CreateAsync();
        string second = Directory.CreateDirectory(Path.Combine(log.Data, "b")).FullName;
        File.Copy(log["log.vkey"], Path.Combine(second, "log.vkey"));

        AssertMisused($"there are 2 audit logs below `{log.Data}`; name one: {log.Folder}, {second}", "audit", "verify", log.Data);
    }

    [Theory]
    [InlineData("audit", "verify")]
    [InlineData("audit", "verify", ".", "--output", "xml")]
    [InlineData("audit", "verify", ".", "--colour")]
    [InlineData("audit", "vrify", ".")]
    [InlineData("audit", "show", ".", "--last", "0")]
    [InlineData("audit", "show", ".", "--last", "many")]
    [InlineData("audit")]
    [InlineData]
    public void A_command_line_that_is_not_understood_ends_with_exit_code_2(params string[] args)
    {
        var run = CliRun.Of(args);

        Assert.Equal(2, run.Code);
        Assert.True(run.Error.Length > 0);
    }

    [Fact]
    public void Help_is_an_answer()
    {
        var run = CliRun.Of("audit", "verify", "--help");

        Assert.Equal(0, run.Code);
        Assert.Contains("--since", run.Output, StringComparison.Ordinal);
    }

    private static void AssertMisused(string expected, params string[] args)
    {
        var run = CliRun.Of(args);

        Assert.Equal((2, "", expected), (run.Code, run.Output, run.Error.TrimEnd()));
    }
}
