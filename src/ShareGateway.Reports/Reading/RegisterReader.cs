using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Verification;
using ShareGateway.Reports.Register;

namespace ShareGateway.Reports.Reading;

/// <summary>
/// Answers about a log up to a cut-off: the register's files and, for what they do not hold yet, the log itself, so that nothing is missing.
/// </summary>
internal sealed class RegisterReader : IDisposable
{
    private readonly DuckSession _duck = new();
    private readonly RegisterFolder _register;
    private readonly ImmutableArray<RegisterBatch> _batches;

    private RegisterReader(string log, string register, LogAnchor anchor)
    {
        (Log, Anchor, _register) = (log, anchor, new RegisterFolder(register));
        _batches = _register.ReadBatches();
    }

    /// <summary>The log's folder.</summary>
    public string Log { get; }

    /// <summary>The signed statement that the answers rest on; its size is the cut-off.</summary>
    public LogAnchor Anchor { get; }

    /// <summary>Index behind the last entry that counts.</summary>
    public ulong CutOff => Anchor.Checkpoint.Size;

    /// <summary>
    /// Time of the last entry that counts. What is stored elsewhere than in the log, as consents are, counts up to then: else the same cut-off would not give
    /// the same report. The beginning of time when the log no longer holds that entry.
    /// </summary>
    public DateTimeOffset CutOffTime => LogSegments.List(Log).Where(segment => segment.FirstIndex < CutOff).TakeLast(1)
        .SelectMany(segment => LogSegments.Read(Log, segment, CutOff)).Select(stored => stored.View.Time).LastOrDefault();

    /// <summary>Entries before this one lie in the register.</summary>
    public ulong Compacted => _batches.IsEmpty ? 0 : Math.Min(_batches[^1].End, CutOff);

    /// <summary>Rows that were erased for people's requests: answers about the past may count fewer people than were told then.</summary>
    public long ErasedRows => _batches.Sum(batch => batch.ErasedRows);

    /// <summary>First entry that the register still holds; later ones than 0 mean that its beginning was pruned.</summary>
    public ulong First => _batches.IsEmpty ? 0 : _batches[0].First;

