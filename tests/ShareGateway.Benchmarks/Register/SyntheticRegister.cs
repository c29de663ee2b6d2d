using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Reports.Register;

namespace ShareGateway.Benchmarks.Register;

/// <summary>A register of one year, made by DuckDB in the layout of a compacted one: 365 days of 10 agreements, 100 people an entry, each person about twenty times.</summary>
internal sealed record SyntheticRegister(string Log, string Folder, long Rows, int Files, ImmutableArray<byte[]> SomeKeys)
{
    private const int Days = 365;
    private const int Agreements = 10;
    private const int PeoplePerEntry = 100;
    private const int TimesEach = 20;

    public static SyntheticRegister Make(string home, long rows)
    {
        string log = Path.Combine(home, "audit");
        Directory.CreateDirectory(log);
        var folder = new RegisterFolder(Path.Combine(home, "register"), new UnsyncedDisk());
        using var taken = folder.Open();
        int perFile = (int)(rows / (Days * Agreements) / PeoplePerEntry * PeoplePerEntry);
        ulong entriesPerFile = (ulong)(perFile / PeoplePerEntry);
        ulong size = Days * Agreements * entriesPerFile;
        string note = Sign(log, size);
        using var duck = new DuckSession();
        for (int day = 0; day < Days; day++)
        {
            folder.Commit(Day(duck, folder, day, perFile, entriesPerFile, note, rows));
        }

#pragma warning disable CA5351 // DuckDB makes the same keys in its generator with its md5(): numbers that look random, nothing secret
        var keys = Enumerable.Range(1, 5).Select(person => MD5.HashData(System.Text.Encoding.ASCII.GetBytes((person * 7919).ToString(CultureInfo.InvariantCulture)))).ToImmutableArray();
#pragma warning restore CA5351
        return new SyntheticRegister(log, folder.Path, (long)perFile * Days * Agreements, Days * Agreements, keys);
    }

    private static RegisterBatch Day(DuckSession duck, RegisterFolder folder, int day, int perFile, ulong entriesPerFile, string note, long rows)
    {
        ulong first = (ulong)day * Agreements * entriesPerFile;
        ulong end = first + (Agreements * entriesPerFile);
        string name = $"part-{RegisterFolder.RangeOf(first, end)}.parquet";
        string date = new DateOnly(2025, 11, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var parts = new List<RegisterPart>();
        for (int agreement = 0; agreement < Agreements; agreement++)
        {
            ulong from = first + ((ulong)agreement * entriesPerFile);
            duck.Execute(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                create or replace temp table part as select unhex(md5(((hash({day}, {agreement}, i) % {rows / TimesEach})::bigint)::varchar)) as subject_key, ({from} + i // {PeoplePerEntry})::ubigint as entry
                from range({perFile}) r(i) order by 1, 2
                """));
            parts.Add(BatchWriter.Copy(duck, folder, $"subjects/day={date}/agreement=agreement-{agreement}/{name}", perFile));
        }

        duck.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            create or replace temp table part as select i::ubigint as entry, timestamp '{date} 00:00:00' + to_seconds((i % 86400)::bigint) as time_utc, 'd' || i as disclosure_id, 0 as chunk,
            'galerie-lumiere' as recipient, 'galerie-lumiere-client' as client_id, 'loyalty-purchases@2.0.1' as dataset, 'fr/maison-nord' as controller, 'application/json' as format,
            'dpv:ProvideProductRecommendations' as purpose, 'eu-gdpr:A6-1-a' as legal_basis, 'agreement-' || ((i - {first}) // {entriesPerFile}) as agreement, '3' as agreement_version,
            'sha256:' || md5('set') as policy_hash, '[{FieldJson}]' as fields, {PeoplePerEntry}::bigint as records, 20000::bigint as bytes, {PeoplePerEntry} as people, sha256('c' || i) as commitment,
            unhex(sha256('n' || i)) as nonce, 1 as pseudonym_epoch, 1 as audit_epoch, 1 as consent_epoch, 'loc:FR' as country, '' as transfer_tool, '' as trace_id,
            repeat(sha256('s' || i), 16)::blob as stored from range({first}, {end}) r(i)
            """));
        parts.Add(BatchWriter.Copy(duck, folder, $"disclosures/day={date}/{name}", (long)(end - first)));
        BatchWriter.Publish(folder, parts);
        return new RegisterBatch { Origin = "benchmark.example", First = first, End = end, Checkpoint = note, Parts = [.. parts.OrderBy(part => part.Path, StringComparer.Ordinal)] };
    }

    private const string FieldJson = """{"name":"customer_id","transform":"pseudonymise(linkable: agreement)","category":"pd:Identifier"},{"name":"birth_date","transform":"generalise(to: year)","category":"pd:BirthDate"}""";

    private static string Sign(string log, ulong size)
    {
        using var signer = new AuditSigner("benchmark.example", new byte[AuditSigner.SeedBytes].Select((_, i) => (byte)i).ToArray());
        string note = new Checkpoint("benchmark.example", size, new byte[32]).Sign(signer);
        File.WriteAllText(Path.Combine(log, "log.vkey"), signer.VerifierKey.Text + "\n");
        File.WriteAllText(Path.Combine(log, "checkpoint"), note);
        return note;
    }

    /// <summary>What is thrown away afterwards need not survive a power cut.</summary>
    private sealed class UnsyncedDisk : RegisterDisk
    {
        public override void Sync(string path)
        {
        }

        public override void SyncFolder(string folder)
        {
        }

        public override void Write(string path, string text) => File.WriteAllText(path, text);
    }
}
