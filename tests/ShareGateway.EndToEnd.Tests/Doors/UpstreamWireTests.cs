using ShareGateway.Audit.Entries;
using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Records;

namespace ShareGateway.EndToEnd.Tests.Doors;

/// <summary>An upstream that breaks HTTP itself: lengths that lie, chunks without an end, trailers, early answers.</summary>
public sealed class UpstreamWireTests : IDisposable
{
    private const string Line = "{\"account_id\":4000001,\"page\":\"/1\",\"country\":\"FR\"}\n";
    private readonly PolicyFolder _policies = DoorPolicies.Write();

    public static TheoryData<string, string, int> Messages() => new()
    {
        { "whole, by length", Length(Line, Line.Length), 200 },
        { "whole, by chunks", Chunks(Line) + "0\r\n\r\n", 200 },
        { "trailers behind the last chunk", Chunks(Line) + "0\r\nX-Count: zqcanaryzq\r\nSharing-Policy: zqcanaryzq\r\n\r\n", 200 },
        { "an early answer before", "HTTP/1.1 103 Early Hints\r\nLink: </zqcanaryzq>\r\n\r\n" + Length(Line, Line.Length), 200 },
        { "a longer body than its length: the rest is another message", Length(Line + "{\"zqcanaryzq\":1}\n", Line.Length), 200 },
        { "a shorter body than its length", Length(Line, Line.Length + 40), 502 },
        { "a length of nothing that can be", Length(Line, -1), 502 },
        { "two lengths", Length(Line, Line.Length).Replace("\r\n\r\n", "\r\nContent-Length: 7\r\n\r\n", StringComparison.Ordinal), 502 },
        { "a length and chunks", (Chunks(Line) + "0\r\n\r\n").Replace("\r\n\r\n" + Line.Length.ToString("X", null), "\r\nContent-Length: 3\r\n\r\n" + Line.Length.ToString("X", null), StringComparison.Ordinal), 502 },
        { "chunks without the last one", Chunks(Line), 502 },
        { "half a chunk", "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\nFFFF\r\n" + Line, 502 },
        { "a chunk size that is no number", "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\nzqcanaryzq\r\n" + Line, 502 },
        { "another transfer coding", "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: gzip, chunked\r\n\r\n" + Chunks(Line)[Chunks("").Length..] + "0\r\n\r\n", 502 },
        { "neither length nor chunks", "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n" + Line, 502 },
        { "HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n" + Line, 502 },
        { "not HTTP", "zqcanaryzq zqcanaryzq\r\n\r\n" + Line, 502 },
        { "nothing", "", 502 },
        { "two content types", Length(Line, Line.Length).Replace("\r\n\r\n", "\r\nContent-Type: text/html\r\n\r\n", StringComparison.Ordinal), 502 },
    };

    [Fact]
    public async Task Truth_09_11_a_message_that_is_not_whole_never_looks_whole_and_nothing_around_the_body_passes()
    {
        foreach (var (what, message, status) in Messages().Select(row => (row.Data.Item1, row.Data.Item2, row.Data.Item3)))
        {
            await using var upstream = new RawUpstream(message);
            await using var gateway = await GatewayUnderTest.StartAsync(_policies.Path, settings: ("ReverseProxy:Clusters:web:Destinations:one:Address", upstream.Address));
            await gateway.ConsentAsync("4000001", DoorPolicies.Purpose, DoorPolicies.Recipient, controller: "fr/atelier-sud", scheme: "web-account");

            foreach (var format in new[] { RecordFormat.Json, RecordFormat.Ndjson, RecordFormat.Csv })
            {
                var door = new Door("lines", format);
                var (seen, text) = await AskAsync(gateway, door);
                Assert.True(seen == status || (status == 502 && seen == 0), $"{what} as {format}: {seen} {text}");
                Assert.DoesNotContain(Visit.Canary, text, StringComparison.OrdinalIgnoreCase);
                Assert.True(status != 200 || DoorSite.Records(format, text[(text.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]).Single()["page"] == "/1", $"{what}: {text}");
            }

            Assert.All(gateway.Entries<ClosingEntry>(), closing => Assert.Equal(status == 200, closing.Outcome == ClosingOutcome.Complete));
        }
    }

    public void Dispose() => _policies.Dispose();

    /// <summary>Status, and headers with the body; status 0 when the transfer broke.</summary>
    private static async Task<(int Status, string Text)> AskAsync(GatewayUnderTest gateway, Door door)
    {
        try
        {
            using var response = await gateway.AskAsync(DoorPolicies.Recipient, door.Path, DoorPolicies.Purpose, door.Accept);
            var body = await response.Content.ReadAsStringAsync();
            return ((int)response.StatusCode, $"{response.Headers}{response.TrailingHeaders}{response.ReasonPhrase}\n\n{body}");
        }
        catch (HttpRequestException)
        {
            return (0, "");
        }
    }

    private static string Length(string body, int length) => $"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nContent-Length: {length}\r\n\r\n{body}";

    private static string Chunks(string body) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n{(body.Length == 0 ? "" : $"{body.Length:X}\r\n{body}\r\n")}";
}
