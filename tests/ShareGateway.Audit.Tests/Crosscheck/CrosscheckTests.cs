using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Merkle;
using ShareGateway.Audit.Tests.Disk;
using ShareGateway.Audit.Tests.Log;
using ShareGateway.Audit.Tiles;

namespace ShareGateway.Audit.Tests.Crosscheck;

/// <summary>
/// Another implementation looks at what we publish: the tlog and note packages behind Go's checksum database. Needs <c>go</c> and its
/// <c>golang.org/x/mod</c> sources (Debian: golang-go, golang-golang-x-mod-dev); without them the test fails.
/// </summary>
public sealed class CrosscheckTests
{
    private const int Disclosures = 350;

    [Fact]
    public async Task Go_agrees_with_checkpoint_proofs_and_tiles_and_with_no_spoilt_one()
    {
        using var place = new TemporaryFolder();
        await PublishAsync(place.Path);
        string program = place["main"];
        await GoAsync(["build", "-o", program, Source()]);

        Assert.Equal((0, "10\n"), await RunAsync(program, [place.Path]));
        foreach (string file in new[] { "checkpoint", "old-checkpoint", "consistency", "log.vkey", "0.tlog-proof", "699.json", "tile/0/001", "tile/1/000.p/2" })
        {
            byte[] sound = await File.ReadAllBytesAsync(place[file]);
            byte[] spoilt = [.. sound];
            spoilt[spoilt.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(place[file], spoilt);
            Assert.NotEqual(0, (await RunAsync(program, [place.Path])).Code);
            await File.WriteAllBytesAsync(place[file], sound);
        }
    }

    private static async Task PublishAsync(string folder)
    {
        var disk = new MemoryDisk();
        var clock = Sample.Clock();
        await using var log = await LogDriver.OpenAsync(disk, clock);
        await LogDriver.FillAsync(log, 130);
        var old = await SignedAsync(log, clock, 260);
        await LogDriver.FillAsync(log, Disclosures - 130, first: 130);
        var now = await SignedAsync(log, clock, 2 * Disclosures);
        using var signer = Sample.Signer();
        await File.WriteAllTextAsync(Path.Combine(folder, "log.vkey"), signer.VerifierKey.Text);
        await File.WriteAllTextAsync(Path.Combine(folder, "checkpoint"), now.Note);
        await File.WriteAllTextAsync(Path.Combine(folder, "old-checkpoint"), old.Note);
        byte[] path = new TileProofs(log.Tiles, now.Checkpoint.Size).Consistency(old.Checkpoint.Size);
        await File.WriteAllLinesAsync(Path.Combine(folder, "consistency"), path.Chunk(32).Select(Convert.ToBase64String));
        foreach (ulong index in new ulong[] { 0, 1, 2, 255, 256, 257, 511, 512, 698, 699 })
        {
            string name = Path.Combine(folder, index.ToString(CultureInfo.InvariantCulture));
            await File.WriteAllTextAsync(name + ".tlog-proof", LogProof.Make(index, log.Tiles, now.Checkpoint, now.Note).ToString());
            await File.WriteAllBytesAsync(name + ".json", log.Tiles.Entry(index));
        }

        foreach (var (level, tile) in new[] { (0, 0ul), (0, 1ul), (0, 2ul), (1, 0ul) })
        {
            var address = new TileAddress(level, tile, 0);
            address = address with { Width = address.WidthAt(now.Checkpoint.Size) };
            string file = Path.Combine(folder, address.ToString());
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, log.Tiles.Read(address));
        }
    }

    private static async Task<(Checkpoint Checkpoint, string Note)> SignedAsync(
        Audit.Log.AuditLog log, Microsoft.Extensions.Time.Testing.FakeTimeProvider clock, ulong size)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        while (log.LastSigned.Size < size)
        {
            await Task.Yield(); // the loop signs by itself
        }

        return (log.LastSigned, log.Checkpoint);
    }

    private static async Task GoAsync(string[] arguments)
    {
        var (code, output) = await RunAsync("go", arguments);
        Assert.True(code == 0, output);
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["GO111MODULE"] = "off"; // the packages are Debian's, in its GOPATH: nothing is fetched
        start.Environment["GOPATH"] = "/usr/share/gocode";
        start.Environment["GOFLAGS"] = "";
        start.Environment["GOCACHE"] = Path.Combine(Path.GetTempPath(), "sharegateway-go-cache");
        using var process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private static string Source([CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(thisFile)!, "main.go");
}
