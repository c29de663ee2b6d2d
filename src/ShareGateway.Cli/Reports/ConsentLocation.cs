using System.CommandLine;

namespace ShareGateway.Cli.Reports;

/// <summary>Where the gateway's consent store lies: beside the log's folder unless said otherwise.</summary>
internal static class ConsentLocation
{
    private const string FileName = "consent.db";

    public static Option<string?> Option() => new("--consents") { Description = $"The gateway's consent store. `{FileName}` beside the log's folder unless given." };

    public static string Of(string? given, string log) =>
        given ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(log).TrimEnd(Path.DirectorySeparatorChar)) ?? ".", FileName);
}
