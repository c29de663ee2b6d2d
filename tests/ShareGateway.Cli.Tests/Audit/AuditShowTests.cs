using System.Text.Json;

namespace ShareGateway.Cli.Tests.Audit;

public sealed class AuditShowTests
{
    [Fact]
    public async Task The_latest_entries_stand_in_columns()
    {
        using var log = await SampleLog.CreateAsync();

        var run = CliRun.Of("audit", "show", log.Folder);

        Assert.Equal(0, run.Code);
        Assert.Equal(
            """
            entry  time                      kind            recipient        dataset              purpose        what                  records
            0      2026-11-03 12:00:00.000Z  administrative                                                       gateway.started
            1      2026-11-03 12:00:00.000Z  disclosure      galerie-lumiere  loyalty-purchases@2  dpv:Marketing  chunk 0, 1 person     7
            2      2026-11-03 12:00:00.000Z  closing         galerie-lumiere  loyalty-purchases@2  dpv:Marketing  client-gone           7
            3      2026-11-03 12:00:00.000Z  refusal         atelier-sud      web-visits@1         dpv:Marketing  agreement-over (403)

            """,
            run.Output,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task A_policy_set_is_shown_by_the_beginning_of_its_hash()
    {
        using var log = await SampleLog.CreateAsync();
        var set = new ShareGateway.Audit.Entries.PolicyEntry { PolicyHash = "sha256:0123456789abcdef0123", Agreements = 7, Contracts = 3, Recipients = 4 };
        await log.AppendAsync(set with { Parts = 2 }, set with { Parts = 2, Part = 1 }, set with { Previous = set.PolicyHash });

        var run = CliRun.Of("audit", "show", log.Folder, "--last", "3");

        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.EndsWith("sha256:0123456789ab, 7 agreements, part 1 of 2", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("sha256:0123456789ab, 7 agreements, part 2 of 2", lines[2], StringComparison.Ordinal);
        Assert.Matches(@"policy +sha256:0123456789ab, 7 agreements$", lines[3]);
    }

    [Fact]
    public async Task Json_holds_one_object_per_entry()
    {
        using var log = await SampleLog.CreateAsync();

        var run = CliRun.Of("audit", "show", log.Folder, "--last", "2", "--output", "json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(2, json.RootElement.GetArrayLength());
        Assert.Equal("2", json.RootElement[0].GetProperty("entry").GetString());
        Assert.Equal("agreement-over (403)", json.RootElement[1].GetProperty("what").GetString());
    }

    [Fact]
    public async Task Control_characters_cannot_reach_the_terminal()
    {
        using var log = await SampleLog.CreateAsync();
        await log.AppendAsync(new ShareGateway.Audit.Entries.RefusalEntry
        {
            Recipient = "evil\u001b[2J\r\n9  forged",
            Reason = "unknown-token",
            PublicReason = "unknown-token",
            Status = 401,
        });

        var run = CliRun.Of("audit", "show", log.Folder, "--last", "1");

        Assert.DoesNotContain("\u001b", run.Output, StringComparison.Ordinal);
        Assert.Contains("evil?[2J??9  forged", run.Output, StringComparison.Ordinal);
        Assert.Equal(3, run.Output.Split('\n').Length);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_wrong_use()
    {
        var run = CliRun.Of("audit", "show", "/no/such");

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Equal("there is no folder `/no/such`; expected the folder of an audit log", run.Error.TrimEnd());
    }
}
