using System.Globalization;
using System.Net.Sockets;
using System.Text;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>I14: many who read slowly, from upstreams that never end, cost neither threads nor unbounded memory, and hold nobody up.</summary>
public sealed class SlowReaderTests
{
    private const int Readers = 200;
    private const int MostThreads = 60; // a thread for each would be 200 more than the few that the gateway has
    private const long MostMemory = 700_000_000; // 200 answers of a chunk, a window and Kestrel's own buffers each

    [Fact]
    public async Task I14_two_hundred_slow_readers_cost_no_thread_and_bounded_memory_and_others_are_served()
    {
        var folder = Directory.CreateTempSubdirectory("sharegateway-slow-").FullName;
        using var policies = PolicyFolder.CopyValidToday();
        policies.Replace("fr/maison-nord/agreements/banque-horizon-fraud.yaml", "rowsPerDay: [0-9]+", "rowsPerDay: 1000000000");
        await using var upstream = await FakeUpstream.StartAsync();
        var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 500).Select(i => Customer($"C-{i:D7}").ReplaceLineEndings("") + "\n")));
        upstream.NeverEnds("/internal/crm/customers.ndjson", lines);
        upstream.HasCustomers(Customer("C-0000001"));
        var gateway = await GatewayProcess.StartAsync(folder, policies.Path, upstream);
        var token = gateway.Request("banque-horizon", "/", Fraud, "*/*").Headers.Authorization!.ToString();
        var readers = new List<TcpClient>();
        try
        {
            for (var i = 0; i < Readers; i++)
            {
                readers.Add(await BeginAsync(gateway, token));
            }

            for (var round = 0; round < 20; round++)
            {
                using var response = await gateway.Http.SendAsync(gateway.Request("banque-horizon", "/v1/datasets/customers", Fraud, "application/json"));
                Assert.True(response.IsSuccessStatusCode); // somebody else is served all the same
            }

            Assert.InRange(gateway.Threads(), 1, MostThreads);
            Assert.InRange(gateway.PeakWorkingSet(), 1, MostMemory);
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
            await gateway.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Asks, reads the first bytes, and then no more.</summary>
    private static async Task<TcpClient> BeginAsync(GatewayProcess gateway, string authorization)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(gateway.Data.Host, gateway.Data.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"GET /v1/datasets/customers HTTP/1.1\r\nHost: h\r\nAuthorization: {authorization}\r\nSharing-Purpose: {Fraud}\r\nAccept: application/x-ndjson\r\n\r\n")));
        var first = new byte[256];
        Assert.True(await stream.ReadAsync(first) > 0);
        Assert.StartsWith("HTTP/1.1 200 OK", Encoding.Latin1.GetString(first), StringComparison.Ordinal);
        return client;
    }
}
