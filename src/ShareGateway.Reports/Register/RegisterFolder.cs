using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace ShareGateway.Reports.Register;

/// <summary>The files of a register.</summary>
internal sealed class RegisterFolder(string path, RegisterDisk? disk = null)
{
    public const string SubjectsTable = "subjects";
    public const string DisclosuresTable = "disclosures";

    private const string BatchesFolder = "batches";
    private const string StagingFolder = "staging";
    private const string PendingFile = "pending-erasures.json";

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public RegisterDisk Disk { get; } = disk ?? new RegisterDisk();

    public string Staging => System.IO.Path.Combine(Path, StagingFolder);

    private string Batches => System.IO.Path.Combine(Path, BatchesFolder);

    public static string RangeOf(ulong first, ulong end) =>
        string.Create(CultureInfo.InvariantCulture, $"{first:D20}-{end:D20}");

    public string PathOf(string relative) => System.IO.Path.Combine(Path, relative.Replace('/', System.IO.Path.DirectorySeparatorChar));

    /// <summary>Takes the register for this process, makes its folders, and sweeps away what a crash left behind.</summary>
    /// <exception cref="IOException">Another process works on it, or the disk refuses.</exception>
    public IDisposable Open()
    {
        foreach (string folder in new[] { Path, Batches, Staging })
        {
            Disk.CreateFolder(folder);
        }

        var taken = Disk.Lock(System.IO.Path.Combine(Path, "register.lock"));
        Sweep();
        return taken;
    }

    /// <summary>The batches, in the order of the log.</summary>
    /// <exception cref="InvalidDataException">A batch cannot be read, or one is missing between two others.</exception>
    public ImmutableArray<RegisterBatch> ReadBatches()
    {
        if (!Directory.Exists(Batches))
        {
            return [];
        }

        string[] files = [.. Directory.EnumerateFiles(Batches, "*.json").Order(StringComparer.Ordinal)];
        var batches = files.Select(ReadBatch).ToImmutableArray();
        for (int i = 1; i < batches.Length; i++)
        {
            if (batches[i].First != batches[i - 1].End || batches[i].Origin != batches[i - 1].Origin)
            {
                throw new InvalidDataException($"{BatchesFolder}/{System.IO.Path.GetFileName(files[i])}: expected the batch that begins with entry {batches[i - 1].End}");
            }
        }

        return batches;
    }

    /// <summary>Makes a batch count, in one step: its parts are durable already.</summary>
    public void Commit(RegisterBatch batch)
    {
        string name = RangeOf(batch.First, batch.End) + ".json";
        string staged = System.IO.Path.Combine(Staging, name);
        Disk.Write(staged, JsonSerializer.Serialize(batch, RegisterJson.Default.RegisterBatch) + "\n");
        Disk.Rename(staged, System.IO.Path.Combine(Batches, name));
        Disk.SyncFolder(Batches);
    }

    /// <summary>Forgets a batch whose parts are no longer needed.</summary>
    public void Forget(RegisterBatch batch)
    {
        Disk.Delete(System.IO.Path.Combine(Batches, RangeOf(batch.First, batch.End) + ".json"));
        Disk.SyncFolder(Batches);
    }

    public ImmutableArray<PendingErasure> ReadPending()
    {
        string file = PathOf(PendingFile);
        return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), RegisterJson.Default.ImmutableArrayPendingErasure) : [];
    }

    public void WritePending(ImmutableArray<PendingErasure> pending)
    {
        string staged = System.IO.Path.Combine(Staging, PendingFile);
        Disk.Write(staged, JsonSerializer.Serialize(pending, RegisterJson.Default.ImmutableArrayPendingErasure) + "\n");
        Disk.Rename(staged, PathOf(PendingFile));
        Disk.SyncFolder(Path);
    }

    /// <summary>Deletes staged files and parts that no batch names.</summary>
    public void Sweep()
    {
        foreach (string file in Directory.EnumerateFiles(Staging))
        {
            Disk.Delete(file);
        }

        var named = ReadBatches().SelectMany(batch => batch.Parts).Select(part => PathOf(part.Path)).ToHashSet(StringComparer.Ordinal);
        foreach (string table in new[] { SubjectsTable, DisclosuresTable }.Select(PathOf).Where(Directory.Exists))
        {
            foreach (string file in Directory.EnumerateFiles(table, "part-*.parquet", SearchOption.AllDirectories).Where(file => !named.Contains(file)).ToArray())
            {
                Disk.Delete(file);
            }
        }
    }

    private static RegisterBatch ReadBatch(string file)
    {
        try
        {
            var batch = JsonSerializer.Deserialize(File.ReadAllBytes(file), RegisterJson.Default.RegisterBatch);
            return batch is { Version: RegisterBatch.KnownVersion }
                ? batch
                : throw new InvalidDataException($"{BatchesFolder}/{System.IO.Path.GetFileName(file)}: expected a batch of version {RegisterBatch.KnownVersion}");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{BatchesFolder}/{System.IO.Path.GetFileName(file)}: expected a batch of a register", e);
        }
    }
}
