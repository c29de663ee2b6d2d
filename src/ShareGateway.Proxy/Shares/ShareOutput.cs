using System.Text;
using ShareGateway.Audit.Log;
using ShareGateway.Consent;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Shares;

/// <summary>
/// The client's side of one share. A chunk goes out only after its audit entry is durable (I1). Chunks end by their length, never where an
/// upstream's body does: else the framing would count the people in between (I3). Of a page the last chunk is held back until the end is
/// known, so that a page that fits one chunk costs one entry, carries its length, and fails whole or not at all.
/// </summary>
internal sealed class ShareOutput(HttpContext context, Share share, RecordProgram program, AuditLog log, ConsentIndex consents, RowQuota quota, TimeProvider clock)
    : IDisposable
{
    /// <summary>How long records of a stream may wait for more to come.</summary>
    public static readonly TimeSpan ChunkWait = TimeSpan.FromMilliseconds(250);

    private static readonly int ChunkBytes = new RewriteOptions().ChunkBytes;
    private readonly MemoryStream _held = new();
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

    /// <summary>Bytes that wait for more, and with which the next chunk begins.</summary>
    public int HeldBytes => IsFull ? 0 : (int)_held.Length;

    private bool IsFull => _held.Length >= ChunkBytes;

    /// <summary>Takes a chunk over with the people in it.</summary>
    /// <param name="chunk">Records.</param>
    /// <param name="records">How many.</param>
    /// <param name="people">Whose they are.</param>
    /// <param name="mayWait">True when the upstream's body has ended, and what follows may come from another.</param>
    /// <param name="stop">Ends the wait for disk or client.</param>
    public async Task SendAsync(ReadOnlyMemory<byte> chunk, int records, GatedChunk people, bool mayWait, CancellationToken stop)
    {
        if (IsFull)
        {
            await ReleaseAsync(stop);
        }

        Begin();
        _heldSince = _heldRecords == 0 ? clock.GetTimestamp() : _heldSince;
        _held.Write(chunk.Span);
        (_heldRecords, _heldPeople) = (_heldRecords + records, _heldPeople.And(people));
        Records += records;
        if (!share.IsPaged && (IsFull || !mayWait))
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

        var carriesLength = Chunks == 0 && share.IsPaged; // whether a stream fits one chunk is a matter of time, and must not show in a header
        if (carriesLength)
        {
            context.Response.ContentLength = _held.Length;
        }

        await ReleaseAsync(stop);
        HasEnded = carriesLength;
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    private void Begin()
    {
        if (Records == 0 && Chunks == 0 && _held.Length == 0)
        {
            _held.Write(RecordEnvelope.Start(share.Question.Format, program).Span);
        }
    }

    private async Task ReleaseAsync(CancellationToken stop)
    {
        // The end of a stream says nothing about anybody; every chunk that does, and the first one, has its entry.
        if (_heldRecords > 0 || Chunks == 0)
        {
            await RecordAsync(stop);
        }

        if (_held.Length > 0)
        {
            StartResponse();

            // Counted before it goes: whether bytes of a broken write arrived, only the client knows.
            Bytes += _held.Length;
            RecordsSent += _heldRecords;
            await context.Response.Body.WriteAsync(_held.GetBuffer().AsMemory(0, (int)_held.Length), stop);
            await context.Response.Body.FlushAsync(stop);
        }

        Chunks++;
        _held.SetLength(0);
        (_heldRecords, _heldPeople) = (0, default);
    }

    private async Task RecordAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        ThrowIfNoLongerCovered(now, today);
        if (!quota.TryTake(share.Plan.AgreementId, _heldRecords, share.Plan.RowsPerDay, today))
        {
            throw new NoLongerCoveredException("quota-used-up");
        }

        await log.AppendAsync(share.Disclosure(Chunks, _heldRecords, _held.Length), _heldPeople.References, stop);
    }

    /// <summary>
    /// Asked at the moment of release: the agreement may have ended, consent knowledge may have grown too old, or the chunk may have
    /// waited longer than a withdrawal may take (I11).
    /// </summary>
    private void ThrowIfNoLongerCovered(DateTimeOffset now, DateOnly today)
    {
        if (today > share.Plan.ValidUntil)
        {
            throw new NoLongerCoveredException("agreement-over");
        }

        if (share.Plan.Consent is { } terms && (!(consents.Age(now) <= terms.MaxStaleness) || now - _heldPeople.DecidedSince > terms.MaxStaleness))
        {
            throw new NoLongerCoveredException("consent-knowledge-too-old");
        }
    }

    private void StartResponse()
    {
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            context.Response.ContentType = MediaTypes.Of(share.Question.Format);
        }
    }
}
