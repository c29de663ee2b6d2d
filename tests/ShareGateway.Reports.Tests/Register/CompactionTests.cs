using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;
using ShareGateway.Audit.Verification;
using ShareGateway.Reports.Register;

namespace ShareGateway.Reports.Tests.Register;

/// <summary>The register holds what the log's side files held, no more and no less, whatever happens in between.</summary>
public sealed class CompactionTests : IDisposable
{
    private readonly SampleTrail _trail = new();

    public void Dispose() => _trail.Dispose();

    [Fact]
    public void Compaction_loses_nothing_and_adds_nothing() =>
        Gen.Select(Gen.Select(Gen.Byte.Array[0, 6], Gen.Int[0, 2], Gen.Int[0, 2]).Array[1, 12], Gen.Long[1, 4000], Gen.Int[1, 9]).Sample(
            (disclosures, segmentBytes, batchRows) =>
            {
                using var trail = new SampleTrail();
                foreach (var (people, agreement, days) in disclosures)
                {
                    trail.AppendAsync(segmentBytes, (SampleTrail.Share("d", agreement: $"agreement-{agreement}@1"), people), (SampleTrail.Closed("d"), [])).GetAwaiter().GetResult();
                    trail.Now += TimeSpan.FromDays(days);
                }

                Compaction.Run(new CompactionOptions { Log = trail.Log, Register = trail.Register, IncludeGrowing = true, BatchRows = batchRows });

                Assert.Equal(trail.Disclosed, RowsOf(trail.Register));
                Assert.True(AuditVerifier.Verify(trail.Log).IsSound);
                Assert.Equal(1, LogSegments.List(trail.Log).Count(segment => segment.HasSideFile));
            },
            iter: 25);

    [Fact]
    public async Task A_second_run_changes_no_byte()
    {
        await AppendFourAsync();
        Compaction.Run(Options(growing: true));
        string[] before = FolderDigest.Of(_trail.Data);

        var again = Compaction.Run(Options(growing: true));

        Assert.Equal(before, FolderDigest.Of(_trail.Data));
        Assert.Equal((0, 0), (again.Batches, again.ErasedSideFiles));
    }

    [Fact]
    public async Task Equal_logs_give_registers_with_equal_bytes()
    {
        await AppendFourAsync();
        FolderDigest.Copy(_trail.Log, Path.Combine(_trail.Data, "copy"));

        Compaction.Run(Options());
        Compaction.Run(new CompactionOptions { Log = Path.Combine(_trail.Data, "copy"), Register = Path.Combine(_trail.Data, "copied-register") });

        Assert.Equal(FolderDigest.Of(_trail.Register), FolderDigest.Of(Path.Combine(_trail.Data, "copied-register")));
    }

