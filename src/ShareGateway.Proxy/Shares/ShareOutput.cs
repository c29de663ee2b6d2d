using System.Buffers;
using System.Text;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Consent;
using ShareGateway.Privacy.Keys;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Shares;

/// <summary>
/// The client's side of one share. A chunk goes out only after its audit entry is durable (I1). Chunks end by their length, never where an
/// upstream's body does: else the framing would count the people in between (I3). Of a page the last chunk is held back until the end is
/// known, so that a page that fits one chunk costs one entry, carries its length, and fails whole or not at all. While one chunk waits for the
/// disk or the client, the next one is read: never more than one is under way.
/// </summary>
/// <param name="context">The partner's request.</param>
/// <param name="share">What was permitted.</param>
/// <param name="program">What the records are made of.</param>
/// <param name="log">Where entries go.</param>
/// <param name="auditKey">Makes the references that entries name people by.</param>
/// <param name="consents">Asked for its age at each release.</param>
/// <param name="quota">Of the day.</param>
/// <param name="clock">The moment of each release.</param>
/// <param name="giveUp">Called when a chunk that is under way fails, so that nobody goes on reading for it.</param>
internal sealed class ShareOutput(
    HttpContext context, Share share, RecordProgram program, AuditLog log, SubjectReferenceKey auditKey, ConsentIndex consents, RowQuota quota, TimeProvider clock, Action giveUp)
    : IDisposable
{
    /// <summary>How long records of a stream may wait for more to come.</summary>
    public static readonly TimeSpan ChunkWait = TimeSpan.FromMilliseconds(250);

    private static readonly int ChunkBytes = new RewriteOptions().ChunkBytes;
    private const int Doublings = 2; // to about 1 MiB: a flush of the disk for each chunk is what a long stream pays most for
    private const int PieceBytes = 64 << 10; // what one call hands to the socket; the server's own pieces of 4 KiB cost a call each
    private HeldBytes _held = new();
    private HeldBytes _leaving = new(); // of the release under way
    private Task _release = Task.CompletedTask;
    private int _begun; // releases
    private long _heldSince;
    private GatedChunk _heldPeople;
    private int _heldRecords;

    /// <summary>Records taken over so far, sent or held.</summary>
    public int Records { get; private set; }

    /// <summary>Bytes sent to the client.</summary>
    public long Bytes { get; private set; }

    /// <summary>Chunks sent to the client.</summary>
    public int Chunks { get; private set; }

    /// <summary>Records in the chunks that were sent.</summary>
    public long RecordsSent { get; private set; }

    /// <summary>True when the client has the whole answer; false while it waits for an end that only the server can send.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>
    /// Length at which the chunk under way is full. A stream's chunks grow by their number alone: how fast it goes, and who was withheld, does not show.
    /// </summary>
    public int NextChunkBytes => share.IsPaged ? ChunkBytes : ChunkBytes << Math.Min(_begun, Doublings);

    /// <summary>Bytes that wait for more, and with which the next chunk begins.</summary>
    public int HeldBytes => IsFull ? 0 : _held.Length;

    private bool IsFull => _held.Length >= NextChunkBytes;

    /// <summary>Takes a chunk over with the people in it.</summary>
    /// <param name="rewriter">Has read it. Of an upstream's last chunk what follows may come from another body, so that it may wait.</param>
    /// <param name="people">Whose records they are.</param>
    /// <param name="stop">Ends the wait for disk or client.</param>
    public async Task SendAsync(RecordRewriter rewriter, GatedChunk people, CancellationToken stop)
    {
        if (IsFull)
        {
            await ReleaseAsync(stop);
        }

        Begin();
        _heldSince = _heldRecords == 0 ? clock.GetTimestamp() : _heldSince;
        (_heldRecords, _heldPeople) = (_heldRecords + rewriter.ChunkRecords, _heldPeople.And(people));
        Records += rewriter.ChunkRecords;
        _held.Adopt(rewriter.TakeChunk());
        if (!share.IsPaged && (IsFull || !rewriter.IsAtEnd))
        {
            await ReleaseAsync(stop);
        }
    }

    /// <summary>Sends records of a stream that have waited long enough. Called between two bodies of the upstream.</summary>
    public async Task ReleaseLateAsync(CancellationToken stop)
    {
        if (!share.IsPaged && _heldRecords > 0 && clock.GetElapsedTime(_heldSince) >= ChunkWait)
        {
            await ReleaseAsync(stop);
        }
    }

    /// <summary>Sends what is held and the end of the answer.</summary>
    /// <param name="nextLink">Where the next page is; null on the last one.</param>
    /// <param name="stop">Ends the wait for disk or client.</param>
    public async Task FinishAsync(string? nextLink, CancellationToken stop)
    {
        Begin();
        _held.Write(RecordEnvelope.End(share.Question.Format).Span);
        if (share.Question.Format == RecordFormat.Json)
        {
            _held.Write(Encoding.UTF8.GetBytes(nextLink is null ? "}" : $",\"nextLink\":\"{nextLink}\"}}"));
        }

        var carriesLength = _begun == 0 && share.IsPaged; // whether a stream fits one chunk is a matter of time, and must not show in a header
        if (carriesLength)
        {
            context.Response.ContentLength = _held.Length;
        }

        await ReleaseAsync(stop);
        await _release;
        HasEnded = carriesLength;
    }

    /// <summary>Waits until nothing is under way any more; the counts hold from then on.</summary>
    /// <returns>What made the chunk under way fail; null when it left, or none was.</returns>
    public async Task<Exception?> SettleAsync()
    {
        await _release.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _release.IsCanceled ? new OperationCanceledException() : _release.Exception?.InnerException;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _held.Dispose();
        _leaving.Dispose();
        _heldPeople.People?.Wipe();
    }

    private void Begin()
    {
        if (Records == 0 && _begun == 0 && _held.Length == 0)
        {
            _held.Write(RecordEnvelope.Start(share.Question.Format, program).Span);
        }
    }

    /// <summary>Begins to release what is held; returns once the release before it is over.</summary>
    /// <param name="stop">Ends the wait for disk or client.</param>
    private async Task ReleaseAsync(CancellationToken stop)
    {
        await _release;
        (_held, _leaving) = (_leaving, _held);
        _release = LeaveAsync(_begun++, _heldRecords, _heldPeople, stop);
        (_heldRecords, _heldPeople) = (0, default);
    }

    /// <summary>Entry, disk, client: in this order (I1).</summary>
    private async Task LeaveAsync(int chunk, int records, GatedChunk people, CancellationToken stop)
    {
        try
        {
            if (chunk > 0)
            {
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // whoever rewrites goes on with the next one
            }

            // The end of a stream says nothing about anybody; every chunk that does, and the first one, has its entry.
            if (records > 0 || chunk == 0)
            {
                await RecordAsync(chunk, records, people, stop);
            }

            if (_leaving.Length > 0)
            {
                await StartResponseAsync(stop);

                // Counted before it goes: whether bytes of a broken write arrived, only the client knows.
                Bytes += _leaving.Length;
                RecordsSent += records;
                Write(_leaving.Written);
                _leaving.Dispose(); // a client that reads slowly costs one copy, not two
                stop.ThrowIfCancellationRequested();
                await context.Response.BodyWriter.FlushAsync(stop);
            }

            Chunks++;
        }
        catch
        {
            people.People?.Wipe(); // nobody asks for them any more
            giveUp();
            throw;
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        var writer = context.Response.BodyWriter;
        while (!bytes.IsEmpty)
        {
            var piece = writer.GetSpan(Math.Min(bytes.Length, PieceBytes));
            var length = Math.Min(bytes.Length, piece.Length);
            bytes[..length].CopyTo(piece);
            writer.Advance(length);
            bytes = bytes[length..];
        }
    }

    private async Task RecordAsync(int chunk, int records, GatedChunk people, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        ThrowIfNoLongerCovered(people, now, today);
        if (!quota.TryTake(share.Plan.AgreementId, records, share.Plan.RowsPerDay, today))
        {
            throw new NoLongerCoveredException("quota-used-up");
        }

        var count = people.People?.Count ?? 0;
        var references = ArrayPool<SubjectReference>.Shared.Rent(count);
        people.People?.TakeReferences(auditKey, references.AsSpan(0, count));
        var appended = log.AppendAsync(share.Disclosure(chunk, records, _leaving.Length), references.AsMemory(0, count), stop);
        ArrayPool<SubjectReference>.Shared.Return(references); // the log has read them by now
        await appended;
    }

    /// <summary>
    /// Asked at the moment of release: the agreement may have ended, consent knowledge may have grown too old, or the chunk may have
    /// waited longer than a withdrawal may take (I11).
    /// </summary>
    private void ThrowIfNoLongerCovered(GatedChunk people, DateTimeOffset now, DateOnly today)
    {
        if (today > share.Plan.ValidUntil)
        {
            throw new NoLongerCoveredException("agreement-over");
        }

        if (share.Plan.Consent is { } terms && (!(consents.Age(now) <= terms.MaxStaleness) || now - people.DecidedSince > terms.MaxStaleness))
        {
            throw new NoLongerCoveredException("consent-knowledge-too-old");
        }
    }

    /// <summary>The head goes before the body: else the server would keep the body in a buffer of its own first.</summary>
    private Task StartResponseAsync(CancellationToken stop)
    {
        if (context.Response.HasStarted)
        {
            return Task.CompletedTask;
        }

        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = MediaTypes.Of(share.Question.Format);
        return context.Response.StartAsync(stop);
    }
}
