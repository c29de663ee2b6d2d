namespace ShareGateway.Cli.Audit;

/// <summary>Finds the log that a person means: the folder itself, or the one log below it, as in a gateway's data folder.</summary>
internal static class LogLocation
{
    private const string KeyFile = "log.vkey";
    private const int Depth = 3;

    /// <summary>Gives the log's folder, or what is wrong with the one that was named.</summary>
    public static bool TryFind(string named, out string folder, out string problem)
    {
        (folder, problem) = (named, "");
        if (!Directory.Exists(named))
        {
            problem = $"there is no folder `{named}`; expected the folder of an audit log";
            return false;
        }

        if (Directory.EnumerateFiles(named).Any())
        {
            bool holdsLog = File.Exists(Path.Combine(named, KeyFile)) || File.Exists(Path.Combine(named, "checkpoint"))
                || Directory.EnumerateFiles(named, "entries-*.log").Any();
            if (holdsLog)
            {
                return true;
            }
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = Depth, IgnoreInaccessible = true };
        string[] keys = [.. Directory.EnumerateFiles(named, KeyFile, options).Order(StringComparer.Ordinal)];
        problem = keys.Length switch
        {
            0 => $"there is no audit log in `{named}`: expected files such as `{KeyFile}` and `checkpoint`",
            1 => "",
            _ => $"there are {keys.Length} audit logs below `{named}`; name one: {string.Join(", ", keys.Select(Path.GetDirectoryName))}",
        };
        folder = keys.Length == 1 ? Path.GetDirectoryName(keys[0])! : named;
        return keys.Length == 1;
    }
}
