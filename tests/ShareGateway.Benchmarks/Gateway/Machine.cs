using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using ShareGateway.Proxy.Hosting;
using Yarp.ReverseProxy.Configuration;

namespace ShareGateway.Benchmarks.Gateway;

/// <summary>What the figures were measured on and with: without it they mean nothing.</summary>
/// <param name="Cpu">Model, as the kernel names it.</param>
/// <param name="Cores">Logical cores that all sides, the upstream and the load share.</param>
/// <param name="MemoryGigabytes">Of the machine.</param>
/// <param name="System">Operating system.</param>
/// <param name="Runtime">.NET of all our sides.</param>
/// <param name="Yarp">Of plain YARP and of the gateway.</param>
/// <param name="ShareGateway">With the commit it was built from.</param>
/// <param name="Wrk">The load.</param>
/// <param name="Nginx">Version, or that there is none.</param>
internal sealed record Machine(
    string Cpu, int Cores, long MemoryGigabytes, string System, string Runtime, string Yarp, string ShareGateway, string Wrk, string Nginx)
{
    public static async Task<Machine> LookAsync(CancellationToken stop) => new(
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1] ?? "unknown",
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1_000_000_000,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        VersionOf(typeof(IProxyConfigProvider)).Split('+')[0],
        VersionOf(typeof(GatewayHost)),
        await SaidAsync("wrk", "-v", stop),
        await SaidAsync("nginx", "-v", stop));

    /// <summary>Processes that wanted to run in the last minute, on average: much more than the cores means that the figures are worth little.</summary>
    public static double Load() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static async Task<string> SaidAsync(string program, string argument, CancellationToken stop) =>
        Tools.Find(program) is { } path ? (await Tools.RunAsync(path, stop, argument)).Split('\n', '[')[0].Trim() : "not installed";
}
