using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Audit.Tests.Faults;

/// <summary>
/// I1 on the real disk: the system itself fails one call of a running writer (strace), and what the writer had acknowledged stands. Needs
/// strace and leave to trace one's own children; without them the tests fail and say so.
/// </summary>
[Trait("Slow", "true")]
public sealed class SystemCallFaultTests
{
    private static readonly int[] Calls = [1, 2, 5, 12];

    [Theory]
    [InlineData("openat:error=EMFILE")]
    [InlineData("pwrite64:error=ENOSPC")]
    [InlineData("fdatasync:error=EIO")]
    [InlineData("fsync:error=EIO")]
    [InlineData("rename:error=EIO")]
    [InlineData("close:error=EIO")]
    public async Task I1_whichever_system_call_fails_once_no_acknowledged_entry_is_lost(string fault)
    {
        int met = 0;
        foreach (int call in Calls)
        {
            using var place = new TemporaryFolder();
            string folder = place["log"];
            var run = await TracedWriter.RunAsync(folder, "first", $"{fault}:when={call}");
            Assert.DoesNotContain("ptrace", run.Errors, StringComparison.OrdinalIgnoreCase);
            if (!run.Injected)
            {
                Assert.True(run.ExitCode == 0, run.Errors); // there are fewer such calls
                break;
            }

            met++;
            await AssertStandsAsync(folder, run.Acknowledged, $"{fault} at call {call}");
        }

        Assert.True(met >= 2, $"{fault} was met {met} times: the writer makes no such calls any more, or strace cannot trace here");
    }

    private static async Task AssertStandsAsync(string folder, Dictionary<ulong, string> acknowledged, string when)
    {
        var again = await TracedWriter.RunAsync(folder, "second");
        Assert.True(again.ExitCode == 0, $"{when}: {again.Errors}");
        var views = AuditLogReader.Latest(folder, int.MaxValue).ToDictionary(view => view.Index);
        foreach (var (index, id) in acknowledged.Concat(again.Acknowledged))
        {
            Assert.True(views.TryGetValue(index, out var view), $"{when}: entry {index} is lost");
            Assert.Equal(id, Assert.IsType<DisclosureEntry>(view.Entry).DisclosureId);
        }

        var report = AuditVerifier.Verify(folder);
        Assert.True(report.IsSound, $"{when}: {string.Join('\n', report.Findings)}");
        Assert.Equal(report.Entries, report.SignedEntries);
    }
}
