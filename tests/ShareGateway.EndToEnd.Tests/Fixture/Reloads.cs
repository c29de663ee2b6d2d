using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ShareGateway.Audit.Entries;
using ShareGateway.Policy.Loading;
using ShareGateway.Proxy.Policies;

namespace ShareGateway.EndToEnd.Tests.Fixture;

/// <summary>Edits of a policy folder under a running gateway.</summary>
internal static class Reloads
{
    public const string Newsletter = "fr/maison-nord/agreements/galerie-lumiere-newsletter.yaml";

    /// <summary>Looks often, so that a test does not wait for long.</summary>
    public static readonly (string Key, string Value) Often = ("Gateway:PolicyPoll", "00:00:00.050");

    public static PolicySource Policies(this GatewayUnderTest gateway) => gateway.Services.GetRequiredService<PolicySource>();

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!holds())
        {
            await tick.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Waits until a gateway's figures match a pattern; gives them.</summary>
    public static async Task<string> UntilMetricsAsync(HttpClient http, Uri management, string pattern)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var address = new Uri(management, "/metrics");
        string metrics = await http.GetStringAsync(address, limit.Token);
        while (!Regex.IsMatch(metrics, pattern, RegexOptions.NonBacktracking))
        {
            await tick.WaitForNextTickAsync(limit.Token);
            metrics = await http.GetStringAsync(address, limit.Token);
        }

        return metrics;
    }

    /// <summary>Waits until a gateway's new requests are decided by what a folder says now; gives the set's hash.</summary>
    public static async Task<string> LiveAsync(this GatewayUnderTest gateway, string folder)
    {
        var load = PolicyLoader.Load(folder);
        Assert.True(load.Set is not null, string.Join('\n', load.Findings));
        await UntilAsync(() => gateway.Policies().Current.Set.Hash == load.Set.Hash && gateway.Policies().Findings == 0);
        return load.Set.Hash;
    }

    /// <summary>Waits until an edit has been refused.</summary>
    public static Task RefusedAsync(this GatewayUnderTest gateway) => UntilAsync(() => gateway.Policies().Findings > 0);

    public static async Task<string> ReadyAsync(this GatewayUnderTest gateway)
    {
        using var response = await gateway.Http.GetAsync(new Uri(gateway.Management, "/health/ready"));
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }

    /// <summary>Hashes of the sets that went live, oldest first.</summary>
    public static string[] SetsInTheLog(this GatewayUnderTest gateway) => [.. gateway.Entries<PolicyEntry>().Select(entry => entry.PolicyHash)];

    /// <summary>Runs git in a folder, with nobody's settings.</summary>
    public static void Git(string folder, params string[] arguments) => Run(
        "git", folder, ["-c", "user.name=Policy Author", "-c", "user.email=author@group.example", "-c", "init.defaultBranch=main", .. arguments]);

    /// <summary>Runs a program in a folder; it must succeed.</summary>
    public static void Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardError = true };
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["HOME"] = folder;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }
}
