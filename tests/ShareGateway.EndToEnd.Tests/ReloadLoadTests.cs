using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;
using static ShareGateway.EndToEnd.Tests.Fixture.Reloads;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>I7 under load: whatever happens to the folder, a request is decided, rewritten and recorded by one set.</summary>
public sealed class ReloadLoadTests
{
    private const int Requests = 100_000;
    private const int Edits = 200;
    private const int Partners = 24; // requests at once: enough to keep two cores and the log's group commits busy
    private const string Agreement = "fr/maison-nord/agreements/banque-horizon-fraud.yaml";
    private const string Income = "household_income"; // in every second set
    private static readonly byte[] Upstream = Encoding.UTF8.GetBytes(Customer("C-0000001").ReplaceLineEndings("") + "\n");

    private readonly ConcurrentDictionary<string, bool> _hasIncome = new(StringComparer.Ordinal); // by hash of each set that went live
    private readonly ConcurrentDictionary<string, string> _answers = new(StringComparer.Ordinal); // hash by disclosure id
    private int _asked;
    private bool _edited;

    [Fact]
    public async Task I7_100_000_requests_during_200_reloads_each_match_the_one_set_that_their_entry_names()
    {
        using var policies = PolicyFolder.Copy();
        policies.Replace(Agreement, "rowsPerDay: [0-9]+", "rowsPerDay: 100000000");
        await using var gateway = await GatewayUnderTest.StartAsync(policies.Path, settings: Often);
        _hasIncome[gateway.Policies().Current.Set.Hash] = true;
        gateway.Upstream.Answers("/internal/crm/customers.ndjson", async context =>
        {
            context.Response.ContentType = "application/x-ndjson";
            await context.Response.Body.WriteAsync(Upstream);
        });

        await Task.WhenAll([EditAsync(gateway, policies), .. Enumerable.Range(0, Partners).Select(_ => AskAsync(gateway))]);
        await gateway.StopAsync();

        Assert.InRange(_answers.Count, Requests, int.MaxValue);
        Assert.Equal(Edits + 1, _hasIncome.Count);
        CheckLog(gateway);
    }

    private async Task EditAsync(GatewayUnderTest gateway, PolicyFolder policies)
    {
        var file = Path.Combine(policies.Path, Agreement);
        var text = await File.ReadAllTextAsync(file);
        var without = string.Join('\n', text.Split('\n').Where(line => !line.Contains(Income, StringComparison.Ordinal)));
        for (var edit = 1; edit <= Edits; edit++)
        {
            var hasIncome = edit % 2 == 0;
            var before = gateway.Policies().Current.Set.Hash;
            await File.WriteAllTextAsync(file, $"{(hasIncome ? text : without)}# edit {edit}\n");
            await UntilAsync(() => gateway.Policies().Current.Set.Hash != before);
            _hasIncome[gateway.Policies().Current.Set.Hash] = hasIncome;
        }

        Volatile.Write(ref _edited, true);
    }

    private async Task AskAsync(GatewayUnderTest gateway)
    {
        var token = gateway.Token("banque-horizon-client");
        while (Interlocked.Increment(ref _asked) <= Requests || !Volatile.Read(ref _edited))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Data, "/v1/datasets/customers"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("Sharing-Purpose", Fraud);
            request.Headers.Accept.ParseAdd("application/x-ndjson");
            using var response = await gateway.Http.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, body);
            var hash = response.Header("Sharing-Policy");
            Assert.True(_answers.TryAdd(response.Header("Sharing-Disclosure"), $"{hash} {body.Contains(Income, StringComparison.Ordinal)}"));
        }
    }

    private void CheckLog(GatewayUnderTest gateway)
    {
        var live = new HashSet<string>(StringComparer.Ordinal);
        var (disclosures, whole, wrong) = (0, 0, new List<string>());
        var report = AuditVerifier.Verify(gateway.AuditFolder, new AuditVerifierOptions
        {
            OnEntry = stored =>
            {
                switch (stored.Entry)
                {
                    case PolicyEntry policy:
                        live.Add(policy.PolicyHash);
                        break;
                    case DisclosureEntry entry:
                        disclosures++;
                        Check(entry);
                        break;
                    case ClosingEntry { Outcome: ClosingOutcome.Complete }:
                        whole++;
                        break;
                    case RefusalEntry refusal:
                        wrong.Add(refusal.Reason);
                        break;
                    default:
                        break;
                }
            },
        });

        Assert.True(report.IsSound, string.Join('\n', report.Findings));
        Assert.Equal(_hasIncome.Keys.Order(StringComparer.Ordinal), live.Order(StringComparer.Ordinal));
        Assert.Equal((_answers.Count, _answers.Count), (disclosures, whole));
        Assert.Empty(wrong);

        void Check(DisclosureEntry entry)
        {
            var hasIncome = entry.Fields.Any(field => field.Name == Income);
            var fits = live.Contains(entry.PolicyHash) && _hasIncome[entry.PolicyHash] == hasIncome
                && _answers.GetValueOrDefault(entry.DisclosureId) == $"{entry.PolicyHash} {hasIncome}";
            if (!fits)
            {
                wrong.Add(entry.DisclosureId);
            }
        }
    }
}
