using System.Diagnostics;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>Programs of the machine that the benchmark runs.</summary>
internal static class Tools
{
    private static readonly string[] Folders = ["/usr/local/bin", "/usr/bin", "/usr/sbin", "/usr/local/sbin"];

    /// <summary>Where a program lies; null when it is not installed.</summary>
    public static string? Find(string program) => Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Where a library lies under Debian's folder of this machine's architecture; null when it is not installed.</summary>
    public static string? Debian(string library) => Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, library)).FirstOrDefault(File.Exists)
        : null;

    /// <summary>Installs what is missing, where packages may be installed; else changes nothing.</summary>
    public static async Task InstallMissingAsync(CancellationToken stop)
    {
        if (Find("wrk") is not null && NginxProxy.Program is not null)
        {
            return;
        }

        _ = await RunAsync("sh", stop, Path.Combine(AppContext.BaseDirectory, "Gateway", "install.sh"));
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it said, on both outputs.</returns>
    public static async Task<string> RunAsync(string program, CancellationToken stop, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"`{program}` did not start");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(stop);
            var errors = process.StandardError.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            return await output + await errors;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
