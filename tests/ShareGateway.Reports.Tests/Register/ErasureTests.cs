using ShareGateway.Audit.Verification;
using ShareGateway.Reports.Register;

namespace ShareGateway.Reports.Tests.Register;

/// <summary>What goes is what was asked for, and nothing else; what is held stays.</summary>
public sealed class ErasureTests : IDisposable
{
    private static readonly byte[] Gone = SampleTrail.Person(1);
    private readonly SampleTrail _trail = new();

    public void Dispose() => _trail.Dispose();

    [Fact]
    public async Task An_erased_person_is_gone_from_the_register_and_does_not_come_back()
    {
        await DiscloseAsync();
        Compact(growing: true);
        await _trail.AppendAsync(1 << 20, (SampleTrail.Share("waiting"), [1, 9]), (SampleTrail.Closed("waiting"), []));

        var (rows, before) = Erasure.Run(_trail.Log, _trail.Register, [Gone]);
        await _trail.AppendAsync(1, (SampleTrail.Share("after"), [1]), (SampleTrail.Closed("after"), []));
        Compact(growing: true);

        Assert.Equal(2, rows);
        var expected = _trail.Disclosed.Where(row => row.Key != SampleTrail.KeyOf(1) || row.Entry >= before);
        Assert.Equal(expected, CompactionTests.RowsOf(_trail.Register));
        Assert.Equal(1, LogSegments.List(_trail.Log).Count(segment => segment.HasSideFile));
        Assert.True(AuditVerifier.Verify(_trail.Log).IsSound);
    }

    [Fact]
    public async Task No_key_of_the_person_is_left_once_no_side_file_can_bring_them_back()
    {
        await DiscloseAsync();
        Compact(growing: true);
        Erasure.Run(_trail.Log, _trail.Register, [Gone]);
        Assert.Single(new RegisterFolder(_trail.Register).ReadPending());

        await _trail.AppendAsync(1, (SampleTrail.Share("x"), [7]), (SampleTrail.Closed("x"), []));
        await _trail.AppendAsync(1, (SampleTrail.Share("y"), [7]), (SampleTrail.Closed("y"), []));
        Compact(growing: false);

        Assert.Empty(new RegisterFolder(_trail.Register).ReadPending());
    }

    [Fact]
    public async Task A_crash_at_any_step_of_an_erasure_leaves_a_register_that_it_can_be_run_on_again()
    {
        await DiscloseAsync();
        Compact(growing: true);
        FolderDigest.Copy(_trail.Register, Path.Combine(_trail.Data, "kept"));
        var counting = new FailingRegisterDisk(int.MaxValue);
        Erasure.Run(_trail.Log, new RegisterFolder(_trail.Register, counting), [Gone]);
        string[] expected = FolderDigest.Of(_trail.Register);

        for (int step = 0; step < counting.Steps; step++)
        {
            Directory.Delete(_trail.Register, recursive: true);
            FolderDigest.Copy(Path.Combine(_trail.Data, "kept"), _trail.Register);
            Assert.Throws<IOException>(() => Erasure.Run(_trail.Log, new RegisterFolder(_trail.Register, new FailingRegisterDisk(step)), [Gone]));

            Erasure.Run(_trail.Log, _trail.Register, [Gone]);

            Assert.Equal(expected, FolderDigest.Of(_trail.Register));
        }
    }

    [Fact]
    public async Task A_legal_hold_forbids_erasing_and_pruning_until_it_is_released()
    {
        await DiscloseAsync();
        Compact(growing: true);
        LegalHolds.Place(_trail.Register, new LegalHold("case-1", "a claim in court", _trail.Now));
        string[] before = FolderDigest.Of(_trail.Data);

        var refused = Assert.Throws<HeldException>(() => Erasure.Run(_trail.Log, _trail.Register, [Gone]));
        Assert.Throws<HeldException>(() => Retention.Plan(_trail.Log, _trail.Register, _trail.Now.AddYears(9), new DateOnly(2099, 1, 1)));

        Assert.Equal("a legal hold stands, nothing was removed: `case-1`", refused.Message);
        Assert.Equal(before, FolderDigest.Of(_trail.Data));
        Assert.True(LegalHolds.Release(_trail.Register, "case-1"));
        Assert.Equal(2, Erasure.Run(_trail.Log, _trail.Register, [Gone]).Rows);
    }

    [Fact]
    public async Task Pruning_takes_what_is_old_and_the_log_still_verifies()
    {
        await DiscloseAsync();
        _trail.Now += TimeSpan.FromDays(400);
        await _trail.AppendAsync(1, (SampleTrail.Share("new"), [5]), (SampleTrail.Closed("new"), []));
        Compact(growing: true);
        var plan = Retention.Plan(_trail.Log, _trail.Register, _trail.Now.AddDays(-365), DateOnly.FromDateTime(_trail.Now.AddDays(-365).UtcDateTime));
        Assert.True(plan.LogBelow > 0 && plan.Batches > 0);

        Retention.PruneRegister(_trail.Register, plan);
        Assert.Throws<InvalidDataException>(() => Retention.PruneLog(_trail.Log, _trail.Register, plan.LogBelow));
        await _trail.AppendAsync(1 << 20, (ShareGateway.Audit.Entries.AdministrativeEntry.Of("log.pruned", ("below", FormattableString.Invariant($"{plan.LogBelow}"))), []));
        int segments = Retention.PruneLog(_trail.Log, _trail.Register, plan.LogBelow);

        Assert.True(segments > 0);
        Assert.Equal(plan.LogBelow, LogSegments.List(_trail.Log)[0].FirstIndex);
        Assert.True(AuditVerifier.Verify(_trail.Log).IsSound);
        Assert.All(CompactionTests.RowsOf(_trail.Register), row => Assert.True(row.Entry >= plan.LogBelow));
    }

    private async Task DiscloseAsync()
    {
        await _trail.AppendAsync(1, (SampleTrail.Share("a"), [1, 2]), (SampleTrail.Closed("a"), []));
        await _trail.AppendAsync(1, (SampleTrail.Share("b"), [1]), (SampleTrail.Closed("b"), []));
    }

    private void Compact(bool growing) => Compaction.Run(new CompactionOptions { Log = _trail.Log, Register = _trail.Register, IncludeGrowing = growing });
}
