using ShareGateway.Audit.Disk;

namespace ShareGateway.Audit.Log;

/// <summary>
/// A thread that waits for one file's sync while the writer waits for another's: the side file's goes on beside the segment's. One sync at a
/// time.
/// </summary>
internal sealed class SyncThread : IDisposable
{
    // Not SemaphoreSlim, which spins before it waits: a sync takes a hundred microseconds, and the core has better things to do.
    private readonly AutoResetEvent _work = new(false);
    private readonly AutoResetEvent _done = new(false);
    private readonly Thread _thread;
    private volatile IAuditFile? _file;
    private Exception? _failure;

    public SyncThread()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "audit log sync" };
        _thread.Start();
    }

    /// <summary>Begins the sync of a file. <see cref="Wait"/> must follow.</summary>
    public void Start(IAuditFile file)
    {
        _file = file;
        _work.Set();
    }

    /// <summary>Returns when the file is on the medium.</summary>
    /// <returns>What the disk answered when it failed; null when it did not.</returns>
    public Exception? Wait()
    {
        _done.WaitOne();
        return _failure;
    }

    /// <summary>The same on the caller's own thread.</summary>
    public static Exception? Sync(IAuditFile file)
    {
        try
        {
            file.Sync();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e;
        }
    }

    public void Dispose()
    {
        _file = null;
        _work.Set();
        _thread.Join();
        _work.Dispose();
        _done.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _work.WaitOne();
            if (_file is not { } file)
            {
                return;
            }

            _failure = Sync(file);
            _done.Set();
        }
    }
}
