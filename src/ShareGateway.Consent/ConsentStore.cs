using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace ShareGateway.Consent;

/// <summary>
/// All consent events, in one SQLite file, append-only: the database itself refuses to change or delete one. Durable (fsync) before
/// <see cref="AppendAsync"/> returns.
/// </summary>
/// <remarks>
/// Every operation opens the file afresh, so that a file that was deleted, moved or replaced is noticed and not written into the void. One
/// connection stays open beside them, which keeps the write-ahead log from being folded in after each batch. SQLite works on the
/// caller's thread; a full batch takes about a tenth of a second.
/// </remarks>
public sealed class ConsentStore : IDisposable
{
    /// <summary>Most events that one batch may hold.</summary>
    public const int MaxBatch = 10_000;

    private const int BusySeconds = 5;
    private const int ReadBatch = 1_000;

    private readonly ConsentFile _file;
    private readonly SqliteConnection _anchor;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _appending = new(1);

    private ConsentStore(ConsentFile file, SqliteConnection anchor, TimeProvider clock) => (_file, _anchor, _clock) = (file, anchor, clock);

    /// <summary>Opens the store, and makes it when there is none.</summary>
    /// <param name="path">The database file; its folder is made when missing.</param>
    /// <param name="clock">Dates when events were received.</param>
    /// <param name="cancellationToken">Looked at before the file is touched.</param>
    /// <exception cref="ConsentUnavailableException">No folder, no permission, locked, damaged, or of another version.</exception>
    public static Task<ConsentStore> OpenAsync(string path, TimeProvider clock, CancellationToken cancellationToken) =>
        OpenAsync(path, clock, BusySeconds, cancellationToken);

    /// <summary>Stores a batch in one transaction: all of it, or nothing. It is on the disk when the task ends.</summary>
    /// <param name="events">At most <see cref="MaxBatch"/>. Ids that are there already with the same content are fine.</param>
    /// <param name="cancellationToken">Looked at until the transaction begins, not after.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="MaxBatch"/> events.</exception>
    /// <exception cref="ConsentUnavailableException">The store cannot be written. Send the batch again.</exception>
    public async Task<ConsentReceipt> AppendAsync(IReadOnlyList<ConsentEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events.Count, MaxBatch, nameof(events));
        var rejections = Check(events);
        if (!rejections.IsEmpty)
        {
            return ConsentReceipt.Refused(rejections);
        }

        await _appending.WaitAsync(cancellationToken);
        try
        {
            return ConsentFile.Guard(() => Append(events));
        }
        finally
        {
            _appending.Release();
        }
    }

    /// <summary>Reads events in the order in which they were stored.</summary>
    /// <param name="afterSequence">The first event read has a higher sequence; 0 reads all.</param>
    /// <returns>Read as it is walked; each stretch of 1,000 is one look at the store.</returns>
    /// <exception cref="ConsentUnavailableException">While walking: the store cannot be read.</exception>
    public IEnumerable<StoredConsentEvent> ReadFrom(long afterSequence)
    {
        while (true)
        {
            long after = afterSequence;
            var stretch = ConsentFile.Guard(() =>
            {
                using var connection = _file.Open();
                return ConsentReading.Events(connection, after, ReadBatch);
            });
            foreach (var item in stretch)
            {
                yield return item;
                afterSequence = item.Sequence;
            }

            if (stretch.Count < ReadBatch)
            {
                yield break;
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _anchor.Dispose();
        _appending.Dispose();
    }

    /// <summary>As the public one, with another patience for locks held by other processes.</summary>
    internal static Task<ConsentStore> OpenAsync(string path, TimeProvider clock, int busySeconds, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(clock);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(ConsentFile.Guard(() =>
        {
            var file = new ConsentFile(path, busySeconds);
            return new ConsentStore(file, file.Create(), clock);
        }));
    }

    /// <summary>The index's view of what is new.</summary>
    /// <exception cref="ConsentUnavailableException">The store cannot be read, or it has lost events that were read before.</exception>
    internal ConsentFeed ReadFeed(long afterSequence, long afterContext, int limit) => ConsentFile.Guard(() =>
    {
        using var connection = _file.Open();
        return ConsentReading.Feed(connection, afterSequence, afterContext, limit);
    });

    private static ImmutableArray<ConsentEventRejection> Check(IReadOnlyList<ConsentEvent> events) =>
        [.. events.SelectMany((item, index) => item.Check().Select(problem => new ConsentEventRejection(index, problem)))];

    private ConsentReceipt Append(IReadOnlyList<ConsentEvent> events)
    {
        using var connection = _file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        using var batch = new ConsentBatch(connection);
        long receivedAt = _clock.GetUtcNow().UtcTicks;
        foreach (var item in events)
        {
            batch.Add(item, receivedAt);
        }

        var receipt = batch.Receipt(ConsentReading.LastSequence(connection));
        if (!batch.HasConflicts)
        {
            transaction.Commit(); // returns after the fsync of the write-ahead log
        }

        return receipt;
    }
}
