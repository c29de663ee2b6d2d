using System.Globalization;
using System.Runtime.InteropServices;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>What a process has used, as Linux counts it (proc(5)).</summary>
internal static class ProcessCost
{
    private const int TicksPerSecond = 100; // USER_HZ: 100 on every architecture that .NET runs on
    private const int UserTicks = 11;       // fields 14 and 15 of `stat`, counted behind the name, which may hold spaces
    private const int SystemTicks = 12;

    /// <summary>User and system time of all threads, those that have ended included; in steps of 10 ms.</summary>
    public static TimeSpan Cpu(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = Number(fields[UserTicks]) + Number(fields[SystemTicks]);
        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    /// <summary>Time on a CPU of the threads that live now, exact to nanoseconds: for a single request.</summary>
    public static TimeSpan FineCpu(int process)
    {
        long nanoseconds = 0;
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
        {
            try
            {
                nanoseconds += Number(File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0]);
            }
            catch (Exception exception) when (exception is IOException)
            {
                // it ended while we looked
            }
        }

        return TimeSpan.FromMicroseconds(nanoseconds / 1000.0);
    }

    /// <summary>Memory that the process holds now, in bytes, and the most that it ever held.</summary>
    public static MemoryUse Memory(int process)
    {
        var status = File.ReadAllLines($"/proc/{process}/status");
        return new(Kilobytes(status, "VmRSS:") * 1024, Kilobytes(status, "VmHWM:") * 1024);
    }

    private static long Kilobytes(string[] status, string name) =>
        Number(status.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim());

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>Memory of a process, in bytes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MemoryUse(long Now, long Peak);
