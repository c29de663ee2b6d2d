using System.CommandLine;

namespace ShareGateway.Cli.Audit;

/// <summary>Where the disclosure register lies: beside the log's folder unless said otherwise.</summary>
internal static class RegisterLocation
{
    private const string Folder = "register";

    public static Option<string?> Option() => new("--register") { Description = $"Folder of the disclosure register. `{Folder}` beside the log's folder unless given." };

    public static string Of(string? given, string log) =>
        given ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(log).TrimEnd(Path.DirectorySeparatorChar)) ?? ".", Folder);
}
