using System.Runtime.InteropServices;

namespace ShareGateway.Audit.Log;

/// <summary>
/// Tells Linux that a thread works in batches (<c>SCHED_BATCH</c>, sched(7)): woken, it takes a free core at once as ever, but does not push
/// another thread off one. On a busy machine what it works on then gathers meanwhile; its share of the cores stays the same.
/// </summary>
internal static class BatchScheduling
{
    private const int BatchPolicy = 3;

    /// <summary>For the calling thread, until it ends. A system that knows nothing of it goes on as before.</summary>
    public static void Begin()
    {
        if (OperatingSystem.IsLinux())
        {
            int priority = 0; // the only one of this policy
            _ = Native.SetScheduler(0, BatchPolicy, in priority);
        }
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "sched_setscheduler")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int SetScheduler(int thread, int policy, in int priority);
    }
}
