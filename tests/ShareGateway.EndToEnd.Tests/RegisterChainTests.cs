using System.Globalization;
using System.Net;
using System.Text.Json;
using ShareGateway.Audit.Verification;
using ShareGateway.Cli;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>The life of an entry: disclosed, compacted, reported, pruned from the log, still proved and still told, with a real gateway that goes on and starts again.</summary>
public sealed class RegisterChainTests
{
    private const string Person = "C-0000001";
    private const string Purchases = "/v1/datasets/loyalty-purchases";
    private const string Recipient = "galerie-lumiere";

    [Fact]
    public async Task What_was_disclosed_is_told_after_compaction_after_pruning_and_after_a_restart_and_the_log_stays_sound()
    {
        string folder = Directory.CreateTempSubdirectory("sharegateway-").FullName;
        var first = await ServingAsync(folder);
        string pseudonym = await DiscloseAsync(first);
        first.Clock.Jump(TimeSpan.FromDays(4));
        await first.ConsentAsync(Person, Recommendations, Recipient); // what the gateway knew of consents was four days old
        Assert.Equal(pseudonym, await DiscloseAsync(first));
        await SignedAsync(first);

        Assert.Equal(0, Run(first, "audit", "compact", first.AuditFolder, "--current").Code);
        string[] before = Told(Report(first));
        var pruned = Run(first, ["audit", "prune", first.AuditFolder, "--keep-log", "P2D", .. Door(first)]);
        await SignedAsync(first);
        string[] after = Told(Report(first));
        var verified = Run(first, "audit", "verify", first.AuditFolder);
        ulong stays = LogSegments.List(first.AuditFolder)[0].FirstIndex;

        Assert.Equal(2, before.Length);
        Assert.Equal(before, after);
        Assert.True(pruned.Code == 0, pruned.Error);
        Assert.EndsWith("removed   1 segment(s) of the log\n", pruned.Output, StringComparison.Ordinal);
        Assert.True(stays > 0);
        Assert.True(verified.Code == 0, verified.Output);

        await first.StopAsync();
        await using (var second = await ServingAsync(folder))
        {
            using var ready = await second.Http.GetAsync(new Uri(second.Management, "/health/ready"));
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
            Assert.Equal(pseudonym, await DiscloseAsync(second));
            await SignedAsync(second);
            Assert.Equal(0, Run(second, "audit", "compact", second.AuditFolder, "--current").Code);
            Assert.Equal(before, Told(Report(second))[..2]);
            Assert.Equal(0, Run(second, "audit", "verify", second.AuditFolder).Code);

            // Before an erasure, recipients are told, each by its own pseudonym: the report holds what two officers ask the gateway for.
            var notice = Run(second, ["report", "recipients-to-notify", second.AuditFolder, "--policies", GatewayUnderTest.ShippedPolicies, "--format", "json", "--case", "DPO-1", .. Who, .. Door(second)]);
            var list = Assert.Single(JsonElement.Parse(notice.Output).GetProperty("reidentificationRequests").EnumerateArray());
            using var request = await second.ManageAsync(HttpMethod.Post, "/v1/reidentifications", second.StaffToken("ines", "dpo"), list);
            Assert.Equal(HttpStatusCode.Created, request.StatusCode);

            // Erased: told to nobody any more, and the log says how many rows went, not whose.
            Assert.Equal(0, Run(second, ["audit", "erase", second.AuditFolder, .. Who, .. Door(second)]).Code);
            Assert.Empty(Told(Report(second)));
            var erased = second.Entries<ShareGateway.Audit.Entries.AdministrativeEntry>().Single(entry => entry.Action == "register.erased");
            Assert.Equal("3", erased.Facts["rows"]);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string[] Who { get; } = ["--scheme", "customer-number", "--id", Person];

    private static async Task<GatewayUnderTest> ServingAsync(string folder)
    {
        var gateway = await GatewayUnderTest.StartAsync(folder: folder);
        gateway.Upstream.HasPurchases(Purchase(Person));
        await gateway.ConsentAsync(Person, Recommendations, Recipient);
        await File.WriteAllTextAsync(Path.Combine(folder, "dpo.token"), gateway.StaffToken("ines", "dpo"));
        return gateway;
    }

    private static async Task<string> DiscloseAsync(GatewayUnderTest gateway) =>
        Assert.Single(await gateway.RecordsAsync(Recipient, Purchases, Recommendations)).GetProperty("customer_id").GetString()!;

    /// <summary>Waits until the checkpoint covers all that the log holds now.</summary>
    private static Task SignedAsync(GatewayUnderTest gateway)
    {
        ulong size = gateway.Entries()[^1].Index + 1;
        return Reloads.UntilAsync(() => ulong.Parse(File.ReadAllLines(Path.Combine(gateway.AuditFolder, "checkpoint"))[1], CultureInfo.InvariantCulture) >= size);
    }

    private static string[] Door(GatewayUnderTest gateway) => ["--gateway", gateway.Management.ToString(), "--token-file", Path.Combine(gateway.Folder, "dpo.token")];

    private static JsonElement Report(GatewayUnderTest gateway)
    {
        var run = Run(gateway, ["report", "person", gateway.AuditFolder, "--policies", GatewayUnderTest.ShippedPolicies, "--format", "json", .. Who, .. Door(gateway)]);
        Assert.True(run.Code == 0, run.Error);
        return JsonElement.Parse(run.Output);
    }

    private static string[] Told(JsonElement report) => [.. report.GetProperty("entries").EnumerateArray().Select(entry => entry.GetRawText())];

    private static (int Code, string Output, string Error) Run(GatewayUnderTest gateway, params string[] args)
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        var error = new StringWriter(CultureInfo.InvariantCulture);
        int code = SharegatewayCommand.Run(args, new Terminal(output, error, isInteractive: false, TextReader.Null, gateway.Clock));
        return (code, output.ToString(), error.ToString());
    }
}
