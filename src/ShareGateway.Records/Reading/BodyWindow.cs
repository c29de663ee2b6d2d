namespace ShareGateway.Records.Reading;

/// <summary>
/// The unread part of a body, in one piece. At most one read is under way; while it is, the window neither moves nor grows.
/// </summary>
internal sealed class BodyWindow(Stream upstream, int maxBytes) : IDisposable
{
    private const int FirstBytes = 64 << 10;
    private const int EnoughBytes = FirstBytes / 2; // to go on with; more would make the window grow

    private readonly CancellationTokenSource _disposed = new();
    private byte[] _bytes = BodyMemory.Pool.Rent(Math.Min(FirstBytes, maxBytes));
    private int _start;
    private int _end;
    private int _touched; // beyond it nothing was ever read, so there is nothing to wipe
    private Task<int>? _reading;

    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Where <see cref="Unread"/> starts in the body.</summary>
    public long OffsetBytes { get; private set; }

    /// <summary>True when the upstream has no more.</summary>
    public bool IsLast { get; private set; }

    public void Advance(int bytes)
    {
        _start += bytes;
        OffsetBytes += bytes;
    }

    /// <summary>Brings more bytes, or learns that there are none.</summary>
    /// <param name="patience">How long to wait; null for as long as it takes. The read goes on when it is over.</param>
    /// <param name="clock">Measures the patience.</param>
    /// <param name="cancellationToken">Ends the waiting, not the read.</param>
    /// <returns>False when patience was over first.</returns>
    /// <exception cref="RecordException">The connection broke, or there is no room for more.</exception>
    public async ValueTask<bool> FillAsync(TimeSpan? patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            if (_reading is null && TryReadNow())
            {
                TakeWhatIsThere();
                return true;
            }

            if (patience is { } wait && !await CompletesWithinAsync(_reading!, wait, clock, cancellationToken))
            {
                return false;
            }

            int count = await _reading!.WaitAsync(cancellationToken);
            _reading = null;
            Take(count);
            return true;
        }
        catch (IOException)
        {
            throw new RecordException(RecordFault.Truncated, OffsetBytes + _end - _start);
        }
    }

    /// <summary>Gives the memory back, wiped. A read still under way keeps it: it may yet write there.</summary>
    public void Dispose()
    {
        byte[] bytes = _bytes;
        (_bytes, _start, _end) = ([], 0, 0);
        _disposed.Cancel();
        _disposed.Dispose();
        if (_reading is not null)
        {
            // A read that nobody awaited may still write: its buffer is left to the collector, never lent to another response.
            _ = _reading.ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
        else if (bytes.Length > 0)
        {
            Return(bytes);
        }
    }

    private static async Task<bool> CompletesWithinAsync(Task reading, TimeSpan wait, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bool isDone = await Task.WhenAny(reading, Task.Delay(wait, clock, stop.Token)) == reading;
        await stop.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return isDone;
    }

    private bool TryReadNow()
    {
        MakeRoom();
        var read = upstream.ReadAsync(_bytes.AsMemory(_end), _disposed.Token);
        if (read.IsCompletedSuccessfully)
        {
            Take(read.Result);
            return true;
        }

        _reading = read.AsTask();
        return false;
    }

    /// <summary>A server that streams sends small pieces: what has arrived of them is better rewritten together.</summary>
    private void TakeWhatIsThere()
    {
        while (!IsLast && _end - _start < EnoughBytes && TryReadNow())
        {
            // each brings some
        }
    }

    private void Take(int count)
    {
        _end += count;
        _touched = Math.Max(_touched, _end);
        IsLast = count == 0;
    }

    private void MakeRoom()
    {
        int unread = _end - _start;
        if (unread == 0)
        {
            (_start, _end) = (0, 0);
        }
        else if (unread > _bytes.Length / 2)
        {
            Grow(unread);
        }
        else if (_end > _bytes.Length * 3 / 4)
        {
            Unread.CopyTo(_bytes);
            (_start, _end) = (0, unread);
        }
    }

    private void Grow(int unread)
    {
        if (unread >= maxBytes)
        {
            throw new RecordException(RecordFault.TooLarge, OffsetBytes);
        }

        byte[] larger = BodyMemory.Pool.Rent(Math.Min(Math.Max(_bytes.Length, unread + 1) * 2, Math.Max(maxBytes, _bytes.Length)));
        Unread.CopyTo(larger);
        Return(_bytes);
        (_bytes, _start, _end, _touched) = (larger, 0, unread, unread);
    }

    private void Return(byte[] bytes)
    {
        bytes.AsSpan(0, _touched).Clear();
        BodyMemory.Pool.Return(bytes);
    }
}
