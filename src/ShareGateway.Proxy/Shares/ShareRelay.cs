using System.Runtime.InteropServices;
using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Log;
using ShareGateway.Consent;
using ShareGateway.Policy;
using ShareGateway.Proxy.Edge;
using ShareGateway.Proxy.Keys;
using ShareGateway.Proxy.Settings;
using ShareGateway.Proxy.Telemetry;
using ShareGateway.Records;
using ShareGateway.Sharing;

namespace ShareGateway.Proxy.Shares;

/// <summary>
/// Sends one share to its recipient: upstream body → records → chunk → durable audit entry → client. No byte leaves before the entry
/// that covers it is durable (I1); whatever fails midway breaks the connection, so that a short answer never looks whole.
/// </summary>
internal sealed partial class ShareRelay(
    AuditLog log, ConsentIndex consents, GatewayKeys keys, ProgramBinder binder, PageTokens tokens, RowQuota quota,
    GatewayOptions options, GatewayMetrics metrics, FieldDrift drift, TimeProvider clock, ILogger<ShareRelay> logger)
{
    private static readonly TimeSpan LongerThanAnyIdle = TimeSpan.FromHours(1); // an idle upstream is given up after 10 minutes at most

    /// <summary>Sends the answer.</summary>
    /// <param name="context">The partner's request; its response has not started.</param>
    /// <param name="share">What was permitted.</param>
    /// <param name="first">The upstream's answer to the first page; disposed by the forwarder.</param>
    /// <param name="fetchPage">Fetches a further upstream page; the relay disposes what it gets.</param>
    public async Task RunAsync(
        HttpContext context, Share share, HttpResponseMessage first, Func<int, CancellationToken, Task<HttpResponseMessage>> fetchPage)
    {
        using var program = binder.Bind(share.Plan, share.DisclosureId);
        share.PseudonymEpoch = program.Epoch;
        using var stop = new CancellationTokenSource(share.IsPaged && options.PageTotal < options.ResponseTotal ? options.PageTotal : options.ResponseTotal, clock);
        await using var hangUp = context.RequestAborted.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), stop);
        var gate = NewGate(share);
        using var output = new ShareOutput(context, share, program.Program, log, keys.AuditKey(share.Plan.Contract.Controller), consents, quota, clock, stop.Cancel);
        var totals = new ShareTotals();
        var outcome = ClosingOutcome.Fault;
        try
        {
            var next = await RelayPagesAsync(share, program.Program, gate, output, totals, first, fetchPage, stop.Token);
            await output.FinishAsync(next is { } place ? NextLink(share, place) : null, stop.Token);
            outcome = ClosingOutcome.Complete;
        }
        catch (Exception exception)
        {
            var isOver = stop.IsCancellationRequested; // before what is under way may fail, which cancels too
            var cause = await output.SettleAsync() ?? exception;
            (outcome, var reason) = ShareFailures.Of(cause, context.RequestAborted.IsCancellationRequested, tooLong: isOver && !context.RequestAborted.IsCancellationRequested);
            await FailAsync(context, share, outcome, reason, cause);
        }
        finally
        {
            await CloseAsync(context, share, outcome, output, totals);
        }
    }

    private async Task<PagePlace?> RelayPagesAsync(
        Share share, RecordProgram program, SharePersonGate gate, ShareOutput output, ShareTotals totals,
        HttpResponseMessage first, Func<int, CancellationToken, Task<HttpResponseMessage>> fetchPage, CancellationToken stop)
    {
        var place = share.Start;
        var response = first;
        while (true)
        {
            BodyEnd next;
            try
            {
                next = await RelayBodyAsync(share, program, gate, output, totals, response, place, stop);
            }
            finally
            {
                if (!ReferenceEquals(response, first))
                {
                    response.Dispose();
                }
            }

            if (next.FirstLeftOut is { } record)
            {
                return place with { Record = checked((int)record) };
            }

            // Only an empty page is the last one: an upstream may cap its pages below the size that was asked for.
            if (share.Server.Paging is not { } paging || next.Read == 0)
            {
                return null;
            }

            if (next.Read > paging.PageSize)
            {
                throw new UnusableUpstreamException(); // it does not know its paging parameters: the same people would come again and again
            }

            await output.ReleaseLateAsync(stop);
            place = new(place.UpstreamPage + 1, 0);
            response = await fetchPage(place.UpstreamPage, stop);
        }
    }

    private async Task<BodyEnd> RelayBodyAsync(
        Share share, RecordProgram program, SharePersonGate gate, ShareOutput output, ShareTotals totals,
        HttpResponseMessage response, PagePlace place, CancellationToken stop)
    {
        if (!MediaTypes.IsUsable(response, share.Server))
        {
            throw new UnusableUpstreamException();
        }

        await using var body = await OpenAsync(response, stop);
        using var rewriter = new RecordRewriter(
            body, SourceOf(share), program, share.Question.Format, gate, OptionsFor(share, output, place), clock);
        try
        {
            rewriter.ChunkBytes = output.NextChunkBytes;
            while (await rewriter.ReadChunkAsync(stop))
            {
                await output.SendAsync(rewriter, gate.TakeChunk(), stop);
                rewriter.ChunkBytes = output.NextChunkBytes;
            }
        }
        finally
        {
            totals.Add(rewriter.Counts, rewriter.UnknownFields);
            TellDrift(share.Plan.Contract, rewriter.UnknownFields);
        }

        return new(place.Record + rewriter.Counts.Read, rewriter.NextRecord);
    }

    private async Task<Stream> OpenAsync(HttpResponseMessage response, CancellationToken stop)
    {
        var body = new UpstreamStream(await response.Content.ReadAsStreamAsync(stop), options.UpstreamIdle, clock);
        return response.Content.Headers.ContentEncoding.SingleOrDefault() is { } coding
            ? new DecodedStream(body, coding.ToLowerInvariant(), options.MaxDecodedBytes)
            : body;
    }

    private static RecordSource SourceOf(Share share) =>
        new(share.Server.Format, share.Server.RecordsAt) { RefusesCaseTwins = share.Plan.Contract.RefusesCaseTwins };

    private void TellDrift(Contract contract, IReadOnlyCollection<string> unknown)
    {
        foreach (var field in drift.Sort(contract, unknown))
        {
            metrics.Drift(contract.Id, field.Name);
            if (field.IsNew)
            {
                Log.Drifted(logger, contract.Id, field.Name);
            }
        }
    }

    private RewriteOptions OptionsFor(Share share, ShareOutput output, PagePlace place) => new()
    {
        MaxRecordBytes = options.MaxRecordBytes,
        HeldBytes = output.HeldBytes,
        SkipRecords = place.Record,
        MaxDelivered = share.IsPaged ? share.Question.Limit - output.Records : null,
        FirstInBody = output.Records == 0,

        // A page is released as a whole or in full chunks: how long withheld people took must not show in its framing (I3).
        ChunkWait = share.IsPaged ? LongerThanAnyIdle : ShareOutput.ChunkWait,
    };

    private SharePersonGate NewGate(Share share) => new(keys.ConsentKey(share.Plan.Contract.Controller), consents, share.Plan, clock);

    private string NextLink(Share share, PagePlace place)
    {
        var token = tokens.Write(place, Share.PageBinding(share.Set, share.Plan, share.ClientId));
        return FormattableString.Invariant($"{share.Words.LinkStart}{share.Question.Limit}&page={token}");
    }

    private async Task CloseAsync(HttpContext context, Share share, ClosingOutcome outcome, ShareOutput output, ShareTotals totals)
    {
        var closing = totals.Closing(share.DisclosureId, outcome, context.Response.StatusCode, output);
        metrics.Shared(share.Plan.AgreementId, closing);
        if (output.HasEnded && log.TryHandOver(closing))
        {
            return; // the client has it all, so there is nothing that a wait for the disk could still hold back
        }

        try
        {
            // Not cancellable: the client may be gone, and the closing entry must still be written.
            await log.AppendAsync(closing, CancellationToken.None);
        }
        catch (AuditUnavailableException exception)
        {
            // Everything that left is covered by disclosure entries; without its closing entry the log calls the share open.
            Log.NotClosed(logger, exception, share.DisclosureId);
        }
    }

    private async Task FailAsync(HttpContext context, Share share, ClosingOutcome outcome, string reason, Exception exception)
    {
        if (outcome == ClosingOutcome.ClientGone)
        {
            Log.HungUp(logger, share.DisclosureId);
            context.Abort();
            return;
        }

        Log.Broken(logger, share.DisclosureId, reason, exception.GetType().Name, (exception as RecordException)?.OffsetBytes ?? -1);
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        share.Mark(context.Response);
        await Problem.WriteAsync(context, ShareFailures.StatusOf(reason), reason);
    }

    /// <summary>How one upstream body ended.</summary>
    /// <param name="Read">Records in the body, those of earlier pages included; meaningful when none was left out.</param>
    /// <param name="FirstLeftOut">The first admissible record that did not fit the page; null when none is left.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct BodyEnd(long Read, long? FirstLeftOut);

    // Ids and counts only. Never a subject, a field value, a token or a full URL: logs outlive consent.
    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Warning, "Share {DisclosureId} broken: {Reason} ({ExceptionType}) at byte {OffsetBytes}")]
        public static partial void Broken(ILogger logger, string disclosureId, string reason, string exceptionType, long offsetBytes);

        [LoggerMessage(1002, LogLevel.Critical, "Share {DisclosureId} has no closing entry")]
        public static partial void NotClosed(ILogger logger, Exception exception, string disclosureId);

        [LoggerMessage(1004, LogLevel.Warning, "Contract {Contract} does not hold `{Field}`, which its upstream sends; it is left out")]
        public static partial void Drifted(ILogger logger, string contract, string field);

        [LoggerMessage(1003, LogLevel.Information, "Share {DisclosureId}: the client hung up")]
        public static partial void HungUp(ILogger logger, string disclosureId);
    }
}
