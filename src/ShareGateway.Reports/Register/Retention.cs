using ShareGateway.Audit.Verification;

namespace ShareGateway.Reports.Register;

/// <summary>
/// Ends what has had its time: parts of the register, and segments of the log, whose hashes stay in the tiles so that every proof and the root
/// hold. Always from the oldest on, and never the last batch or the growing segment.
/// </summary>
public sealed class Retention
{
    private readonly string _log;
    private readonly RegisterFolder _register;

    private Retention(string log, RegisterFolder register) => (_log, _register) = (log, register);

    /// <summary>What would go.</summary>
    /// <param name="log">The log's folder.</param>
    /// <param name="register">The register's folder.</param>
    /// <param name="logBefore">Segments whose entries are all older go.</param>
    /// <param name="registerBefore">Batches whose days are all older go.</param>
    /// <exception cref="HeldException">A legal hold stands.</exception>
    public static RetentionPlan Plan(string log, string register, DateTimeOffset logBefore, DateOnly registerBefore)
    {
        HeldException.ThrowIfAny(register);
        var folder = new RegisterFolder(register);
        var batches = folder.ReadBatches();
        int old = 0;
        while (old < batches.Length - 1 && batches[old].Parts.All(part => part.Day < registerBefore))
        {
            old++;
        }

        return new RetentionPlan(old, batches.Take(old).Sum(batch => batch.Parts.Length), LogBelow(log, logBefore, batches.IsEmpty ? 0 : batches[^1].End));
    }

    /// <summary>Removes the old parts of the register.</summary>
    /// <param name="register">The register's folder.</param>
    /// <param name="plan">What <see cref="Plan"/> gave.</param>
    /// <exception cref="HeldException">A legal hold stands.</exception>
    /// <remarks>A batch is forgotten before its files go, so that no reader misses one that is named.</remarks>
    public static void PruneRegister(string register, RetentionPlan plan) => PruneRegister(new RegisterFolder(register), plan);

    internal static void PruneRegister(RegisterFolder folder, RetentionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        using var taken = folder.Open();
        HeldException.ThrowIfAny(folder.Path);
        foreach (var batch in folder.ReadBatches().Take(plan.Batches))
        {
            folder.Forget(batch);
        }

        folder.Sweep();
    }

    /// <summary>
    /// Removes the segments before an entry. An entry <c>log.pruned</c> must have announced it and be durable: without it, files are missing.
    /// </summary>
    /// <param name="log">The log's folder.</param>
    /// <param name="register">The register's folder.</param>
    /// <param name="below">Entries from this one on stay; a segment that reaches beyond it stays whole.</param>
    /// <returns>How many segments went.</returns>
    /// <exception cref="HeldException">A legal hold stands.</exception>
    /// <exception cref="InvalidDataException">No such entry stands in the log's signed part.</exception>
    public static int PruneLog(string log, string register, ulong below)
    {
        HeldException.ThrowIfAny(register);
        return new Retention(log, new RegisterFolder(register)).PruneLog(below);
    }

    private int PruneLog(ulong below)
    {
        if (below == 0)
        {
            return 0;
        }

        bool announced = AuditLogReader.Since(_log, DateTimeOffset.MinValue).Select(entry => entry.View.Entry).OfType<Audit.Entries.AdministrativeEntry>()
            .Any(entry => entry.Action == Audit.Entries.AdministrativeEntry.PrunedAction && entry.Facts.TryGetValue("below", out string? text) && ulong.TryParse(text, out ulong told) && told >= below);
        if (!announced)
        {
            throw new InvalidDataException($"no entry `log.pruned` announces that the entries below {below} go; nothing was removed");
        }

        int count = 0;
        foreach (var segment in LogSegments.List(_log).Where(segment => segment.End <= below && !segment.HasSideFile))
        {
            _register.Disk.Delete(Path.Combine(_log, LogSegments.FileOf(segment))); // the oldest first: what stays has no hole
            count++;
        }

        if (count > 0)
        {
            _register.Disk.SyncFolder(_log);
        }

        return count;
    }

    /// <summary>The end of the last closed segment that is old, compacted and without a side file; 0 when there is none.</summary>
    private static ulong LogBelow(string log, DateTimeOffset before, ulong compacted)
    {
        ulong below = 0;
        var segments = LogSegments.List(log);
        for (int i = 0; i + 1 < segments.Count; i++)
        {
            var segment = segments[i];
            bool isOld = LogSegments.Read(log, segment, segment.End ?? 0).All(stored => stored.View.Time < before);
            if (segment.HasSideFile || segment.End > compacted || !isOld)
            {
                break;
            }

            below = segment.End ?? 0;
        }

        return below;
    }
}
