using ShareGateway.Audit.Disk;

namespace ShareGateway.Audit.Log;

/// <summary>
/// A thread that waits for one file's sync while the writer does something else: the side file's goes on beside the segment's, and the
/// hashing beside both. One sync at a time.
/// </summary>
internal sealed class SyncThread : IDisposable
{
    private readonly SemaphoreSlim _work = new(0);
    private readonly SemaphoreSlim _done = new(0);
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
        _work.Release();
    }

    /// <summary>Returns when the file is on the medium.</summary>
    /// <returns>What the disk answered when it failed; null when it did not.</returns>
    public Exception? Wait()
    {
        _done.Wait();
        return _failure;
    }

    public void Dispose()
    {
        _file = null;
        _work.Release();
        _thread.Join();
        _work.Dispose();
        _done.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _work.Wait();
            if (_file is not { } file)
            {
                return;
            }

            _failure = Sync(file);
            _done.Release();
        }
    }

    private static Exception? Sync(IAuditFile file)
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
}
