using System.Diagnostics;
using System.Globalization;

namespace ShareGateway.Audit.Tests.Faults;

/// <summary>The writer program as a process of its own, perhaps with system calls that fail.</summary>
internal static class TracedWriter
{
    private const string Traces = "injected";

    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="first">How its entries are called.</param>
    /// <param name="fault">A system call, its error and which call of the log's files fails: <c>fdatasync:error=EIO:when=3</c>; null for none.</param>
    public static async Task<WriterRun> RunAsync(string folder, string first, string? fault = null)
    {
        var start = new ProcessStartInfo(fault is null ? "dotnet" : "strace") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string trace = Path.Combine(Path.GetDirectoryName(folder)!, $"{Path.GetFileName(folder)}.{Traces}");
        foreach (string argument in fault is null ? [] : Tracing(folder, fault, trace))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (string argument in new[] { Path.Combine(AppContext.BaseDirectory, "ShareGateway.AuditWriter.dll"), folder, first, "16" })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_TieredCompilation"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        bool injected = fault is not null && File.Exists(trace) && (await File.ReadAllTextAsync(trace)).Contains("INJECTED", StringComparison.Ordinal);
        return new WriterRun(process.ExitCode, Acknowledged(output), injected, await errors);
    }

    /// <summary>Only calls that touch the log's own files count, and can fail: the runtime's are left alone.</summary>
    private static IEnumerable<string> Tracing(string folder, string fault, string trace)
    {
        string call = fault[..fault.IndexOf(':', StringComparison.Ordinal)];
        yield return "-f";
        yield return "--seccomp-bpf"; // other calls run at full speed
        yield return "-qq";
        yield return "-o";
        yield return trace;
        yield return "-e";
        yield return $"trace={call}";
        yield return "-e";
        yield return $"inject={fault}";
        foreach (string path in Paths(folder))
        {
            yield return "-P";
            yield return path;
        }

        yield return "dotnet";
    }

    private static IEnumerable<string> Paths(string folder) =>
        ((string[])["", "log.vkey", "log.vkey.tmp", "checkpoint", "checkpoint.tmp", "tiles-00", "journal"])
        .Concat(Enumerable.Range(0, 24).SelectMany(i => new[] { "entries", "subjects", "ids" }.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind}-{i:D20}.log"))))
        .Select(name => name.Length == 0 ? folder : Path.Combine(folder, name));

    private static Dictionary<ulong, string> Acknowledged(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ')).ToDictionary(parts => ulong.Parse(parts[0], CultureInfo.InvariantCulture), parts => parts[1]);
}

/// <summary>What came of a run.</summary>
/// <param name="ExitCode">0 when all was written.</param>
/// <param name="Acknowledged">The entries that the writer said were stored, by index.</param>
/// <param name="Injected">True when the fault was met.</param>
/// <param name="Errors">What the writer complained of.</param>
internal sealed record WriterRun(int ExitCode, Dictionary<ulong, string> Acknowledged, bool Injected, string Errors);
