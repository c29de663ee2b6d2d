using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using ShareGateway.Audit.Entries;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>Four eyes: what two people may find out together, and every way in which one alone may not.</summary>
public sealed class ReidentificationTests
{
    private const string Path = "/v1/reidentifications";

    [Fact]
    public async Task Two_officers_find_the_person_once_and_the_log_tells_each_step_without_her_id()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var list = ListOf(await PseudonymAsync(gateway));

        var (id, hash) = await RequestAsync(gateway, list);
        var capability = await ApproveAsync(gateway, id, hash);
        using var result = await ResultAsync(gateway, id, capability, list);
        using var again = await ResultAsync(gateway, id, capability, list);
        var answer = JsonElement.Parse(await result.Content.ReadAsStringAsync());

        var found = Assert.Single(answer.GetProperty("found").EnumerateArray());
        Assert.Equal(("C-0000001", list.values[0]), (found.GetProperty("id").GetString(), found.GetProperty("value").GetString()));
        Assert.Equal("p1_aaaaaaaaaaaaaaaaaaaaaaaaaa", Assert.Single(answer.GetProperty("unknown").EnumerateArray()).GetString());
        Assert.Equal("reidentification-not-open", await ReasonAsync(again));
        var steps = gateway.Entries<AdministrativeEntry>().Where(entry => entry.Action.StartsWith("reidentification.", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["reidentification.requested", "reidentification.approved", "reidentification.resolved"], steps.Select(step => step.Action));
        Assert.Equal(["asking-dpo", "approving-dpo", "asking-dpo"], steps.Select(step => step.Facts["by"]));
        Assert.DoesNotContain(steps, step => step.Facts.Values.Any(value => value.Contains("C-0000001", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Each_step_is_a_warning_and_a_metric_that_say_nothing_of_anybody()
    {
        var steps = new ConcurrentQueue<string?>();
        using var listener = new MeterListener { InstrumentPublished = static (instrument, all) => all.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            if (instrument.Name == "sharegateway.reidentifications")
            {
                steps.Enqueue(tags[0].Value as string);
            }
        });
        listener.Start();
        await using var gateway = await GatewayUnderTest.StartAsync();
        var list = ListOf(await PseudonymAsync(gateway));

        var (id, hash) = await RequestAsync(gateway, list);
        using var refused = await PostAsync(gateway, "asking-dpo", $"{Path}/{id}/approval", new { listSha256 = hash });
        using var result = await ResultAsync(gateway, id, await ApproveAsync(gateway, id, hash), list);

        Assert.Equal(["requested", "approved", "resolved"], steps);
        Assert.Equal(
            [
                $"Warning Re-identification {id} asked for: 2 stand-ins delivered under galerie-lumiere-recommendations ",
                $"Warning Re-identification {id} approved ",
                $"Warning Re-identification {id}: 1 of 2 stand-ins led back to people ",
            ],
            gateway.Spoken.Lines.Where(line => line.Contains("Re-identification", StringComparison.Ordinal)));
        Assert.DoesNotContain(gateway.Spoken.Lines, line => line.Contains("C-0000001", StringComparison.Ordinal) || line.Contains(list.values[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_is_read_back_without_candidates()
    {
        using var policies = PolicyFolder.Copy();
        policies.Replace("guardrail.yaml", @"pd:Identifier: \[drop, pseudonymise\]", "pd:Identifier: [drop, pseudonymise, tokenise]");
        policies.Replace("guardrail.yaml", @"pd:Identifying: \[drop,", "pd:Identifying: [drop, tokenise,");
        policies.Replace("fr/maison-nord/agreements/galerie-lumiere-recommendations.yaml", "do: pseudonymise, linkable: agreement", "do: tokenise, linkable: agreement");
        await using var gateway = await GatewayUnderTest.StartAsync(policies.Path);
        var token = await PseudonymAsync(gateway);
        var list = ListOf(token) with { values = [token], candidates = [] };

        var (id, hash) = await RequestAsync(gateway, list);
        using var result = await ResultAsync(gateway, id, await ApproveAsync(gateway, id, hash), list);

        Assert.StartsWith("t1_", token, StringComparison.Ordinal);
        var found = Assert.Single(JsonElement.Parse(await result.Content.ReadAsStringAsync()).GetProperty("found").EnumerateArray());
        Assert.Equal("C-0000001", found.GetProperty("id").GetString());
    }

    [Fact]
    public async Task For_a_notice_two_officers_are_told_the_stand_in_of_one_person_and_nothing_more()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var pseudonym = await PseudonymAsync(gateway);
        var list = ListOf(pseudonym) with { ground = "recipient-notice", values = [], candidates = ["C-0000001"] };

        using var many = await PostAsync(gateway, "asking-dpo", Path, list with { candidates = ["C-0000001", "C-0000002"] });
        using var both = await PostAsync(gateway, "asking-dpo", Path, list with { values = [pseudonym] });
        using var otherGround = await PostAsync(gateway, "asking-dpo", Path, list with { ground = "court-order" });
        var (id, hash) = await RequestAsync(gateway, list);
        using var alone = await PostAsync(gateway, "asking-dpo", $"{Path}/{id}/approval", new { listSha256 = hash });
        using var result = await ResultAsync(gateway, id, await ApproveAsync(gateway, id, hash), list);

        Assert.Equal("reidentification-invalid", await ReasonAsync(many));
        Assert.Equal("reidentification-invalid", await ReasonAsync(both));
        Assert.Equal("reidentification-invalid", await ReasonAsync(otherGround));
        Assert.Equal("reidentification-same-person", await ReasonAsync(alone));
        var found = Assert.Single(JsonElement.Parse(await result.Content.ReadAsStringAsync()).GetProperty("found").EnumerateArray());
        Assert.Equal(("C-0000001", pseudonym), (found.GetProperty("id").GetString(), found.GetProperty("value").GetString()));
        var steps = gateway.Entries<AdministrativeEntry>().Where(entry => entry.Action.StartsWith("reidentification.", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["reidentification.requested", "reidentification.approved", "reidentification.resolved"], steps.Select(step => step.Action));
        Assert.DoesNotContain(steps, step => step.Facts.Values.Any(value => value.Contains("C-0000001", StringComparison.Ordinal) || value.Contains(pseudonym, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Who_asked_cannot_approve_and_who_approved_cannot_have_the_result()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var list = ListOf("p1_aaaaaaaaaaaaaaaaaaaaaaaaaa");
        var (id, hash) = await RequestAsync(gateway, list);

        using var self = await PostAsync(gateway, "asking-dpo", $"{Path}/{id}/approval", new { listSha256 = hash });
        using var otherList = await PostAsync(gateway, "approving-dpo", $"{Path}/{id}/approval", new { listSha256 = new string('0', 64) });
        using var operators = await gateway.ManageAsync(HttpMethod.Post, $"{Path}/{id}/approval", gateway.StaffToken("lea", "operator"), new { listSha256 = hash });
        using var unapproved = await ResultAsync(gateway, id, "x", list);
        var capability = await ApproveAsync(gateway, id, hash);
        using var approver = await ResultAsync(gateway, id, capability, list, by: "approving-dpo");

        Assert.Equal("reidentification-same-person", await ReasonAsync(self));
        Assert.Equal("reidentification-other-list", await ReasonAsync(otherList));
        Assert.Equal("role-missing", await ReasonAsync(operators));
        Assert.Equal("reidentification-not-open", await ReasonAsync(unapproved));
        Assert.Equal("reidentification-other-person", await ReasonAsync(approver));
    }

    [Fact]
    public async Task An_altered_a_foreign_and_a_late_capability_and_another_list_are_refused()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var list = ListOf("p1_aaaaaaaaaaaaaaaaaaaaaaaaaa");
        var (id, hash) = await RequestAsync(gateway, list);
        var (otherId, otherHash) = await RequestAsync(gateway, list);
        var foreign = await ApproveAsync(gateway, otherId, otherHash);
        var capability = await ApproveAsync(gateway, id, hash);
        var longer = list with { candidates = [.. list.candidates, "C-0000009"] };

        using var altered = await ResultAsync(gateway, id, capability[..^4] + (capability.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA"), list);
        using var ofAnother = await ResultAsync(gateway, id, foreign, list);
        using var otherList = await ResultAsync(gateway, id, capability, longer);
        gateway.Clock.Jump(TimeSpan.FromMinutes(15));
        using var late = await ResultAsync(gateway, id, capability, list);

        Assert.Equal("capability-invalid", await ReasonAsync(altered));
        Assert.Equal("capability-invalid", await ReasonAsync(ofAnother));
        Assert.Equal("reidentification-other-list", await ReasonAsync(otherList));
        Assert.Equal("capability-invalid", await ReasonAsync(late));
    }

    [Fact]
    public async Task Where_the_guardrail_says_never_nobody_is_looked_for()
    {
        using var policies = PolicyFolder.Copy();
        policies.Replace("guardrail.yaml", "reidentification: two-people", "reidentification: never");
        await using var gateway = await GatewayUnderTest.StartAsync(policies.Path);

        using var refused = await PostAsync(gateway, "asking-dpo", Path, ListOf("p1_aaaaaaaaaaaaaaaaaaaaaaaaaa"));

        Assert.Equal("reidentification-not-allowed", await ReasonAsync(refused));
    }

    [Theory]
    [InlineData("case", "Mme Durand")]
    [InlineData("ground", "curiosity")]
    [InlineData("agreement", "no-such-agreement")]
    [InlineData("field", "birth_date")] // generalised: leads nobody back
    [InlineData("field", "no_such_field")]
    public async Task A_request_that_would_mean_nothing_is_refused(string member, string value)
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var list = JsonSerializer.SerializeToNode(ListOf("p1_aaaaaaaaaaaaaaaaaaaaaaaaaa"))!.AsObject();
        list[member] = value;

        using var refused = await PostAsync(gateway, "asking-dpo", Path, list);

        Assert.Equal("reidentification-invalid", await ReasonAsync(refused));
    }

    [Fact]
    public async Task A_request_and_its_use_outlive_a_restart()
    {
        var first = await GatewayUnderTest.StartAsync(folder: Directory.CreateTempSubdirectory("sharegateway-").FullName);
        var list = ListOf(await PseudonymAsync(first));
        var (id, hash) = await RequestAsync(first, list);
        var capability = await ApproveAsync(first, id, hash);
        await first.StopAsync();
        var second = await GatewayUnderTest.StartAsync(folder: first.Folder);
        using var result = await ResultAsync(second, id, capability, list);
        Assert.Equal(HttpStatusCode.OK, result.StatusCode);
        await second.StopAsync();

        await using (var third = await GatewayUnderTest.StartAsync(folder: first.Folder))
        {
            using var again = await ResultAsync(third, id, capability, list);
            Assert.Equal("reidentification-not-open", await ReasonAsync(again));
        }

        Directory.Delete(first.Folder, recursive: true);
    }

    private static ListForm ListOf(string pseudonym) => new(
        "DSR-2026-114", "data-subject-request", "galerie-lumiere-recommendations", "customer_id",
        pseudonym == "p1_aaaaaaaaaaaaaaaaaaaaaaaaaa" ? [pseudonym] : [pseudonym, "p1_aaaaaaaaaaaaaaaaaaaaaaaaaa"], ["C-0000007", "C-0000001"]);

    private static async Task<string> PseudonymAsync(GatewayUnderTest gateway)
    {
        gateway.Upstream.HasPurchases(Purchase("C-0000001"));
        await gateway.ConsentAsync("C-0000001", Recommendations, "galerie-lumiere");
        return Assert.Single(await gateway.RecordsAsync("galerie-lumiere", "/v1/datasets/loyalty-purchases", Recommendations)).GetProperty("customer_id").GetString()!;
    }

    private static async Task<(string Id, string Hash)> RequestAsync(GatewayUnderTest gateway, ListForm list)
    {
        using var response = await PostAsync(gateway, "asking-dpo", Path, list);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Created, body);
        var answer = JsonElement.Parse(body);
        return (answer.GetProperty("id").GetString()!, answer.GetProperty("listSha256").GetString()!);
    }

    private static async Task<string> ApproveAsync(GatewayUnderTest gateway, string id, string hash)
    {
        using var response = await PostAsync(gateway, "approving-dpo", $"{Path}/{id}/approval", new { listSha256 = hash });
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body).GetProperty("capability").GetString()!;
    }

    private static Task<HttpResponseMessage> ResultAsync(GatewayUnderTest gateway, string id, string capability, ListForm list, string by = "asking-dpo") =>
        PostAsync(gateway, by, $"{Path}/{id}/result", new { capability, list });

    private static Task<HttpResponseMessage> PostAsync(GatewayUnderTest gateway, string by, string path, object body) =>
        gateway.ManageAsync(HttpMethod.Post, path, gateway.StaffToken(by, "dpo"), body);

#pragma warning disable IDE1006 // as it stands on the wire
    private sealed record ListForm(string @case, string ground, string agreement, string field, string[] values, string[] candidates);
#pragma warning restore IDE1006
}
