using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace ShareGateway.Tests;

/// <summary>
/// Runs tests once more as on a processor with fewer registers. What has a form for each width is else only tested in the one that this machine takes.
/// Part of each test project that needs it.
/// </summary>
public sealed class NarrowProcessor
{
    private static readonly string[] Settings = ["DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic"];

    /// <summary>The runtime's settings that take registers away.</summary>
    public static TheoryData<string> Widths => [.. Settings];

    [Fact] // also in each of those runs: else a setting that has another name one day would change nothing, and nobody would notice
    public void Has_the_registers_that_it_should_have()
    {
        Assert.Equal(!IsOff("DOTNET_EnableHWIntrinsic"), Vector128.IsHardwareAccelerated);
        Assert.False(IsOff("DOTNET_EnableAVX2") && Vector256.IsHardwareAccelerated);
        Assert.False(IsOff("DOTNET_EnableAVX512") && Vector512.IsHardwareAccelerated);
    }

    /// <summary>Runs some classes of the calling project, which is built, in a process of their own.</summary>
    /// <param name="setting">One of <see cref="Widths"/>.</param>
    /// <param name="classes">Their names.</param>
    internal static async Task RunAsync(string setting, params string[] classes)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        var program = typeof(NarrowProcessor).Assembly.Location;
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(program);
        }

        foreach (var one in classes.Append(nameof(NarrowProcessor)))
        {
            start.ArgumentList.Add("-class");
            start.ArgumentList.Add($"*.{one}");
        }

        start.ArgumentList.Add("-noColor");
        start.Environment[setting] = "0";
        start.Environment["CsCheck_Iter"] = "25"; // they ran with more already
        using var run = Process.Start(start)!;
        var said = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, said);
        Assert.Matches("Total: [1-9][0-9]+, Errors: 0, Failed: 0", said);
    }

    private static bool IsOff(string setting) => Environment.GetEnvironmentVariable(setting) == "0";
}