    [Fact]
    public async Task Parts_lie_by_day_and_agreement_sorted_by_subject_key()
    {
        await _trail.AppendAsync(1 << 20, (SampleTrail.Share("a"), [3, 1, 2]), (SampleTrail.Share("b", agreement: "other@2"), [9]), (SampleTrail.Closed("a"), []), (SampleTrail.Closed("b"), []));
        _trail.Now += TimeSpan.FromDays(1);
        await _trail.AppendAsync(1 << 20, (SampleTrail.Share("c"), [2]));

        Compaction.Run(Options(growing: true));

        // A day begins a segment, and so a batch of its own.
        const string First = "part-00000000000000000000-00000000000000000004.parquet";
        const string Second = "part-00000000000000000004-00000000000000000005.parquet";
        Assert.Equal(
            [
                $"disclosures/day=2026-11-03/{First}", $"subjects/day=2026-11-03/agreement=galerie-lumiere-recommendations/{First}",
                $"subjects/day=2026-11-03/agreement=other/{First}", $"disclosures/day=2026-11-04/{Second}",
                $"subjects/day=2026-11-04/agreement=galerie-lumiere-recommendations/{Second}",
            ],
            new RegisterFolder(_trail.Register).ReadBatches().SelectMany(batch => batch.Parts).Select(part => part.Path));
        string[] keys = [.. KeysIn($"subjects/day=2026-11-03/agreement=galerie-lumiere-recommendations/{First}")];
        Assert.Equal(new byte[] { 1, 2, 3 }.Select(SampleTrail.KeyOf).Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public async Task The_growing_segment_is_taken_on_request_and_the_rest_of_it_later()
    {
        await _trail.AppendAsync(1 << 20, (SampleTrail.Share("a"), [1, 2]), (SampleTrail.Closed("a"), []));
        Assert.Equal(0UL, Compaction.Run(Options()).End);
        Assert.Equal(2UL, Compaction.Run(Options(growing: true)).End);
        await _trail.AppendAsync(1, (SampleTrail.Share("b"), [2]), (SampleTrail.Share("c"), [4]));

        var last = Compaction.Run(Options(growing: true));

        Assert.Equal((4UL, 2), (last.End, last.ErasedSideFiles));
        Assert.Equal(_trail.Disclosed, RowsOf(_trail.Register));
    }

    [Fact]
    public async Task The_commitment_of_an_entry_can_be_checked_from_the_register_alone()
    {
        await AppendFourAsync();
        Compaction.Run(Options(growing: true));

        using var duck = new DuckSession();
        string files = $"read_parquet({DuckSession.Quoted(_trail.Register + "/disclosures/*/*.parquet")})";
        var disclosures = duck.Query($"select nonce, entry, commitment from {files} where people > 0", reader =>
        {
            byte[] nonce = new byte[32];
            using var stream = reader.GetStream(0);
            stream.ReadExactly(nonce);
            return (Nonce: nonce, Entry: reader.GetFieldValue<ulong>(1), Commitment: reader.GetString(2));
        }).ToArray();

        Assert.NotEmpty(disclosures);
        Assert.All(disclosures, row => Assert.Equal(row.Commitment, CommitmentOf(row.Nonce, RowsOf(_trail.Register).Where(person => person.Entry == row.Entry).Select(person => person.Key))));
    }

    [Fact]
    public async Task A_crash_at_any_step_of_the_disk_loses_nothing()
    {
        await AppendFourAsync();
        FolderDigest.Copy(_trail.Log, Path.Combine(_trail.Data, "kept"));
        var counting = new FailingRegisterDisk(int.MaxValue);
        Compaction.Run(Options(growing: true) with { Disk = counting });
        string[] expected = [.. FolderDigest.Of(_trail.Register), .. FolderDigest.Of(_trail.Log)];

        Assert.InRange(counting.Steps, 30, 500);
        for (int step = 0; step < counting.Steps; step++)
        {
            Directory.Delete(_trail.Register, recursive: true);
            Directory.Delete(_trail.Log, recursive: true);
            FolderDigest.Copy(Path.Combine(_trail.Data, "kept"), _trail.Log);

            Assert.Throws<IOException>(() => Compaction.Run(Options(growing: true) with { Disk = new FailingRegisterDisk(step) }));
            Assert.Superset(_trail.Disclosed.ToHashSet(), CommittedRows().Concat(SideRows()).ToHashSet());
            Compaction.Run(Options(growing: true));

            Assert.Equal(expected, FolderDigest.Of(_trail.Register).Concat(FolderDigest.Of(_trail.Log)));
        }
    }

    [Fact]
    public async Task A_side_file_that_the_register_does_not_hold_is_not_erased()
    {
        await _trail.AppendAsync(1, (SampleTrail.Share("a"), [1, 2, 3]), (SampleTrail.Share("b"), [4]));
        Compaction.Run(Options(growing: true) with { KeepSideFiles = true });
        string part = Directory.EnumerateFiles(Path.Combine(_trail.Register, "subjects"), "*-00000000000000000001.parquet", SearchOption.AllDirectories).Single();
        using (var duck = new DuckSession())
        {
            duck.Execute($"create table part as select * from read_parquet({DuckSession.Quoted(part)}, hive_partitioning = false) limit 2");
            duck.Execute($"copy part to {DuckSession.Quoted(part)} (format parquet)");
        }

        var problem = Assert.Throws<InvalidDataException>(() => Compaction.Run(Options(growing: true)));

        Assert.Equal("subjects-00000000000000000000.log: the register does not hold its 3 rows: it has 2 for these entries; nothing was erased", problem.Message);
        Assert.All(LogSegments.List(_trail.Log), segment => Assert.True(segment.HasSideFile));
    }

    [Fact]
    public async Task A_register_of_another_log_is_refused()
    {
        await AppendFourAsync();
        Compaction.Run(Options());
        string batch = Directory.EnumerateFiles(Path.Combine(_trail.Register, "batches")).First();
        File.WriteAllText(batch, File.ReadAllText(batch).Replace("gateway.example/fr\",", "gateway.example/de\",", StringComparison.Ordinal));

        Assert.Throws<InvalidDataException>(() => Compaction.Run(Options()));
    }

    internal static IEnumerable<(ulong Entry, string Key)> RowsOf(string register)
    {
        string subjects = Path.Combine(register, "subjects");
        return Directory.Exists(subjects) ? RowsIn(Directory.EnumerateFiles(subjects, "*.parquet", SearchOption.AllDirectories)) : [];
    }

    private static (ulong Entry, string Key)[] RowsIn(IEnumerable<string> parts)
    {
        string[] files = [.. parts];
        using var duck = new DuckSession();
        return files.Length == 0 ? [] :
            [.. duck.Query($"select entry, lower(hex(subject_key)) from read_parquet({DuckSession.ListOf(files)}) order by 1, 2", reader => (reader.GetFieldValue<ulong>(0), reader.GetString(1)))];
    }

    private (ulong Entry, string Key)[] CommittedRows()
    {
        var folder = new RegisterFolder(_trail.Register);
        return RowsIn(folder.ReadBatches().SelectMany(batch => batch.Parts).Where(part => part.IsSubjects).Select(part => folder.PathOf(part.Path)));
    }

    private IEnumerable<(ulong Entry, string Key)> SideRows() => LogSegments.List(_trail.Log).Where(segment => segment.HasSideFile)
        .SelectMany(segment => LogSegments.Read(_trail.Log, segment, 8))
        .SelectMany(stored => BatchWriter.RowsOf(stored, new HashSet<SubjectRow>()))
        .Select(row => (row.Entry, Convert.ToHexStringLower(row.Key())));

    private IEnumerable<string> KeysIn(string part)
    {
        using var duck = new DuckSession(threads: 1);
        return [.. duck.Query($"select lower(hex(subject_key)) from read_parquet({DuckSession.Quoted(Path.Combine(_trail.Register, part))})", reader => reader.GetString(0))];
    }

    private static string CommitmentOf(byte[] nonce, IEnumerable<string> keys)
    {
        byte[][] sorted = [.. keys.Order(StringComparer.Ordinal).Select(Convert.FromHexString)];
        byte[] count = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(count, (uint)sorted.Length);
        return Convert.ToHexStringLower(SHA256.HashData([.. "sgset1"u8, .. nonce, .. count, .. sorted.SelectMany(key => key)]));
    }

    private CompactionOptions Options(bool growing = false) => new() { Log = _trail.Log, Register = _trail.Register, IncludeGrowing = growing };

    /// <summary>Four disclosures and their ends on two days, in several segments.</summary>
    private async Task AppendFourAsync()
    {
        await _trail.AppendAsync(1, (SampleTrail.Share("a"), [1, 2, 3]), (SampleTrail.Closed("a"), []));
        await _trail.AppendAsync(1, (SampleTrail.Share("b", agreement: "other@1"), [3, 4]), (SampleTrail.Closed("b"), []));
        _trail.Now += TimeSpan.FromDays(1);
        await _trail.AppendAsync(1 << 20, (SampleTrail.Share("c"), []), (SampleTrail.Closed("c"), []), (SampleTrail.Share("d"), [1]), (SampleTrail.Closed("d"), []));
    }
}
