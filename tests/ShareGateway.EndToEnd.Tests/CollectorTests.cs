using ShareGateway.EndToEnd.Tests.Fixture;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>What the gateway's own files say of the garbage collector holds for its process, and not the defaults of whoever starts it.</summary>
public sealed class CollectorTests
{
    [Fact]
    public async Task The_gateway_has_the_servers_collector_with_one_heap_on_a_thread_of_its_own_however_many_cores_there_are()
    {
        var folder = Directory.CreateTempSubdirectory("sharegateway-collector-").FullName;
        using var policies = PolicyFolder.CopyValidToday();
        await using var upstream = await FakeUpstream.StartAsync();
        await using (var gateway = await GatewayProcess.StartAsync(folder, policies.Path, upstream))
        {
            // On one core the runtime takes the workstations' collector, which has no thread.
            Assert.Equal(Environment.ProcessorCount > 1 ? 1 : 0, gateway.Threads(".NET Server GC"));
            Assert.Equal(0, gateway.Threads(".NET BGC"));
        }

        Directory.Delete(folder, recursive: true);
    }
}