    /// <summary>Opens register and log.</summary>
    /// <param name="log">The log's folder.</param>
    /// <param name="register">The register's folder; may not exist yet.</param>
    /// <param name="note">A kept checkpoint as the cut-off; null for the log's present one.</param>
    /// <param name="withPeople">True loads the people of entries that the register does not hold yet; not needed to ask for one person.</param>
    /// <exception cref="InvalidDataException">Log or register is damaged, or they are not of one another.</exception>
    public static RegisterReader Open(string log, string register, string? note, bool withPeople)
    {
        var reader = new RegisterReader(log, register, LogAnchor.Of(log, note));
        try
        {
            if (reader._batches.Any(batch => batch.Origin != reader.Anchor.Checkpoint.Origin))
            {
                throw new InvalidDataException($"the register is not one of the log `{reader.Anchor.Checkpoint.Origin}`");
            }

            reader.LoadFresh(withPeople);
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Rows of an answer about the views <c>disclosures</c> and <c>subjects</c>.</summary>
    public IReadOnlyList<T> Ask<T>(string sql, Func<DuckDB.NET.Data.DuckDBDataReader, T> read) => [.. _duck.Query(sql, read)];

    /// <summary>Rows as they come, for answers that are long. No other question may be put before the last one was read.</summary>
    public IEnumerable<T> Stream<T>(string sql, Func<DuckDB.NET.Data.DuckDBDataReader, T> read) => _duck.Query(sql, read);

    /// <summary>The disclosures about any of these subject keys, in the log's order.</summary>
    public ImmutableArray<Disclosure> About(IReadOnlyCollection<byte[]> keys)
    {
        var entries = new SortedSet<ulong>();
        foreach (byte[] key in keys)
        {
            string hex = Convert.ToHexString(key);
            entries.UnionWith(Ask($"select entry from subjects where subject_key = from_hex('{hex}')", reader => reader.GetFieldValue<ulong>(0)));
        }

        entries.UnionWith(Fresh(keys));
        return DisclosuresAt(entries);
    }

    /// <summary>Disclosures by their entries.</summary>
    public ImmutableArray<Disclosure> DisclosuresAt(IReadOnlyCollection<ulong> entries)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        _duck.Execute("create or replace temp table asked (entry ubigint)");
        using (var rows = _duck.Append("asked"))
        {
            foreach (ulong entry in entries)
            {
                rows.CreateRow().AppendValue((ulong?)entry).EndRow();
            }
        }

        var found = Ask($"select {Disclosure.Columns} from disclosures where entry in (select entry from asked) order by entry", Disclosure.Read);
        if (found.All(disclosure => disclosure.Chunk == 0))
        {
            return [.. found];
        }

        // The fields of later chunks are those of the first one.
        var fields = Ask(
            $"select disclosure_id, fields from disclosures where chunk = 0 and disclosure_id in (select disclosure_id from disclosures where entry in (select entry from asked))",
            reader => (Id: reader.GetString(0), Fields: reader.GetString(1)));
        var known = fields.DistinctBy(pair => pair.Id, StringComparer.Ordinal).ToDictionary(pair => pair.Id, pair => Disclosure.FieldsOf(pair.Fields), StringComparer.Ordinal);
        return [.. found.Select(disclosure => disclosure.Chunk == 0 ? disclosure : disclosure with { Fields = known.GetValueOrDefault(disclosure.DisclosureId, []) })];
    }

    /// <summary>Entries of other kinds than disclosures, which the register does not hold; those that were pruned from the log are gone.</summary>
    public IEnumerable<AuditEntryView> LogEntries() =>
        AuditLogReader.Since(Log, DateTimeOffset.MinValue).Select(entry => entry.View).TakeWhile(view => view.Index < CutOff);

    public void Dispose() => _duck.Dispose();

    private IEnumerable<StoredEntry> FreshEntries() => LogSegments.List(Log)
        .Where(segment => (segment.End ?? ulong.MaxValue) > Compacted && segment.FirstIndex < CutOff)
        .SelectMany(segment => LogSegments.Read(Log, segment, CutOff))
        .Where(stored => stored.View.Index >= Compacted && stored.View.Entry is DisclosureEntry);

    private IEnumerable<ulong> Fresh(IReadOnlyCollection<byte[]> keys)
    {
        var wanted = keys.Select(key => SubjectRow.Of(key, 0)).ToHashSet();
        var erased = ErasedKeys();
        return FreshEntries().Where(stored => BatchWriter.RowsOf(stored, erased).Any(row => wanted.Contains(row with { Entry = 0 }))).Select(stored => stored.View.Index);
    }

    private HashSet<SubjectRow> ErasedKeys() => [.. _register.ReadPending().Select(pending => SubjectRow.Of(Convert.FromHexString(pending.Key), pending.End))];

    private void LoadFresh(bool withPeople)
    {
        _duck.Execute($"create table fresh_disclosures ({DisclosureRow.Columns})");
        _duck.Execute("create table fresh_subjects (subject_key blob, entry ubigint)");
        var erased = ErasedKeys();
        using (var disclosures = _duck.Append("fresh_disclosures"))
        using (var subjects = _duck.Append("fresh_subjects"))
        {
            foreach (var stored in FreshEntries())
            {
                DisclosureRow.Append(disclosures, stored);
                foreach (var row in withPeople ? BatchWriter.RowsOf(stored, erased) : [])
                {
                    subjects.CreateRow().AppendValue(row.Key()).AppendValue((ulong?)row.Entry).EndRow();
                }
            }
        }

        CreateView("disclosures", _batches.SelectMany(batch => batch.Parts).Where(part => !part.IsSubjects));
        CreateView("subjects", _batches.SelectMany(batch => batch.Parts).Where(part => part.IsSubjects));
    }

    private void CreateView(string table, IEnumerable<RegisterPart> parts)
    {
        string[] files = [.. parts.Select(part => _register.PathOf(part.Path))];
        string stored = files.Length == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" union all select * from read_parquet({DuckSession.ListOf(files)}, hive_partitioning = false) where entry < {CutOff}");
        _duck.Execute($"create view {table} as select * from fresh_{table}{stored}");
    }
}
