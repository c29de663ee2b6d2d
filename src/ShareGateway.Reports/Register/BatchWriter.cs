using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Reports.Register;

/// <summary>Gathers one stretch of the log in memory, sorts it, and writes its parts. Equal entries give equal bytes.</summary>
internal sealed class BatchWriter(RegisterFolder folder, ulong first)
{

    /// <summary>Row groups of 16,384: a question about one person reads one such group of a file, about 400 KB.</summary>
    private const string CopyOptions = "(format parquet, compression snappy, row_group_size 16384)";
    private readonly SortedDictionary<(string Day, string Agreement), List<SubjectRow>> _people = [];
    private readonly SortedDictionary<string, List<StoredEntry>> _disclosures = new(StringComparer.Ordinal);

    public int Rows { get; private set; }

    public void Add(StoredEntry stored, ISet<SubjectRow> erased)
    {
        if (stored.View.Entry is not DisclosureEntry disclosure)
        {
            return;
        }

        string day = stored.View.Time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Of(_disclosures, day).Add(stored);
        var people = Of(_people, (day, DisclosureRow.Split(disclosure.Agreement).Id));
        foreach (var row in RowsOf(stored, erased))
        {
            people.Add(row);
            Rows++;
        }
    }

    /// <summary>The rows that an entry brings; people who were erased bring none.</summary>
    /// <param name="stored">An entry with its side record.</param>
    /// <param name="erased">Keys with the entry from which on they count again.</param>
    public static IEnumerable<SubjectRow> RowsOf(StoredEntry stored, ISet<SubjectRow> erased)
    {
        for (var left = stored.References; !left.IsEmpty; left = left[SubjectRow.KeyBytes..])
        {
            var row = SubjectRow.Of(left.Span, stored.View.Index);
            if (erased.Count == 0 || !erased.Any(gone => (gone.High, gone.Low) == (row.High, row.Low) && row.Entry < gone.Entry))
            {
                yield return row;
            }
        }
    }

    /// <summary>Writes the parts and makes them durable under their names; they count once their batch is committed.</summary>
    public ImmutableArray<RegisterPart> Write(ulong end)
    {
        string name = $"part-{RegisterFolder.RangeOf(first, end)}.parquet";
        var parts = ImmutableArray.CreateBuilder<RegisterPart>();
        using var duck = new DuckSession(threads: 1);
        foreach (var (day, entries) in _disclosures)
        {
            parts.Add(WriteDisclosures(duck, $"{RegisterFolder.DisclosuresTable}/day={day}/{name}", entries));
        }

        foreach (var ((day, agreement), rows) in _people.Where(pair => pair.Value.Count > 0))
        {
            rows.Sort();
            parts.Add(WriteSubjects(duck, folder, $"{RegisterFolder.SubjectsTable}/day={day}/agreement={agreement}/{name}", rows));
        }

        parts.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        Publish(folder, parts);
        return parts.ToImmutable();
    }

    /// <summary>Writes sorted rows into the staging folder.</summary>
    public static RegisterPart WriteSubjects(DuckSession duck, RegisterFolder folder, string path, IReadOnlyList<SubjectRow> rows)
    {
        duck.Execute("create or replace temp table part (subject_key blob, entry ubigint)");
        using (var appender = duck.Append("part"))
        {
            foreach (var row in rows)
            {
                appender.CreateRow().AppendValue(row.Key()).AppendValue((ulong?)row.Entry).EndRow();
            }
        }

        return Copy(duck, folder, path, rows.Count);
    }

    /// <summary>Copies the table <c>part</c> into the staging folder.</summary>
    public static RegisterPart Copy(DuckSession duck, RegisterFolder folder, string path, long rows)
    {
        string staged = StagedPath(folder, path);
        duck.Execute($"copy part to {DuckSession.Quoted(staged)} {CopyOptions}");
        duck.Execute("drop table part");
        folder.Disk.Sync(staged);
        using var stream = File.OpenRead(staged);
        return new RegisterPart(path, rows, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    /// <summary>Moves staged parts to their names.</summary>
    public static void Publish(RegisterFolder folder, IReadOnlyCollection<RegisterPart> parts)
    {
        var touched = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            string target = folder.PathOf(part.Path);
            string home = Path.GetDirectoryName(target)!;
            folder.Disk.CreateFolder(home);
            folder.Disk.Rename(StagedPath(folder, part.Path), target);
            for (string at = home; at.Length >= folder.Path.Length; at = Path.GetDirectoryName(at)!)
            {
                touched.Add(at);
            }
        }

        foreach (string touchedFolder in touched)
        {
            folder.Disk.SyncFolder(touchedFolder);
        }
    }

    private static string StagedPath(RegisterFolder folder, string path) => Path.Combine(folder.Staging, path.Replace('/', '~'));

    private RegisterPart WriteDisclosures(DuckSession duck, string path, List<StoredEntry> entries)
    {
        duck.Execute($"create or replace temp table part ({DisclosureRow.Columns})");
        using (var appender = duck.Append("part"))
        {
            foreach (var entry in entries)
            {
                DisclosureRow.Append(appender, entry);
            }
        }

        return Copy(duck, folder, path, entries.Count);
    }

    private static List<TItem> Of<TKey, TItem>(SortedDictionary<TKey, List<TItem>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }
}
