namespace ShareGateway.Proxy.Shares;

/// <summary>An upstream body with a bound on each wait, so that a stalled upstream frees what it holds. Read-only, asynchronous only.</summary>
/// <param name="inner">The body.</param>
/// <param name="idle">Longest wait for the next bytes.</param>
/// <param name="clock">Measures the wait.</param>
internal sealed class UpstreamStream(Stream inner, TimeSpan idle, TimeProvider clock) : BodyStream
{
    private readonly CancellationTokenSource _stalled = new(Timeout.InfiniteTimeSpan, clock);

    /// <inheritdoc/>
    /// <exception cref="UpstreamException">The upstream broke off or stalled.</exception>
    /// <remarks>
    /// The wait is ended by cancelling the read itself: a read that was only left behind could still write into the caller's buffer when
    /// another response uses it.
    /// </remarks>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = inner.ReadAsync(buffer, _stalled.Token);
        return read.IsCompletedSuccessfully ? read : WaitAsync(read, cancellationToken); // what has arrived is taken without a timer
    }

    private async ValueTask<int> WaitAsync(ValueTask<int> read, CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _stalled);
        _stalled.CancelAfter(idle);
        try
        {
            return await read;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UpstreamException("stalled", exception);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            throw new UpstreamException("broke off", exception);
        }
        finally
        {
            _stalled.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _stalled.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>The upstream failed while its body was read.</summary>
internal sealed class UpstreamException(string problem, Exception? inner = null) : Exception($"the upstream {problem}", inner);
