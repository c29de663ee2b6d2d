using ShareGateway.Demo.Upstream;

namespace ShareGateway.Demo.Tests.Upstream;

/// <summary>Alone in the process while it runs, as it weighs the memory of all of it.</summary>
[Collection(nameof(MillionPeopleTests))]
[CollectionDefinition(nameof(MillionPeopleTests), DisableParallelization = true)]
public sealed class MillionPeopleTests
{
    [Theory]
    [InlineData("/internal/crm/customers.ndjson")]
    [InlineData("/internal/loyalty/purchases.ndjson")]
    [InlineData("/internal/web/visits.csv")]
    public async Task A_million_people_begin_at_once_and_are_never_all_in_memory(string path)
    {
        await using var upstream = await RunningUpstream.StartAsync(RetailerUpstream.MaxPeople);
        using var answer = await upstream.AnswerAsync(path);
        await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        byte[] first = new byte[8 << 20];
        await body.ReadExactlyAsync(first, TestContext.Current.CancellationToken);

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 24 << 20);
    }
}
