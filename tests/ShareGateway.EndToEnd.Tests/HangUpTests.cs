using System.Text;
using ShareGateway.Audit.Entries;
using ShareGateway.EndToEnd.Tests.Fixture;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>A client that hangs up is nobody's fault: no error, no refusal, and the log says what was sent.</summary>
public sealed class HangUpTests
{
    [Fact]
    public async Task Before_the_upstream_answers_nothing_was_refused_and_nothing_failed()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        using var client = new CancellationTokenSource();
        var ended = new TaskCompletionSource();
        gateway.Upstream.Answers("/internal/crm/customers", async context =>
        {
            await client.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended.SetResult();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gateway.AskAsync(
            "galerie-lumiere", "/v1/datasets/customers", Marketing, stop: client.Token));
        await ended.Task;
        await gateway.StopAsync(); // waits for the request's end

        Assert.Empty(gateway.Entries<RefusalEntry>());
        Assert.Empty(gateway.Entries<DisclosureEntry>());
        AssertNothingFailed(gateway);
    }

    [Fact]
    public async Task Midway_the_closing_entry_says_what_was_sent()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var line = Encoding.UTF8.GetBytes(Customer("C-0000001").ReplaceLineEndings("") + "\n");
        gateway.Upstream.Answers("/internal/crm/customers.ndjson", async context =>
        {
            context.Response.ContentType = "application/x-ndjson";
            await context.Response.Body.WriteAsync(line);
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");

        var response = await gateway.AskAsync(
            "galerie-lumiere", "/v1/datasets/customers", Marketing, "application/x-ndjson", HttpCompletionOption.ResponseHeadersRead);
        response.Dispose();
        var closing = await gateway.ClosingAsync(response.Header("Sharing-Disclosure"));
        await gateway.StopAsync();

        Assert.Equal((ClosingOutcome.ClientGone, 1L, 1), (closing.Outcome, closing.Delivered, closing.Chunks));
        Assert.Empty(gateway.Entries<RefusalEntry>());
        AssertNothingFailed(gateway);
    }

    private static void AssertNothingFailed(GatewayUnderTest gateway) => Assert.DoesNotContain(gateway.Spoken.Lines, line =>
        line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal) || line.StartsWith("Warning Share", StringComparison.Ordinal));
}
