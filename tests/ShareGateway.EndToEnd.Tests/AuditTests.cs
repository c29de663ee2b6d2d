using System.Net;
using System.Text;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>I1 over HTTP: what leaves is in the log before it leaves; when the log cannot be written, nothing leaves.</summary>
public sealed class AuditTests
{
    private const int FirstLines = 2000; // more than one chunk

    [Fact]
    public async Task I1_the_entry_of_an_answer_is_in_the_log_when_the_answer_arrives()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasCustomers(Customer("C-0000001"), Customer("C-0000002"));
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");

        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing, completion: HttpCompletionOption.ResponseHeadersRead);

        var stored = gateway.Entries().Single(entry => entry.Entry is DisclosureEntry);
        var entry = (DisclosureEntry)stored.Entry;
        Assert.Equal(response.Header("Sharing-Disclosure"), entry.DisclosureId);
        Assert.Equal((1L, "galerie-lumiere", Marketing, "customers"), (entry.Records, entry.Recipient, entry.Purpose, entry.Dataset.Split('@')[0]));
        Assert.Equal(1, stored.Subjects.Count);
        Assert.Contains(entry.Fields, field => field is { Name: "customer_id", Transform: "pseudonymise(linkable: agreement)" });
    }

    [Fact]
    public async Task The_closing_entry_counts_what_was_withheld_and_why()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasPurchases(
            Purchase("C-0000001"), Purchase("C-0000002"), Purchase("C-0000001", country: "DE"), Purchase(""));
        await gateway.ConsentAsync("C-0000001", Recommendations, "galerie-lumiere");

        using var response = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/loyalty-purchases", Recommendations);
        var closing = await gateway.ClosingAsync(response.Header("Sharing-Disclosure"));

        Assert.Equal(ClosingOutcome.Complete, closing.Outcome);
        Assert.Equal((4L, 1L, 1L, 1L, 1L), (closing.Read, closing.Delivered, closing.WithheldByConsent, closing.WithheldByRule, closing.WithheldUnreadable));
        Assert.Equal(Encoding.UTF8.GetByteCount(await response.Content.ReadAsStringAsync()), closing.Bytes);
    }

    [Fact]
    public async Task I1_when_the_log_cannot_be_written_the_answer_is_503_without_a_byte_and_readiness_says_so()
    {
        var disk = new FullDisk();
        await using var gateway = await GatewayUnderTest.StartAsync(disk: disk);
        gateway.Upstream.HasCustomers(Customer("C-0000001", "canary"));
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");
        disk.IsFull = true;

        using var share = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);
        using var refusal = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", "dpv:Marketing");
        using var ready = await gateway.Http.GetAsync(new Uri(gateway.Management, "/health/ready"));
        using var live = await gateway.Http.GetAsync(new Uri(gateway.Management, "/health/live"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, share.StatusCode);
        Assert.Equal("audit-unavailable", await ReasonAsync(share));
        Assert.Equal("audit-unavailable", await ReasonAsync(refusal));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task I1_when_the_log_fails_in_mid_stream_nothing_more_leaves_and_nobody_waits_for_the_upstream()
    {
        var disk = new FullDisk();
        await using var gateway = await GatewayUnderTest.StartAsync(disk: disk, settings: ("Gateway:UpstreamIdle", "00:10:00"));
        var full = new TaskCompletionSource();
        var hungUp = new TaskCompletionSource();
        byte[] late = LinesOf("2024", 10); // a part of a chunk: nothing follows that would meet the failure
        gateway.Upstream.Answers("/internal/crm/customers.ndjson", async context =>
        {
            context.Response.ContentType = "application/x-ndjson";
            await using var gone = context.RequestAborted.Register(hungUp.SetResult);
            await context.Response.Body.WriteAsync(LinesOf("2021", FirstLines));
            await full.Task;
            await context.Response.Body.WriteAsync(late);
            await hungUp.Task; // it has nothing more to say, and does not end
        });
        using var response = await gateway.AskAsync(
            "banque-horizon", "/v1/datasets/customers", Fraud, "application/x-ndjson", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var received = new MemoryStream();
        var buffer = new byte[64 << 10];
        while (received.GetBuffer().AsSpan(0, (int)received.Length).Count((byte)'\n') < FirstLines)
        {
            received.Write(buffer, 0, await body.ReadAsync(buffer));
        }

        disk.IsFull = true;
        full.SetResult();
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(received).WaitAsync(TimeSpan.FromMinutes(1)));
        await hungUp.Task.WaitAsync(TimeSpan.FromMinutes(1));

        string answer = Encoding.UTF8.GetString(received.ToArray());
        Assert.Contains("2021-03", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("2024-03", answer, StringComparison.Ordinal);
        Assert.Equal(received.Length, gateway.Entries<DisclosureEntry>().Sum(entry => entry.Bytes)); // all of what is in the log, and no more
        Assert.Contains(gateway.Spoken.Lines, line => line.Contains("broken: audit-unavailable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_consent_event_is_not_stored_when_it_cannot_be_recorded()
    {
        var disk = new FullDisk();
        await using var gateway = await GatewayUnderTest.StartAsync(disk: disk);
        gateway.Upstream.HasCustomers(Customer("C-0000001"));
        disk.IsFull = true;

        using var response = await gateway.PostConsentAsync(new { eventId = "e1" });
        using var whole = await gateway.PostConsentAsync(new
        {
            eventId = "e1",
            controller = "fr/maison-nord",
            scheme = "customer-number",
            id = "C-0000001",
            purpose = Marketing,
            recipient = "galerie-lumiere",
            state = "dpv:ConsentGiven",
            at = gateway.Clock.GetUtcNow(),
            noticeVersion = "1",
            source = "test",
        });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, whole.StatusCode);
    }

    [Fact]
    public async Task The_log_of_a_busy_gateway_verifies_and_its_second_run_goes_on_in_it()
    {
        var first = await GatewayUnderTest.StartAsync();
        first.Upstream.HasCustomers(Customer("C-0000001"));
        await first.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ => await first.RecordsAsync("galerie-lumiere", "/v1/datasets/customers", Marketing)));
        await first.StopAsync();
        var before = AuditVerifier.Verify(first.AuditFolder);

        await using var second = await GatewayUnderTest.StartAsync(folder: first.Folder);
        second.Upstream.HasCustomers(Customer("C-0000001"));
        await second.RecordsAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);
        await second.StopAsync();
        var after = AuditVerifier.Verify(first.AuditFolder);

        Assert.True(before.IsSound, string.Join('\n', before.Findings));
        Assert.True(after.IsSound, string.Join('\n', after.Findings));
        Assert.Equal(41, second.Entries<DisclosureEntry>().Length);
        Assert.Equal(2, second.Entries<AdministrativeEntry>().Count(entry => entry.Action == "gateway.started"));
        Directory.Delete(first.Folder, recursive: true);
    }

    [Fact]
    public async Task A_lost_key_stops_the_start_instead_of_making_other_pseudonyms()
    {
        var first = await GatewayUnderTest.StartAsync();
        await first.StopAsync();
        File.Delete(Path.Combine(first.Folder, "gateway", "keys", "recipients", "galerie-lumiere.json"));

        var refused = await Assert.ThrowsAsync<Proxy.Settings.GatewayStartException>(() => GatewayUnderTest.StartAsync(folder: first.Folder));

        Assert.Contains("recipients/galerie-lumiere", refused.Message, StringComparison.Ordinal);
        Directory.Delete(first.Folder, recursive: true);
    }

    [Fact]
    public async Task A_day_s_quota_counts_the_rows_of_earlier_runs()
    {
        var policies = PolicyFolder.Copy();
        policies.Replace("fr/maison-nord/agreements/galerie-lumiere-newsletter.yaml", "rowsPerDay: [0-9]+", "rowsPerDay: 2");
        var first = await GatewayUnderTest.StartAsync(policies.Path);
        first.Upstream.HasCustomers(Customer("C-0000001"));
        await first.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");
        await first.RecordsAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);
        await first.StopAsync();

        await using var second = await GatewayUnderTest.StartAsync(policies.Path, first.Folder);
        second.Upstream.HasCustomers(Customer("C-0000001"));
        await second.RecordsAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);
        using var refused = await second.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("quota-used-up", await ReasonAsync(refused));
        await second.StopAsync();
        Directory.Delete(first.Folder, recursive: true);
        policies.Dispose();
    }

    private static byte[] LinesOf(string year, int count) => Encoding.UTF8.GetBytes(
        string.Concat(Enumerable.Range(1, count).Select(i => Customer($"C-{i:D7}").ReplaceLineEndings("").Replace("2021-03", $"{year}-03", StringComparison.Ordinal) + "\n")));
}
