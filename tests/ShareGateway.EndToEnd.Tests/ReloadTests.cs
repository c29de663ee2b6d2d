using System.Net;
using Microsoft.AspNetCore.Http;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;
using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Policy.Loading;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;
using static ShareGateway.EndToEnd.Tests.Fixture.Reloads;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>The gateway follows its policy folder: a good edit is live without a restart, a bad one changes nothing but what health says.</summary>
public sealed class ReloadTests : IDisposable
{
    private const string Level = @"  loyalty_level:.*\n";
    private readonly PolicyFolder _policies = PolicyFolder.Copy();

    [Fact]
    public async Task I7_a_good_edit_goes_live_behind_a_policy_entry_that_holds_its_files()
    {
        await using var gateway = await StartAsync();
        var before = gateway.Policies().Current.Set.Hash;
        var first = await ShareAsync(gateway);
        _policies.Replace(Newsletter, Level, "");

        var after = await gateway.LiveAsync(_policies.Path);
        var second = await ShareAsync(gateway);

        Assert.Equal((before, true), (first.Policy, first.Body.Contains("loyalty_level", StringComparison.Ordinal)));
        Assert.Equal((after, false), (second.Policy, second.Body.Contains("loyalty_level", StringComparison.Ordinal)));
        var entries = gateway.Entries().Select(stored => stored.Entry).ToList();
        var live = entries.FindIndex(entry => entry is PolicyEntry policy && policy.PolicyHash == after);
        Assert.True(live >= 0 && live < entries.FindIndex(entry => entry is DisclosureEntry shared && shared.PolicyHash == after));
        var recorded = (PolicyEntry)entries[live];
        var set = gateway.Policies().Current.Set;
        Assert.Equal(
            (before, set.Plans.Length, set.Contracts.Length, set.Recipients.Length),
            (recorded.Previous, recorded.Agreements, recorded.Contracts, recorded.Recipients));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(_policies.Path, Newsletter))));
        Assert.Contains(new PolicyFileHash(Newsletter, hash), recorded.Files);
        Assert.Equal(set.Files.Length, recorded.Files.Length);
        Assert.DoesNotContain("loyalty_level", await DatasetsAsync(gateway), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_edit_leaves_the_old_set_live_and_says_why_until_it_is_mended()
    {
        await using var gateway = await StartAsync();
        var before = gateway.Policies().Current.Set.Hash;
        var file = Path.Combine(_policies.Path, Newsletter);
        var good = File.ReadAllText(file);
        Swap(file, good.Replace("loyalty_level:", "loyalty_levle:", StringComparison.Ordinal).Replace("version:", "versoin:", StringComparison.Ordinal));

        await gateway.RefusedAsync();
        var findings = PolicyLoader.Load(_policies.Path).Findings;
        Assert.True(findings.Length > 1);
        // Gateways of other tests share the meter's name in this process: the figure may be theirs at first.
        var metrics = await UntilMetricsAsync(gateway.Http, gateway.Management, $$"""sharegateway_policy_findings(\{.*\})? {{findings.Length}}( |\n)""");
        var (ready, shared) = (await gateway.ReadyAsync(), await ShareAsync(gateway));
        Swap(file, good);
        await gateway.LiveAsync(_policies.Path);

        Assert.Equal($$"""200 {"status":"degraded","findings":{{findings.Length}}}""", ready);
        Assert.Matches("""sharegateway_policy_reloads_total\{.*outcome="refused".*\} [1-9]""", metrics);
        Assert.Equal(before, shared.Policy);
        var said = gateway.Spoken.Lines.Where(line => line.Contains("Policy finding: ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(findings.Select(finding => $"Error Policy finding: {finding} "), said);
        Assert.Contains(said, line => line.Contains("`versoin`; did you mean `version`?", StringComparison.Ordinal));
        Assert.Equal("""200 {"status":"ready"}""", await gateway.ReadyAsync());
        Assert.Equal([before], gateway.SetsInTheLog());
    }

    [Theory]
    [InlineData("fr/maison-nord/contracts/customers.yaml", "server: crm", "server: nowhere", "is no cluster of section `ReverseProxy:Clusters`")]
    [InlineData("fr/maison-nord/contracts/customers.yaml", "form: text", "form: digits", "has several forms")]
    public async Task What_stops_a_start_stops_an_edit_too(string file, string pattern, string text, string said)
    {
        Directory.Delete(Path.Combine(_policies.Path, "fr/maison-nord/tests"), recursive: true); // they would find the change of form first
        await using var gateway = await StartAsync();
        _policies.Replace(file, pattern, text);

        await gateway.RefusedAsync();

        await UntilAsync(() => gateway.Spoken.Lines.Any(line => line.Contains(said, StringComparison.Ordinal))); // it is counted first, and said then
        Assert.Single(gateway.SetsInTheLog());
    }

    [Fact]
    public async Task An_agreement_that_is_deleted_ends_though_tests_still_name_it()
    {
        await using var gateway = await StartAsync();
        await ShareAsync(gateway);
        File.Delete(Path.Combine(_policies.Path, Newsletter));

        await UntilAsync(() => gateway.Policies().Current.Set.Plans.All(plan => plan.AgreementId != "galerie-lumiere-newsletter"));

        Assert.NotEmpty(PolicyLoader.Load(_policies.Path).Findings);
        using var refused = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_removed_folder_leaves_the_old_set_live()
    {
        await using var gateway = await StartAsync();
        Directory.Move(_policies.Path, _policies.Path + "-away");

        await gateway.RefusedAsync();
        var shared = await ShareAsync(gateway);
        Directory.Move(_policies.Path + "-away", _policies.Path);
        await gateway.LiveAsync(_policies.Path);

        Assert.Equal(gateway.Policies().Current.Set.Hash, shared.Policy);
        Assert.Single(gateway.SetsInTheLog());
    }

    [Fact]
    public async Task I9_a_new_recipient_has_its_own_recorded_key_before_it_can_ask()
    {
        await using var gateway = await StartAsync();
        Add("recipients/galerie-lumiere.yaml", "recipients/galerie-aurore.yaml");
        Add(Newsletter, "fr/maison-nord/agreements/galerie-aurore-newsletter.yaml");
        await gateway.LiveAsync(_policies.Path);
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-aurore");

        var old = await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);
        var added = await gateway.RecordsAsync("galerie-aurore", "/v1/datasets/customers", Marketing);

        Assert.NotEqual(old[0].GetProperty("customer_id").GetString(), added[0].GetProperty("customer_id").GetString());
        var entries = gateway.Entries().Select(stored => stored.Entry).ToList();
        var key = entries.FindIndex(entry => entry is AdministrativeEntry { Action: "key.created" } made && made.Facts["name"] == "recipients/galerie-aurore");
        Assert.InRange(key, 0, entries.FindLastIndex(entry => entry is PolicyEntry));
    }

    [Fact]
    public async Task I7_an_answer_that_is_on_its_way_ends_under_the_set_that_it_began_with()
    {
        await using var gateway = await StartAsync();
        var (asked, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        gateway.Upstream.Answers("/internal/crm/customers.ndjson", async context =>
        {
            asked.TrySetResult();
            await goOn.Task;
            context.Response.ContentType = "application/x-ndjson";
            await context.Response.WriteAsync(Customer("C-0000001").ReplaceLineEndings("") + "\n");
        });
        var before = gateway.Policies().Current.Set.Hash;
        var answer = gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing, "application/x-ndjson");
        await asked.Task;
        _policies.Replace(Newsletter, Level, "");

        var after = await gateway.LiveAsync(_policies.Path);
        goOn.SetResult();
        using var response = await answer;

        Assert.NotEqual(before, after);
        Assert.Equal(before, response.Header("Sharing-Policy"));
        Assert.Contains("loyalty_level", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var entry = Assert.Single(gateway.Entries<DisclosureEntry>());
        Assert.Equal(before, entry.PolicyHash);
        Assert.Contains(entry.Fields, field => field.Name == "loyalty_level");
    }

    [Fact]
    public async Task I1_a_set_that_cannot_be_recorded_does_not_go_live()
    {
        var disk = new FullDisk();
        await using var gateway = await GatewayUnderTest.StartAsync(_policies.Path, disk: disk, settings: Often);
        var before = gateway.Policies().Current.Set.Hash;
        disk.IsFull = true;
        _policies.Replace(Newsletter, Level, "");

        await gateway.RefusedAsync();

        Assert.Equal(before, gateway.Policies().Current.Set.Hash);
    }

    [Fact]
    public async Task A_start_records_its_set_only_when_the_log_s_last_one_is_another()
    {
        var first = await StartAsync();
        var before = first.Policies().Current.Set.Hash;
        await first.StopAsync();
        var second = await GatewayUnderTest.StartAsync(_policies.Path, first.Folder);
        await second.StopAsync();
        _policies.Replace(Newsletter, Level, "");

        await using var third = await GatewayUnderTest.StartAsync(_policies.Path, first.Folder);
        await third.StopAsync();

        Assert.Equal([("", before), (before, third.SetsInTheLog()[^1])], third.Entries<PolicyEntry>().Select(entry => (entry.Previous, entry.PolicyHash)));
        Assert.True(AuditVerifier.Verify(third.AuditFolder).IsSound);
        Directory.Delete(first.Folder, recursive: true);
    }

    public void Dispose()
    {
        if (Directory.Exists(_policies.Path))
        {
            _policies.Dispose();
        }
    }

    private async Task<GatewayUnderTest> StartAsync()
    {
        var gateway = await GatewayUnderTest.StartAsync(_policies.Path, settings: Often);
        gateway.Upstream.HasCustomers(Customer("C-0000001"));
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");
        return gateway;
    }

    private void Add(string like, string file) => File.WriteAllText(
        Path.Combine(_policies.Path, file),
        File.ReadAllText(Path.Combine(_policies.Path, like)).Replace("galerie-lumiere", "galerie-aurore", StringComparison.Ordinal));

    private static async Task<(string Policy, string Body)> ShareAsync(GatewayUnderTest gateway)
    {
        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (response.Header("Sharing-Policy"), await response.Content.ReadAsStringAsync());
    }

    private static async Task<string> DatasetsAsync(GatewayUnderTest gateway)
    {
        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets");
        return await response.Content.ReadAsStringAsync();
    }

    // In one step: a gateway that looks in between must not see half an edit.
    private static void Swap(string file, string text)
    {
        string beside = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(beside, text);
        File.Move(beside, file, overwrite: true);
    }
}
