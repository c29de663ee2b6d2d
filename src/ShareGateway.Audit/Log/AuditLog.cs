using System.Threading.Channels;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Disk;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Tiles;

namespace ShareGateway.Audit.Log;

/// <summary>
/// The append-only log of one gateway. An append returns once its entry and its subjects' side record are on the disk, and what it
/// covers may then leave (I1). Safe for any number of callers; one writer does the work in batches, with one <c>fsync</c> for all
/// that wait.
/// </summary>
public sealed class AuditLog : IAsyncDisposable
{
    private readonly TimeProvider _clock;
    private readonly string _node;
    private readonly IDisposable _lock;
    private readonly CheckpointFile _checkpoint;
    private readonly WriterLoop _writer;
    private readonly Channel<PendingEntry> _queue;
    private readonly ITimer _timer;
    private readonly DisclosureIds _ids;
    private int _disposed;

    internal AuditLog(
        AuditLogOptions options, TimeProvider clock, IDisposable folderLock, LogFolder folder, CheckpointFile checkpoint, SegmentWriter segments, StoredLog stored)
    {
        _clock = clock;
        _node = checkpoint.Last.Origin;
        _lock = folderLock;
        _checkpoint = checkpoint;
        _queue = Channel.CreateBounded<PendingEntry>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true, AllowSynchronousContinuations = true });
        _ids = stored.Ids;
        Folder = folder;
        Tiles = new FolderTiles(folder, stored.Places);
        _writer = new WriterLoop(_queue, segments, checkpoint, stored, new DiskReserve(folder, options.MinimumFreeBytes), clock);
        _timer = clock.CreateTimer(_ => _writer.RequestCheckpoint(), null, options.CheckpointEvery, options.CheckpointEvery);
    }

    /// <summary>False once the disk has failed or the log is closed: each append throws from then on.</summary>
    public bool IsWritable => _writer.Failure is null;

    /// <summary>Durable entries in the log.</summary>
    public ulong Size => _writer.Size;

    /// <summary>What was signed last.</summary>
    public Checkpoint LastSigned => _checkpoint.Last;

    /// <summary>The log's tiles and bundles of entries: at least those that <see cref="LastSigned"/> covers.</summary>
    public FolderTiles Tiles { get; }

    internal LogFolder Folder { get; }

    /// <summary>The last signed checkpoint, as it stands in the file <c>checkpoint</c>.</summary>
    public string Checkpoint => _checkpoint.Note;

    /// <summary>Why the log cannot be written; empty while it can.</summary>
    public string Trouble => _writer.Failure?.Message ?? "";

    /// <summary>Opens the log in a folder, or begins one; checks all that is stored, cuts a torn write and accounts for what a crash left open.</summary>
    /// <param name="options">Where the log lies.</param>
    /// <param name="signer">Signs the checkpoints; must be the signer that began the log. Stays the caller's; keep it until the log is closed.</param>
    /// <param name="clock">Gives the time of entries and checkpoints.</param>
    /// <param name="disk">The real disk unless given.</param>
    /// <param name="replay">Called with each stored entry in order, before this returns.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="AuditCorruptException">The files contradict each other in a way that no crash explains.</exception>
    /// <exception cref="AuditUnavailableException">The disk failed, or another process holds the folder.</exception>
    /// <remarks>Reads the whole log: the time grows with its length. Runs on the caller's thread until the writer starts.</remarks>
    public static async Task<AuditLog> OpenAsync(
        AuditLogOptions options,
        AuditSigner signer,
        TimeProvider clock,
        IAuditDisk? disk = null,
        Action<AuditEntryView>? replay = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(clock);
        CheckRanges(options);
        cancellationToken.ThrowIfCancellationRequested();
        var opening = new LogOpening(options, signer, clock, disk ?? new FileDisk(), replay);
        var log = opening.Run(cancellationToken);
        try
        {
            if (opening.Recovered is { } recovered)
            {
                await log.AppendAsync(recovered, CancellationToken.None);
            }

            return log;
        }
        catch (AuditUnavailableException)
        {
            await log.DisposeAsync();
            throw;
        }
    }

    /// <summary>The entries of one disclosure, in order, without its closing entry.</summary>
    /// <param name="disclosureId">The id that its answer carried.</param>
    /// <returns>Empty when the log knows no such disclosure. Entries that are not signed yet are among them.</returns>
    /// <exception cref="IOException">The log's files cannot be read.</exception>
    /// <remarks>Costs a binary search for each closed segment, and the reading of the entries found. Any thread may ask.</remarks>
    public IReadOnlyList<AuditEntryView> FindDisclosure(string disclosureId)
    {
        ArgumentNullException.ThrowIfNull(disclosureId);
        var found = new List<AuditEntryView>();
        foreach (ulong index in _ids.Find(disclosureId))
        {
            if (EntryCodec.TryDecode(index, Tiles.Entry(index), out var view, out _)
                && view.Entry is DisclosureEntry entry && string.Equals(entry.DisclosureId, disclosureId, StringComparison.Ordinal))
            {
                found.Add(view);
            }
        }

        return found;
    }

    /// <summary>Stores an entry that names no people.</summary>
    /// <param name="entry">What happened.</param>
    /// <param name="cancellationToken">Gives up while the queue is full; once queued, the entry will be written.</param>
    /// <exception cref="ArgumentException">A value of the entry is out of its bounds.</exception>
    /// <exception cref="AuditUnavailableException">The entry may not be durable: nothing may leave on its account.</exception>
    public ValueTask<AuditReceipt> AppendAsync(AuditEntry entry, CancellationToken cancellationToken = default) =>
        AppendAsync(entry, ReadOnlyMemory<SubjectReference>.Empty, cancellationToken);

    /// <summary>
    /// Hands over an entry that nothing waits for, such as the end of an answer whose last byte has left. It joins the next batch, and after
    /// 20 ms it has one of its own: alone it would cost as much as the entry that the answer waited for.
    /// </summary>
    /// <param name="entry">What happened; none that may have subjects.</param>
    /// <returns>False when the log takes no more now, or ever: append it then. What was taken may still be lost when the process dies or the disk fails.</returns>
    /// <exception cref="ArgumentException">A value of the entry is out of its bounds, or it is a disclosure, which must be durable first.</exception>
    public bool TryHandOver(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry is DisclosureEntry)
        {
            throw new ArgumentException("expected an entry that nothing waits for, got a disclosure", nameof(entry));
        }

        return _writer.TryHandOver(PendingEntry.Create(entry, [], _clock.GetUtcNow(), _node));
    }

    /// <summary>Stores an entry and who it is about.</summary>
    /// <param name="entry">What happened; only a <see cref="DisclosureEntry"/> may have subjects.</param>
    /// <param name="subjects">In any order; those given twice count once. At most 1,048,576. Read before this returns.</param>
    /// <param name="cancellationToken">Gives up while the queue is full; once queued, the entry will be written.</param>
    /// <returns>Where the entry stands. It is durable.</returns>
    /// <exception cref="ArgumentException">A value is out of its bounds, or a reference is <c>default</c>.</exception>
    /// <exception cref="AuditUnavailableException">The entry may not be durable: nothing may leave on its account.</exception>
    public ValueTask<AuditReceipt> AppendAsync(
        AuditEntry entry, ReadOnlyMemory<SubjectReference> subjects, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var pending = PendingEntry.Create(entry, subjects.Span, _clock.GetUtcNow(), _node);
        return !cancellationToken.IsCancellationRequested && _queue.Writer.TryWrite(pending) ? new ValueTask<AuditReceipt>(pending.Done) : WaitForRoomAsync(pending, cancellationToken);
    }

    private async ValueTask<AuditReceipt> WaitForRoomAsync(PendingEntry pending, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(pending, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw _writer.Refusal();
        }

        return await pending.Done;
    }

    /// <summary>Writes what waits, signs a last checkpoint and gives the folder back. Never throws for the disk: see <see cref="IsWritable"/> before.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _timer.DisposeAsync();
        await _writer.DisposeAsync();
        _lock.Dispose();
    }

    private static void CheckRanges(AuditLogOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SegmentBytes, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.JournalBytes, 4096, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.JournalBytes, 1L << 30, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MinimumFreeBytes, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.QueueLength, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.CheckpointEvery, TimeSpan.FromMilliseconds(50), nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.CheckpointEvery, TimeSpan.FromMinutes(1), nameof(options));
    }
}
