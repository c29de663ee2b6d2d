using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace ShareGateway.Audit.Log;

/// <summary>
/// The one writer: takes all that waits, writes it as one batch, tells those who wait. There is no delay to gather entries: while one
/// batch is being synced the next one forms. Runs on a thread of its own, because <c>fsync</c> blocks.
/// </summary>
internal sealed class WriterLoop : IAsyncDisposable
{
    /// <summary>Most entries that become durable together.</summary>
    public const int MaxBatchEntries = 1024;

    private const int MaxBatchBytes = 8 << 20;
    private const int MaxHandedOver = 1024;
    private static readonly TimeSpan LongestAlone = TimeSpan.FromMilliseconds(20);

    private readonly Channel<PendingEntry> _queue;
    private readonly SegmentWriter _segments; // owned by the loop
    private readonly CheckpointFile _checkpoint; // written by the loop only
    private readonly StoredLog _stored; // owned by the loop
    private readonly DiskReserve _reserve;
    private readonly LogTime _time;
    private readonly TimeProvider _clock;
    private readonly List<PendingEntry> _batch = [];
    private readonly ConcurrentQueue<PendingEntry> _handedOver = new(); // nobody waits for these
    private readonly Timer _wake;
    private readonly AutoResetEvent _ready = new(false);
    private readonly Action _setReady;
    private readonly Task _loop;
    private AuditUnavailableException? _failure;
    private ulong _size;
    private int _checkpointDue;
    private int _wakeDue;

    public WriterLoop(
        Channel<PendingEntry> queue, SegmentWriter segments, CheckpointFile checkpoint, StoredLog stored, DiskReserve reserve, TimeProvider clock)
    {
        (_queue, _segments, _checkpoint, _stored, _reserve, _clock) = (queue, segments, checkpoint, stored, reserve, clock);
        _time = new LogTime(stored.LastTime, checkpoint.Last.Origin);
        _size = segments.Size;
        _setReady = () => _ready.Set();
        _wake = new Timer(static loop => ((WriterLoop)loop!).Wake(), this, Timeout.Infinite, Timeout.Infinite);
        _loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Why nothing can be appended any more; null while it can.</summary>
    public AuditUnavailableException? Failure => Volatile.Read(ref _failure);

    /// <summary>Durable entries.</summary>
    public ulong Size => Volatile.Read(ref _size);

    /// <summary>A new exception for each caller: a shared one would gather the stack traces of all.</summary>
    public AuditUnavailableException Refusal() =>
        Failure is { InnerException: { } cause } failure ? new(failure.Message, cause) : new(Failure?.Message ?? "the audit log is closed");

    /// <summary>Has what is stored signed soon. When the queue is full the loop is awake anyway.</summary>
    public void RequestCheckpoint()
    {
        Volatile.Write(ref _checkpointDue, 1);
        _ = _queue.Writer.TryWrite(PendingEntry.Wake);
    }

    /// <summary>Takes an entry for the next batch; false when too many wait, or the loop has ended.</summary>
    public bool TryHandOver(PendingEntry pending)
    {
        if (_handedOver.Count >= MaxHandedOver || _queue.Reader.Completion.IsCompleted || Failure is not null)
        {
            return false;
        }

        _handedOver.Enqueue(pending);
        if (Interlocked.Exchange(ref _wakeDue, 1) == 0)
        {
            _wake.Change(LongestAlone, Timeout.InfiniteTimeSpan);
        }

        return true;
    }

    /// <summary>Lets the loop finish what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        await _wake.DisposeAsync();
        _ready.Dispose();
    }

    private void Wake()
    {
        Volatile.Write(ref _wakeDue, 0);
        if (!_handedOver.IsEmpty)
        {
            _ = _queue.Writer.TryWrite(PendingEntry.Wake); // when the queue is full the loop is awake anyway
        }
    }

    private void Run()
    {
        BatchScheduling.Begin();
        try
        {
            while (WaitForEntries())
            {
                TakeBatch();
                WriteBatch();
                if (Interlocked.Exchange(ref _checkpointDue, 0) == 1)
                {
                    Sign();
                    ThrowIfDiskRunsFull();
                }
            }

            while (!_handedOver.IsEmpty)
            {
                TakeBatch();
                WriteBatch();
            }

            Sign();
            _segments.Close();
            Stop(new AuditUnavailableException("the audit log is closed"));
        }
        catch (AuditUnavailableException e)
        {
            Stop(e); // said in the log already
        }
        catch (Exception e)
        {
            // Whatever it was: what is on the disk is unknown now, and nothing may be acknowledged any more.
            Stop(new AuditUnavailableException("the audit log cannot be written", e));
        }
        finally
        {
            _segments.Dispose();
            _stored.Dispose();
        }
    }

    /// <summary>False when there will be no more. Does not spin as a task's own wait would: the thread sleeps until whoever queues wakes it.</summary>
    [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "it has completed once its continuation has run")]
    private bool WaitForEntries()
    {
#pragma warning disable CA2012 // its result is asked for when it is completed: the wait below sees to that
        var waiting = _queue.Reader.WaitToReadAsync();
#pragma warning restore CA2012
        var awaiter = waiting.GetAwaiter();
        if (!waiting.IsCompleted)
        {
            awaiter.UnsafeOnCompleted(_setReady);
            _ready.WaitOne();
        }

        return awaiter.GetResult();
    }

    private void Sign()
    {
        if (_segments.Size > _checkpoint.Last.Size)
        {
            _segments.Settle(); // so that what is signed stands in the files alone
            _stored.Tiles.Flush(); // first: whoever sees a checkpoint finds the tiles under it
        }

        _checkpoint.Sign(_segments.Size, _segments.Root());
    }

    private void ThrowIfDiskRunsFull()
    {
        if (_reserve.LastEntry(out string reason) is { } last)
        {
            _batch.Add(PendingEntry.Create(last, [], _clock.GetUtcNow(), _checkpoint.Last.Origin));
            WriteBatch();
            Sign();
            throw new AuditUnavailableException(reason);
        }
    }

    private void TakeBatch()
    {
        _batch.Clear();
        int bytes = 0;
        for (int handed = 0; handed < MaxBatchEntries / 4 && _handedOver.TryDequeue(out var pending); handed++)
        {
            bytes += Add(pending);
        }

        while (_batch.Count < MaxBatchEntries - 1 && bytes < MaxBatchBytes && _queue.Reader.TryRead(out var pending))
        {
            if (pending != PendingEntry.Wake)
            {
                bytes += Add(pending);
            }
        }
    }

    private int Add(PendingEntry pending)
    {
        if (_time.Take(pending) is { } mark)
        {
            _batch.Add(mark);
        }

        _batch.Add(pending);
        return pending.Entry.Length + (pending.Subjects?.Length ?? 0);
    }

    private void WriteBatch()
    {
        if (_batch.Count == 0)
        {
            return;
        }

        _segments.Write(_batch);
        Volatile.Write(ref _size, _segments.Size);
        foreach (var pending in _batch)
        {
            pending.Complete();
        }

        _batch.Clear();
    }

    private void Stop(AuditUnavailableException failure)
    {
        Volatile.Write(ref _failure, failure);
        _queue.Writer.TryComplete(); // from here on no entry can join the queue
        foreach (var pending in _batch)
        {
            pending.Fail(Refusal());
        }

        while (_queue.Reader.TryRead(out var pending))
        {
            pending.Fail(Refusal());
        }
    }
}
