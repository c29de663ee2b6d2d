using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>I1 under SIGKILL: whatever a client received is covered by the log that is left on disk.</summary>
public sealed class KillTests
{
    private static readonly int Rounds =
        int.TryParse(Environment.GetEnvironmentVariable("KILL_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : 50;

    [Fact]
    public async Task I1_every_byte_that_a_client_received_before_a_kill_is_covered_by_a_verifiable_entry()
    {
        var folder = Directory.CreateTempSubdirectory("sharegateway-kill-").FullName;
        using var policies = PolicyFolder.CopyValidToday();
        policies.Replace("fr/maison-nord/agreements/galerie-lumiere-newsletter.yaml", "rowsPerDay: [0-9]+", "rowsPerDay: 1000000000");
        await using var upstream = await FakeUpstream.StartAsync();
        var people = Enumerable.Range(1, 50).Select(i => $"C-{i:D7}").ToArray();
        upstream.HasCustomers([.. people.Select(id => Customer(id))]);
        upstream.NeverEnds("/internal/crm/customers.ndjson", Encoding.UTF8.GetBytes(string.Concat(people.Select(id => Customer(id).ReplaceLineEndings("") + "\n"))));
        var random = new Random(1);
        var received = new List<Received>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var gateway = await GatewayProcess.StartAsync(folder, policies.Path, upstream);
            if (round == 0)
            {
                await ConsentAsync(gateway, people);
            }

            received.AddRange(await RunUntilKilledAsync(gateway, random.Next(0, 400)));
        }

        var report = AuditVerifier.Verify(Path.Combine(folder, "gateway", "audit"));
        var recovered = await RestartAsync(folder, policies.Path, upstream);

        Assert.True(report.Findings.All(finding => finding.Text.Contains("torn", StringComparison.Ordinal)), string.Join('\n', report.Findings));
        Assert.True(recovered.IsSound, string.Join('\n', recovered.Findings));
        AssertCovered(folder, received);
        Directory.Delete(folder, recursive: true);
    }

    private static void AssertCovered(string folder, List<Received> received)
    {
        var disclosed = AuditLogReader.Latest(Path.Combine(folder, "gateway", "audit"), 10_000_000)
            .Select(stored => stored.Entry).OfType<DisclosureEntry>().ToLookup(entry => entry.DisclosureId, StringComparer.Ordinal);

        Assert.True(received.Count >= Rounds, $"only {received.Count} answers began");
        Assert.True(received.Sum(answer => answer.Bytes) > 10_000_000, "too little was received to prove anything");
        foreach (var answer in received)
        {
            Assert.True(answer.Bytes <= disclosed[answer.DisclosureId].Sum(entry => entry.Bytes), $"{answer.DisclosureId}: more bytes than entries");
            Assert.True(answer.Records <= disclosed[answer.DisclosureId].Sum(entry => entry.Records), $"{answer.DisclosureId}: more records than entries");
        }
    }

    private static async Task<IEnumerable<Received>> RunUntilKilledAsync(GatewayProcess gateway, int afterMilliseconds)
    {
        var begun = new TaskCompletionSource();
        var clients = new List<Task<Received?>>
        {
            ReceiveAsync(gateway, "/v1/datasets/customers", "application/x-ndjson", begun),
            ReceiveAsync(gateway, "/v1/datasets/customers", "application/x-ndjson", begun),
            ReceiveAsync(gateway, "/v1/datasets/customers?limit=20", "application/json", begun),
        };
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1 + afterMilliseconds));
        clients.Add(ReceiveAsync(gateway, "/v1/datasets/customers?limit=20", "application/json", begun));
        await tick.WaitForNextTickAsync();
        await gateway.KillAsync();
        return (await Task.WhenAll(clients)).OfType<Received>();
    }

    /// <summary>Reads until the answer ends or breaks; null when it never began.</summary>
    private static async Task<Received?> ReceiveAsync(GatewayProcess gateway, string path, string accept, TaskCompletionSource begun)
    {
        string? id = null;
        long bytes = 0, records = 0;
        try
        {
            using var request = gateway.Request("galerie-lumiere", path, Marketing, accept);
            using var response = await gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.True(response.IsSuccessStatusCode);
            id = response.Header("Sharing-Disclosure");
            begun.TrySetResult();
            await using var body = await response.Content.ReadAsStreamAsync();
            var buffer = new byte[64 * 1024];
            for (int read; (read = await body.ReadAsync(buffer)) > 0; bytes += read)
            {
                records += buffer.AsSpan(0, read).Count("customer_id"u8);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // killed
        }

        return id is null ? null : new(id, bytes, records);
    }

    private static async Task ConsentAsync(GatewayProcess gateway, string[] people)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Management, "/v1/consent-events"))
        {
            Content = JsonContent.Create(new
            {
                events = people.Select(id => new
                {
                    eventId = $"e-{id}",
                    controller = "fr/maison-nord",
                    scheme = "customer-number",
                    id,
                    purpose = Marketing,
                    recipient = "galerie-lumiere",
                    state = "dpv:ConsentGiven",
                    at = TimeProvider.System.GetUtcNow().AddDays(-1),
                    noticeVersion = "1",
                    source = "test",
                }),
            }),
        };
        request.Headers.Authorization = new("Bearer", gateway.ConsentToken());
        using var response = await gateway.Http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<AuditReport> RestartAsync(string folder, string policies, FakeUpstream upstream)
    {
        await using (await GatewayProcess.StartAsync(folder, policies, upstream))
        {
            // opening recovers the log
        }

        return AuditVerifier.Verify(Path.Combine(folder, "gateway", "audit"));
    }

    private sealed record Received(string DisclosureId, long Bytes, long Records);
}
