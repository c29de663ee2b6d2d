using ShareGateway.Audit.Verification;

namespace ShareGateway.Reports.Register;

/// <summary>
/// Erases side files of closed segments, each only after the register, as it stands on the disk, was found to hold every row of it and no
/// other.
/// </summary>
internal sealed class SideFiles(string log, RegisterFolder folder, ISet<SubjectRow> erased)
{
    /// <summary>Erases those of segments that end before an entry.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="InvalidDataException">The register does not hold what a side file holds.</exception>
    public int Erase(ulong end, CancellationToken cancellationToken)
    {
        int count = 0;
        foreach (var segment in LogSegments.List(log).Where(segment => segment.HasSideFile && segment.End <= end))
        {
            var expected = InLog(segment, cancellationToken);
            var found = InRegister(segment);
            if (expected != found)
            {
                throw new InvalidDataException(
                    $"{LogSegments.SideFileOf(segment)}: the register does not hold its {expected.Count} rows: it has {found.Count} for these entries; nothing was erased");
            }

            folder.Disk.Delete(Path.Combine(log, LogSegments.SideFileOf(segment)));
            folder.Disk.SyncFolder(log);
            count++;
        }

        return count;
    }

    private RowSum InLog(LogSegment segment, CancellationToken cancellationToken)
    {
        var sum = default(RowSum);
        foreach (var stored in LogSegments.Read(log, segment, segment.End ?? 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var row in BatchWriter.RowsOf(stored, erased))
            {
                sum = sum.With(row);
            }
        }

        return sum;
    }

    private RowSum InRegister(LogSegment segment)
    {
        string[] files = [.. folder.ReadBatches()
            .Where(batch => batch.First < segment.End && segment.FirstIndex < batch.End)
            .SelectMany(batch => batch.Parts).Where(part => part.IsSubjects).Select(part => folder.PathOf(part.Path))];
        if (files.Length == 0)
        {
            return default;
        }

        using var duck = new DuckSession();
        string sql = $"select subject_key, entry from read_parquet({DuckSession.ListOf(files)}, hive_partitioning = false) where entry >= {segment.FirstIndex} and entry < {segment.End}";
        return duck.Query(sql, RowOf).Aggregate(default(RowSum), (sum, row) => sum.With(row));
    }

    /// <summary>Reads a row of <c>subject_key, entry</c>.</summary>
    public static SubjectRow RowOf(DuckDB.NET.Data.DuckDBDataReader reader)
    {
        Span<byte> key = stackalloc byte[SubjectRow.KeyBytes];
        using var stream = reader.GetStream(0);
        stream.ReadExactly(key);
        return SubjectRow.Of(key, reader.GetFieldValue<ulong>(1));
    }
}
