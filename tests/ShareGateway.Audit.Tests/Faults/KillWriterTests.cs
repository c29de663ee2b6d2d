using System.Diagnostics;
using System.Globalization;
using System.Text;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Audit.Tests.Faults;

/// <summary>I1 under SIGKILL at any moment, opening and signing included: what the writer had acknowledged stands. <c>KILL_ROUNDS</c> sets how often.</summary>
[Trait("Slow", "true")]
public sealed class KillWriterTests
{
    private static readonly int Rounds =
        int.TryParse(Environment.GetEnvironmentVariable("KILL_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) ? rounds : 10;

    [Fact]
    public async Task I1_no_acknowledged_entry_is_lost_whenever_the_writer_is_killed()
    {
        using var place = new TemporaryFolder();
        string folder = place["log"];
        var random = new Random(20261126);
        var acknowledged = new Dictionary<ulong, string>();
        for (int round = 0; round < Rounds; round++)
        {
            int before = acknowledged.Count;
            int awaited = round % 5 == 4 ? 0 : random.Next(1, 300);
            await RunUntilKilledAsync(folder, $"r{round}", awaited, random.Next(0, 300), acknowledged);
            Assert.True(acknowledged.Count - before >= awaited, $"only {acknowledged.Count - before} of {awaited} entries in round {round}");
        }

        var last = await TracedWriter.RunAsync(folder, "last");
        Assert.True(last.ExitCode == 0, last.Errors);
        var views = AuditLogReader.Latest(folder, int.MaxValue).ToDictionary(view => view.Index);
        foreach (var (index, id) in acknowledged)
        {
            Assert.True(views.TryGetValue(index, out var view), $"entry {index} is lost");
            Assert.Equal(id, Assert.IsType<DisclosureEntry>(view.Entry).DisclosureId);
        }

        Assert.True(AuditVerifier.Verify(folder) is { IsSound: true } report && report.Entries == report.SignedEntries);
        TestContext.Current.SendDiagnosticMessage($"{Rounds} kills, {acknowledged.Count} acknowledged entries, none lost");
    }

    /// <summary>Kills once so many entries are acknowledged, however slow the disk; when none is awaited, some time after the start, while the log may still be opening.</summary>
    private static async Task RunUntilKilledAsync(string folder, string first, int awaited, int milliseconds, Dictionary<ulong, string> acknowledged)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ShareGateway.AuditWriter.dll"), folder, first, "1000000"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var heard = new StringBuilder();
        for (int line = 0; line < awaited; line++)
        {
            heard.Append(await process.StandardOutput.ReadLineAsync()).Append('\n');
        }

        if (awaited == 0)
        {
            using var limit = new PeriodicTimer(TimeSpan.FromMilliseconds(1 + milliseconds));
            await limit.WaitForNextTickAsync();
        }

        process.Kill();
        string output = heard.Append(await process.StandardOutput.ReadToEndAsync()).ToString();
        await process.WaitForExitAsync();

        // The last line may be cut by the kill itself; what it would have said was not heard.
        foreach (string whole in output[..(output.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = whole.Split(' ');
            acknowledged[ulong.Parse(parts[0], CultureInfo.InvariantCulture)] = parts[1];
        }
    }
}
