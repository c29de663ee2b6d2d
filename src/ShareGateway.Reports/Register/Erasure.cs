using System.Globalization;

namespace ShareGateway.Reports.Register;

/// <summary>Erases a person from the register (GDPR, article 17): their rows go, and so do the nonces by which a commitment could be tested for them.</summary>
public sealed class Erasure : IDisposable
{
    private readonly RegisterFolder _folder;
    private readonly string _keys;
    private readonly DuckSession _duck = new(threads: 1);
    private long _rows;

    private Erasure(RegisterFolder folder, IEnumerable<byte[]> keys) =>
        (_folder, _keys) = (folder, string.Join(", ", keys.Select(key => $"from_hex('{Convert.ToHexString(key)}')")));

    /// <summary>Erases. Tell the recipients first: afterwards nobody can say who they were.</summary>
    /// <param name="log">The log's folder; its side files cannot be changed, so what they still hold of the person is left out when it is compacted.</param>
    /// <param name="register">The register's folder.</param>
    /// <param name="keys">The person's audit subject keys, 16 bytes each.</param>
    /// <returns>Rows that went, and the entry from which on the person's data count again.</returns>
    /// <exception cref="HeldException">A legal hold stands.</exception>
    /// <exception cref="InvalidDataException">The register is damaged.</exception>
    /// <exception cref="IOException">The disk refuses, or another process works on the register.</exception>
    /// <remarks>May stop at any step: run it again.</remarks>
    public static (long Rows, ulong Before) Run(string log, string register, IReadOnlyCollection<byte[]> keys) => Run(log, new RegisterFolder(register), keys);

    /// <inheritdoc/>
    public void Dispose() => _duck.Dispose();

    internal static (long Rows, ulong Before) Run(string log, RegisterFolder folder, IReadOnlyCollection<byte[]> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentOutOfRangeException.ThrowIfZero(keys.Count, nameof(keys));
        ulong before = LogAnchor.Of(log).Checkpoint.Size;
        using var taken = folder.Open();
        HeldException.ThrowIfAny(folder.Path);
        var hex = keys.Select(Convert.ToHexStringLower).ToHashSet(StringComparer.Ordinal);
        folder.WritePending([.. folder.ReadPending().Where(pending => !hex.Contains(pending.Key)), .. hex.Order(StringComparer.Ordinal).Select(key => new PendingErasure(key, before))]);
        using var erasure = new Erasure(folder, keys);
        foreach (var batch in folder.ReadBatches())
        {
            erasure.Erase(batch);
        }

        folder.Sweep();
        return (erasure._rows, before);
    }

    private void Erase(RegisterBatch batch)
    {
        var touched = batch.Parts.Where(part => part.IsSubjects && Count(part) > 0).ToArray();
        if (touched.Length == 0)
        {
            return;
        }

        string files = DuckSession.ListOf(touched.Select(part => _folder.PathOf(part.Path)));
        _duck.Execute($"create or replace temp table gone as select distinct entry from read_parquet({files}, hive_partitioning = false) where subject_key in ({_keys})");
        long gone = touched.Sum(Count);
        var replaced = new Dictionary<string, RegisterPart?>(StringComparer.Ordinal);
        foreach (var part in batch.Parts)
        {
            if (touched.Contains(part))
            {
                replaced[part.Path] = Rewrite(part, $"select * from {Table(part)} where subject_key not in ({_keys})");
            }
            else if (!part.IsSubjects)
            {
                replaced[part.Path] = Rewrite(part, $"select * replace (case when entry in (select entry from gone) then ''::blob else nonce end as nonce) from {Table(part)}");
            }
        }

        BatchWriter.Publish(_folder, [.. replaced.Values.OfType<RegisterPart>()]);
        _folder.Commit(batch with
        {
            Parts = [.. batch.Parts.Select(part => replaced.TryGetValue(part.Path, out var other) ? other : part).OfType<RegisterPart>().OrderBy(part => part.Path, StringComparer.Ordinal)],
            ErasedRows = batch.ErasedRows + gone,
        });
        _rows += gone;
    }

    /// <summary>A new file under another name: what the batch names stays whole until the batch names the new one.</summary>
    private RegisterPart? Rewrite(RegisterPart part, string sql)
    {
        _duck.Execute($"create or replace temp table part as {sql}");
        long rows = _duck.Query("select count(*) from part", reader => reader.GetInt64(0)).Single();
        string stem = part.Path[..^".parquet".Length];
        int mark = stem.LastIndexOf("-e", StringComparison.Ordinal);
        int times = mark > 0 && int.TryParse(stem.AsSpan(mark + 2), CultureInfo.InvariantCulture, out int earlier) ? earlier : 0;
        string path = FormattableString.Invariant($"{(times > 0 ? stem[..mark] : stem)}-e{times + 1}.parquet");
        return rows == 0 ? null : BatchWriter.Copy(_duck, _folder, path, rows);
    }

    private long Count(RegisterPart part) => _duck.Query($"select count(*) from {Table(part)} where subject_key in ({_keys})", reader => reader.GetInt64(0)).Single();

    private string Table(RegisterPart part) => $"read_parquet({DuckSession.Quoted(_folder.PathOf(part.Path))}, hive_partitioning = false)";
}
