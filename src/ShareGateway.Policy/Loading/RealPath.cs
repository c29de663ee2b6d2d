namespace ShareGateway.Policy.Loading;

/// <summary>Where a path leads once every symbolic link on the way is followed, as <c>realpath(3)</c> tells it.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40; // as Linux counts them; a longer chain is a circle

    /// <summary>The path without links; null for a circle, and for a link whose target cannot be told.</summary>
    /// <param name="path">An absolute path. What does not exist is taken as it is written.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder on the way may not be searched.</exception>
    public static string? Of(string path)
    {
        string root = Path.GetPathRoot(path)!;
        var ahead = new Stack<string>(Parts(path, root));
        string real = root;
        int links = 0;
        while (ahead.TryPop(out string? part))
        {
            string next = part == ".." ? Path.GetDirectoryName(real) ?? root : Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                return null;
            }

            real = Path.IsPathRooted(target) ? root : real;
            foreach (string step in Parts(target, Path.IsPathRooted(target) ? root : ""))
            {
                ahead.Push(step);
            }
        }

        return real;
    }

    /// <summary>True for a folder itself and for everything below it; both without links.</summary>
    public static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // Last part first, so that a stack gives them in order.
    private static IEnumerable<string> Parts(string path, string root) => path[root.Length..]
        .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
        .Where(part => part != ".")
        .Reverse();
}
