using System.Runtime.InteropServices;

namespace ShareGateway.Consent;

/// <summary>
/// The answer of the consent store, in memory: about 40 bytes for a person with one fold, 24 for each further one. Readers take no lock; one writer at a
/// time follows the store. Before the first whole load, every answer is no.
/// </summary>
/// <remarks>
/// The index does not refuse when it grows old, it tells its age: whoever asks compares <see cref="Age"/> with the agreement's staleness
/// bound, again and again during a long answer (I11).
/// </remarks>
/// <param name="store">Where events come from.</param>
/// <param name="clock">Dates each load, and says which grants are still to come.</param>
public sealed class ConsentIndex(ConsentStore store, TimeProvider clock) : IDisposable
{
    private const int FeedBatch = 50_000;

    private readonly SubjectTable _table = new();
    private readonly Lock _writing = new();
    private readonly SemaphoreSlim _syncing = new(1);

    // Guarded by itself.
    private readonly Dictionary<(string Purpose, string? Recipient), int> _scopes = [];

    // Owned by whoever holds _writing.
    private readonly PriorityQueue<PendingGrant, long> _pending = new();

    // Owned by whoever holds _syncing.
    private readonly Dictionary<long, int> _scopeOfContext = [];
    private long _lastContext;
    private long _lastSequence;

    // Odd while the writer is inside one change; readers that met it read again.
    private uint _version;

    // UTC ticks of the start of the last whole sync; 0 before the first.
    private long _syncedAt;

    /// <summary>People with at least one event.</summary>
    public int People
    {
        get
        {
            lock (_writing)
            {
                return _table.Count;
            }
        }
    }

    /// <summary>How old the knowledge is: the time since the last sync that succeeded began.</summary>
    /// <returns>Null before the first sync, and when that sync lies in the future by more than <see cref="ConsentFold.Skew"/>: refuse.</returns>
    public TimeSpan? Age(DateTimeOffset now)
    {
        long syncedAt = Volatile.Read(ref _syncedAt);
        long age = now.UtcTicks - syncedAt;
        return syncedAt == 0 || age < -ConsentFold.Skew.Ticks ? null : TimeSpan.FromTicks(Math.Max(age, 0));
    }

