using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Tiles;
using ShareGateway.Audit.Verification;
using ShareGateway.EndToEnd.Tests.Fixture;
using ShareGateway.Proxy.Witnesses;
using static ShareGateway.EndToEnd.Tests.Fixture.Bodies;

namespace ShareGateway.EndToEnd.Tests;

/// <summary>I13 over HTTP: the log as it is published, what a recipient can prove, and what a witness catches.</summary>
public sealed class LogProofTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_recipient_proves_its_own_disclosure_and_nobody_elses()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Upstream.HasCustomers(Customer("C-0000001"));
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");
        using var share = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);
        var path = $"/v1/disclosures/{share.Header("Sharing-Disclosure")}/proof";

        using var own = await WhenSignedAsync(() => gateway.AskAsync("galerie-lumiere", path));
        var given = Assert.Single(JsonElement.Parse(await own.Content.ReadAsStringAsync()).GetProperty("value").EnumerateArray());
        var leaf = given.GetProperty("leafHash").GetBytesFromBase64();
        Assert.True(LogProof.TryParse(given.GetProperty("proof").GetString()!, out var proof));
        Assert.True(proof.Holds(Key(gateway), leaf, out var problem), problem);

        // The entry that the data owner can show has that hash; the recipient itself is not told how many people it counts.
        var entry = new FolderTiles(gateway.AuditFolder).Entry(proof.Index);
        Assert.Equal(MerkleProofs.LeafHash(entry), leaf);
        Assert.DoesNotContain("subjects", await own.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var foreign = await gateway.AskAsync("banque-horizon", path);
        using var unknown = await gateway.AskAsync("banque-horizon", "/v1/disclosures/aaaaaaaaaaaaaaaaaaaaaaaaaa/proof");
        using var odd = await gateway.AskAsync("galerie-lumiere", path + "?chunk=1");
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(await unknown.Content.ReadAsStringAsync(), await foreign.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
        Assert.Equal(2, gateway.Entries().Count(stored => stored.Entry is RefusalEntry { Reason: "disclosure-unknown", Status: 404 }));
    }

    [Fact]
    public async Task I13_the_published_log_verifies_from_its_tiles_and_only_on_the_management_listener()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        for (var i = 0; i < 300; i++)
        {
            using var refused = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/no-such-dataset", Marketing);
        }

        var note = await WhenAsync(async () => await gateway.Http.GetStringAsync(new Uri(gateway.Management, "/log/checkpoint")), text => SizeOf(text) > 100);
        var report = AuditVerifier.VerifyTiles(new HttpTiles(gateway), note, new AuditVerifierOptions { Key = Key(gateway) });

        Assert.True(report.IsSound, string.Join('\n', report.Findings));
        Assert.Equal(SizeOf(note), report.SignedEntries);
        foreach (var path in new[] { "/log/checkpoint", "/log/tile/0/000.p/1", "/log/tile/entries/000.p/1", "/log/log.vkey" })
        {
            using var here = await gateway.Http.GetAsync(new Uri(gateway.Management, path));
            using var there = await gateway.Http.GetAsync(new Uri(gateway.Data, path));
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (here.StatusCode, there.StatusCode));
        }

        foreach (var path in new[] { "/log/tile/0/x001/000", "/log/tile/9/000", "/log/checkpoint.witnessed", "/log/subjects-00000000000000000000.log", "/log/tile/0/999.p/3" })
        {
            using var response = await gateway.Http.GetAsync(new Uri(gateway.Management, path));
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task I13_a_witness_follows_the_log_and_catches_one_that_was_put_back_and_went_on_otherwise()
    {
        var first = await GatewayUnderTest.StartAsync();
        var (folder, key) = (first.Folder, Key(first));
        await using var witness = await WitnessUnderTest.StartAsync(key);
        await first.StopAsync();
        var older = Copy(first.AuditFolder);

        var second = await GatewayUnderTest.StartAsync(folder: folder, settings: witness.Settings);
        using (var refused = await second.AskAsync("galerie-lumiere", "/v1/datasets/no-such-dataset", Marketing))
        {
            var note = await WhenAsync(() => Task.FromResult(WitnessedOf(second)), text => text.Length > 0 && SizeOf(text) == SizeOf(File.ReadAllText(Path.Combine(second.AuditFolder, "checkpoint"))));
            Assert.True(SignedNote.TryParse(note, out var read) && witness.Key.Cosigned(read, out _));
        }

        await second.StopAsync();
        var seen = witness.SizeOf(key);
        var options = new AuditVerifierOptions { Key = key, Witnesses = [witness.Key] };
        Assert.True(AuditVerifier.Verify(second.AuditFolder, options).IsSound);

        // The owner puts the log back to an older state and goes on: alone, the folder looks sound.
        Restore(older, second.AuditFolder);
        Assert.True(AuditVerifier.Verify(second.AuditFolder, new AuditVerifierOptions { Key = key }).IsSound);
        Assert.False(AuditVerifier.Verify(second.AuditFolder, options).IsSound);
        var third = await GatewayUnderTest.StartAsync(folder: folder, settings: witness.Settings);
        for (var i = 0; i < 10; i++) // of another purpose: under this clock the same request would leave the very same entry
        {
            using var refused = await third.AskAsync("galerie-lumiere", "/v1/datasets/no-such-dataset", "dpv:CommercialResearch");
        }

        // Not from `/metrics`: gateways of one process share their meters' name there, and this process runs many.
        var state = Assert.Single(third.Services.GetRequiredService<WitnessStates>().All);
        await WhenAsync(() => Task.FromResult(state.Trouble), trouble => trouble is "ahead" or "refused");
        Assert.Equal(seen, witness.SizeOf(key));
        using (var served = await third.Http.GetAsync(new Uri(third.Management, "/health/ready")))
        {
            Assert.Equal(HttpStatusCode.OK, served.StatusCode); // a witness holds nothing up
        }

        await third.StopAsync();
        Directory.Delete(folder, recursive: true);
        Directory.Delete(older, recursive: true);
    }

    [Fact]
    public async Task I1_below_the_floor_of_free_space_nothing_leaves_and_the_log_says_why()
    {
        var disk = new FullDisk();
        await using var gateway = await GatewayUnderTest.StartAsync(disk: disk);
        gateway.Upstream.HasCustomers(Customer("C-0000001"));
        await gateway.ConsentAsync("C-0000001", Marketing, "galerie-lumiere");
        disk.IsLow = true;

        await WhenAsync(
            async () =>
            {
                using var ready = await gateway.Http.GetAsync(new Uri(gateway.Management, "/health/ready"));
                return ready.StatusCode;
            },
            status => status == HttpStatusCode.ServiceUnavailable);
        using var share = await gateway.AskAsync("galerie-lumiere", "/v1/datasets/customers", Marketing);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, share.StatusCode);
        Assert.Equal("log.disk-reserve", Assert.IsType<AdministrativeEntry>(gateway.Entries()[^1].Entry).Action);
    }

    private static VerifierKey Key(GatewayUnderTest gateway) => gateway.Services.GetRequiredService<VerifierKey>();

    private static ulong SizeOf(string note) => ulong.Parse(note.Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static string WitnessedOf(GatewayUnderTest gateway) =>
        File.Exists(Path.Combine(gateway.AuditFolder, "checkpoint.witnessed")) ? File.ReadAllText(Path.Combine(gateway.AuditFolder, "checkpoint.witnessed")) : "";

    private static async Task<HttpResponseMessage> WhenSignedAsync(Func<Task<HttpResponseMessage>> ask) =>
        await WhenAsync(ask, response => response.StatusCode != HttpStatusCode.ServiceUnavailable);

    private static async Task<T> WhenAsync<T>(Func<Task<T>> look, Func<T, bool> isThere)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var found = await look();
            if (isThere(found))
            {
                return found;
            }

            await tick.WaitForNextTickAsync(limit.Token);
        }
    }

    private static string Copy(string folder)
    {
        var copy = Directory.CreateTempSubdirectory("sharegateway-older-").FullName;
        Restore(folder, copy);
        return copy;
    }

    private static void Restore(string from, string to)
    {
        foreach (var file in Directory.GetFiles(to))
        {
            File.Delete(file);
        }

        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private sealed class HttpTiles(GatewayUnderTest gateway) : ITileSource
    {
        public byte[] Read(TileAddress address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Management, $"/log/{address}"));
            using var response = gateway.Http.Send(request);
            using var body = new MemoryStream();
            response.Content.ReadAsStream().CopyTo(body);
            return response.IsSuccessStatusCode ? body.ToArray() : throw new FileNotFoundException(address.ToString());
        }
    }
}
