using Microsoft.Extensions.DependencyInjection;
using ShareGateway.Audit.Entries;
using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Proxy.Policies;
using ShareGateway.Proxy.Rehearsals;
using ShareGateway.Sharing;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>What the gateway does before its first request, so that the first partner does not wait: nothing that anybody could notice.</summary>
public sealed class RehearsalTests
{
    private const int RecordsInABody = 8;

    [Fact]
    public async Task Before_it_listens_it_has_rehearsed_without_an_entry_and_without_a_call()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var spoken = gateway.Spoken.Lines.ToArray();

        var rehearsed = Array.FindIndex(spoken, line => line.StartsWith("Information Rehearsed ", StringComparison.Ordinal));
        var started = Array.FindIndex(spoken, line => line.StartsWith("Information Gateway started", StringComparison.Ordinal));
        Assert.InRange(rehearsed, 0, started - 1);
        Assert.All(gateway.Entries(), stored => Assert.True(stored.Entry is AdministrativeEntry or PolicyEntry, stored.Entry.GetType().Name));
        Assert.Empty(gateway.Upstream.Requests);
        Assert.DoesNotContain(spoken, line => line.StartsWith("Warning", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_made_up_records_pass_through_every_shipped_plan_in_every_form()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var rehearsal = gateway.Services.GetRequiredService<Rehearsal>();

        foreach (var plan in gateway.Services.GetRequiredService<PolicySource>().Current.Set.Plans)
        {
            var delivered = await rehearsal.AnswerAsync(plan, CancellationToken.None);
            Assert.True(delivered == RecordsInABody * Offers.AllOf(plan).Length, $"{plan.AgreementId}: {delivered}");
        }
    }
}