    /// <summary>Works out once what a request asks of every person.</summary>
    /// <param name="purpose">The purpose that consent must name exactly.</param>
    /// <param name="recipient">The company that asks.</param>
    /// <param name="mustNameRecipient">True: a grant that names no recipient does not count.</param>
    /// <param name="maxAge">A grant older than this does not count; zero or less lets almost nothing pass, <see cref="TimeSpan.MaxValue"/> sets no bound.</param>
    public ConsentQuestion Prepare(string purpose, string recipient, bool mustNameRecipient, TimeSpan maxAge)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        ArgumentException.ThrowIfNullOrEmpty(recipient);
        return new ConsentQuestion(Scope(purpose, recipient), Scope(purpose, null), mustNameRecipient, maxAge);
    }

    /// <summary>Tells whether a record about this person may leave now. Allocates nothing and takes no lock.</summary>
    /// <param name="subject">The person; the default key is answered with no.</param>
    /// <param name="question">From <see cref="Prepare"/> of this index; the default question is answered with no.</param>
    /// <param name="now">The moment of release.</param>
    public bool Allows(SubjectKey subject, in ConsentQuestion question, DateTimeOffset now)
    {
        if (subject.IsNone || question.Named == 0 || Volatile.Read(ref _syncedAt) == 0)
        {
            return false;
        }

        var wait = default(SpinWait);
        while (true)
        {
            uint version = Volatile.Read(ref _version);
            if ((version & 1) == 0)
            {
                _table.Read(subject, question.Named, question.All, out var named, out var all);
                Volatile.ReadBarrier(); // the folds are read before the version is looked at again
                if (_version == version)
                {
                    return ConsentFold.Allows(named, all, question.MustNameRecipient, question.MaxAge, now);
                }
            }

            wait.SpinOnce();
        }
    }

    /// <summary>
    /// Says that <see cref="Allows"/> will be asked about these people soon. It answers the same without, only later: a look costs two misses of the
    /// cache, and those of many people go on side by side. The first miss; <see cref="ForeseeRows"/> is for the second, which needs what the first brings.
    /// </summary>
    /// <param name="subjects">Some dozens at a time: more would drive each other out.</param>
    public void ForeseeBuckets(ReadOnlySpan<SubjectKey> subjects) => _table.ForeseeBuckets(subjects);

    /// <summary>The second miss, of people whose first one was some hundred nanoseconds ago.</summary>
    /// <param name="subjects">As in <see cref="ForeseeBuckets"/>.</param>
    public void ForeseeRows(ReadOnlySpan<SubjectKey> subjects) => _table.ForeseeRows(subjects);

    /// <summary>
    /// Takes in events that the store has just accepted, so that a withdrawal holds for the next record without waiting for a sync.
    /// The same events may come again through <see cref="SyncAsync"/>; that changes nothing.
    /// </summary>
    /// <param name="events">Events of an accepted receipt, in any order.</param>
    public void Apply(IReadOnlyList<ConsentEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var now = clock.GetUtcNow();
        lock (_writing)
        {
            foreach (var item in events)
            {
                int scope = Scope(item.Purpose, item.Recipient);
                Take(new PendingGrant(item.Subject, scope, item.State, item.At.UtcTicks, ConsentFold.EndsAt(item.ValidUntil)), now);
            }

            Promote(now);
        }
    }

    /// <summary>Reads what the store has got since the last sync, and brings grants into force whose moment has come.</summary>
    /// <returns>How many events were read.</returns>
    /// <exception cref="ConsentUnavailableException">The store cannot be read. What was known stays, and its age grows.</exception>
    public async Task<long> SyncAsync(CancellationToken cancellationToken)
    {
        await _syncing.WaitAsync(cancellationToken);
        try
        {
            var started = clock.GetUtcNow();
            long read = 0;
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var batch = store.ReadFeed(_lastSequence, _lastContext, FeedBatch);
                Take(batch, started);
                read += batch.Marks.Count;
                if (batch.Marks.Count < FeedBatch)
                {
                    break;
                }

                await Task.Yield(); // SQLite reads on the caller's thread; a first load takes seconds
            }

            Volatile.Write(ref _syncedAt, started.UtcTicks);
            return read;
        }
        finally
        {
            _syncing.Release();
        }
    }

    /// <summary>Lets go of the wait handle; answers stay as they are.</summary>
    public void Dispose() => _syncing.Dispose();

    private void Take(ConsentFeed batch, DateTimeOffset now)
    {
        foreach (var (context, purpose, recipient) in batch.Contexts)
        {
            _scopeOfContext[context] = Scope(purpose, recipient);
            _lastContext = Math.Max(_lastContext, context);
        }

        lock (_writing)
        {
            foreach (var mark in batch.Marks)
            {
                if (!_scopeOfContext.TryGetValue(mark.Context, out int scope))
                {
                    throw new ConsentUnavailableException("consent store is damaged: an event has no context");
                }

                Take(new PendingGrant(mark.Subject, scope, mark.State, mark.AtTicks, mark.EndsTicks), now);
                _lastSequence = mark.Sequence;
            }

            Promote(now);
        }
    }

    private void Take(in PendingGrant item, DateTimeOffset now)
    {
        if (ConsentFold.IsPending(item.State, item.AtTicks, now))
        {
            _pending.Enqueue(item, item.AtTicks);
            return;
        }

        Volatile.Write(ref _version, _version + 1);
        Volatile.WriteBarrier(); // readers know of the change before any part of it
        try
        {
            _table.Add(item.Subject, item.Scope, item.State, item.AtTicks, item.EndsTicks);
        }
        finally
        {
            Volatile.Write(ref _version, _version + 1); // when there was no memory, too: the answers are the old ones then, and the next sync reads the event again
        }
    }

    private void Promote(DateTimeOffset now)
    {
        while (_pending.TryPeek(out var item, out _) && !ConsentFold.IsPending(item.State, item.AtTicks, now))
        {
            Take(item, now);
            _ = _pending.Dequeue(); // only now: had it failed, the grant would be lost
        }
    }

    private int Scope(string purpose, string? recipient)
    {
        lock (_scopes)
        {
            ref int scope = ref CollectionsMarshal.GetValueRefOrAddDefault(_scopes, (purpose, recipient), out _);
            if (scope == 0)
            {
                scope = _scopes.Count;
            }

            return scope;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct PendingGrant(SubjectKey Subject, int Scope, ConsentState State, long AtTicks, long EndsTicks);
}
