using System.Text;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>I14: a body may have any size; the gateway's memory does not follow it.</summary>
public sealed class BigBodyTests
{
    private const long BodyBytes = 1L << 30;
    private const long MostMemory = 300_000_000;

    [Fact]
    public async Task I14_one_gigabyte_of_lines_passes_while_the_working_set_stays_under_300_megabytes()
    {
        var folder = Directory.CreateTempSubdirectory("sharegateway-big-").FullName;
        using var policies = PolicyFolder.CopyValidToday();
        policies.Replace("fr/maison-nord/agreements/banque-horizon-fraud.yaml", "rowsPerDay: [0-9]+", "rowsPerDay: 100000000");
        await using var upstream = await FakeUpstream.StartAsync();
        long sent = 0;
        upstream.Answers("/internal/crm/customers.ndjson", async context =>
        {
            context.Response.ContentType = "application/x-ndjson";
            var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 200).Select(i => Customer($"C-{i:D7}").ReplaceLineEndings("") + "\n")));
            for (; sent < BodyBytes; sent += lines.Length)
            {
                await context.Response.Body.WriteAsync(lines);
            }
        });
        var gateway = await GatewayProcess.StartAsync(folder, policies.Path, upstream);

        using var request = gateway.Request("banque-horizon", "/v1/datasets/customers", Fraud, "application/x-ndjson");
        using var response = await gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var received = await DrainAsync(response);

        Assert.True(sent >= BodyBytes);
        Assert.True(received > BodyBytes / 10, $"{received} bytes came");
        var peak = gateway.PeakWorkingSet();
        Assert.True(peak < MostMemory, $"the working set reached {peak} bytes");
        await gateway.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<long> DrainAsync(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode);
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[256 * 1024];
        long received = 0;
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
        {
            received += read;
        }

        return received;
    }
}
