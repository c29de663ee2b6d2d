using System.IO.Compression;
using System.Net;
using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Records;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests.Doors;

/// <summary>Hard truth 10, the other half: a coding that the contract names is undone, within bounds, and no other is.</summary>
public sealed class CodedUpstreamTests : IDisposable
{
    private const string Contract = "fr/atelier-sud/contracts/visits-lines.yaml";
    private readonly PolicyFolder _policies = DoorPolicies.Write();

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Truth_10_a_named_coding_is_asked_for_and_undone_and_any_other_is_refused(string coding)
    {
        await using var gateway = await StartAsync(coding);
        var random = new Random(7);
        var body = Visit.Bytes(string.Concat(Enumerable.Range(0, 3_000).Select(i => new Visit(4_000_001) { Page = $"/{i}", Mark = random.NextInt64().ToString("x16", null) }.Json + "\n")));
        var coded = Code(coding, body);

        Assert.Equal(3_000, await CountAsync(gateway, coding, coded));
        Assert.Contains(gateway.Upstream.Requests, request => request.Contains($"Accept-Encoding: {coding}", StringComparison.Ordinal));
        Assert.Equal(3_000, await CountAsync(gateway, coding.ToUpperInvariant(), coded));
        Assert.Equal(3_000, await CountAsync(gateway, null, body)); // it need not use it
        foreach (var other in new[] { "gzip", "br", "deflate", "zstd", "compress" }.Where(other => other != coding))
        {
            Assert.Null(await CountAsync(gateway, other, coded));
        }

        Assert.Null(await CountAsync(gateway, $"{coding}, {coding}", Code(coding, coded)));
        Assert.Null(await CountAsync(gateway, coding, body)); // says so and is not
        Assert.Null(await CountAsync(gateway, coding, []));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Truth_09_a_coded_body_that_is_cut_or_damaged_never_looks_whole(string coding)
    {
        await using var gateway = await StartAsync(coding);
        var random = new Random(7);
        var coded = Code(coding, Visit.Bytes(string.Concat(Enumerable.Range(0, 40).Select(i => new Visit(4_000_001) { Page = $"/{i}", Mark = random.NextInt64().ToString("x16", null) }.Json + "\n"))));

        Assert.Equal(40, await CountAsync(gateway, coding, coded));
        foreach (var cut in new[] { 1, 2, 4, 8, 9, 20, coded.Length / 2, coded.Length - 1 })
        {
            Assert.True(await CountAsync(gateway, coding, coded[..^cut]) is null, $"{cut} bytes less");
        }

        if (coding != "br") // Brotli has no check sum: what is damaged may read as other text, which the rewriter judges like any
        {
            for (var at = 12; at < coded.Length; at += coded.Length / 7)
            {
                byte[] damaged = [.. coded[..at], (byte)(coded[at] ^ 0x10), .. coded[(at + 1)..]];
                Assert.True(await CountAsync(gateway, coding, damaged) is null, $"damaged at {at} of {coded.Length}");
            }
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Truth_31_a_bomb_is_not_unfolded(string coding)
    {
        await using var gateway = await StartAsync(coding);
        var spaces = new byte[256 << 20];
        spaces.AsSpan().Fill((byte)'\n');

        Assert.Null(await CountAsync(gateway, coding, Code(coding, spaces)));
    }

    [Fact]
    public async Task Truth_31_a_body_may_unfold_to_its_bound_only()
    {
        await using var gateway = await StartAsync("gzip", ("Gateway:MaxDecodedBytes", "1048576"));
        var random = new Random(7);
        byte[] Body(int bytes) => Visit.Bytes(string.Concat(Enumerable.Range(0, bytes / 17).Select(_ => random.NextInt64().ToString("x16", null) + "\n")).Insert(0, new Visit(4_000_001).Json + "\n"));

        Assert.NotNull(await CountAsync(gateway, "gzip", Code("gzip", [.. Visit.Bytes(new Visit(4_000_001).Json + "\n"), .. new byte[1_000_000].Select(_ => (byte)'\n')])));
        Assert.Null(await CountAsync(gateway, "gzip", Code("gzip", Body(1_200_000))));
    }

    public void Dispose() => _policies.Dispose();

    private static byte[] Code(string coding, byte[] body)
    {
        using var coded = new MemoryStream();
        using (Stream coder = coding switch
        {
            "gzip" => new GZipStream(coded, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(coded, CompressionLevel.Fastest, leaveOpen: true),
            _ => new ZLibStream(coded, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            coder.Write(body);
        }

        return coded.ToArray();
    }

    /// <summary>How many records came; null when the answer was refused, or broke.</summary>
    private static async Task<int?> CountAsync(GatewayUnderTest gateway, string? coding, byte[] body)
    {
        gateway.Upstream.Answers("/doors/lines", async context =>
        {
            context.Response.ContentType = "application/x-ndjson";
            context.Response.Headers.ContentEncoding = coding;
            await context.Response.Body.WriteAsync(body);
        });
        using var response = await gateway.AskAsync(DoorPolicies.Recipient, "/v1/datasets/visits-lines?limit=10000", DoorPolicies.Purpose, "application/json");
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode == HttpStatusCode.OK)
        {
            return DoorSite.Records(RecordFormat.Json, text).Count();
        }

        Assert.Equal("upstream-unusable", await ReasonAsync(response));
        return null;
    }

    private async Task<GatewayUnderTest> StartAsync(string coding, params (string, string)[] settings)
    {
        _policies.Replace(Contract, "value: ndjson}", $"value: ndjson}}, {{property: contentEncoding, value: {coding}}}");
        var gateway = await GatewayUnderTest.StartAsync(_policies.Path, settings: settings);
        await gateway.ConsentAsync("4000001", DoorPolicies.Purpose, DoorPolicies.Recipient, controller: "fr/atelier-sud", scheme: "web-account");
        return gateway;
    }
}
