namespace ShareGateway.Proxy.Policies.Folder;

/// <summary>Whether git is at work on the checkout that a folder lies in: it holds <c>index.lock</c> until the last file is written.</summary>
internal static class GitCheckout
{
    private const string Pointer = "gitdir: ";
    private const int MaxPointerBytes = 8192;

    /// <summary>False also when the folder lies in no checkout, or that cannot be told.</summary>
    public static bool IsAtWork(string directory)
    {
        try
        {
            var real = Directory.ResolveLinkTarget(directory, returnFinalTarget: true)?.FullName ?? directory;
            for (var folder = new DirectoryInfo(real); folder is not null; folder = folder.Parent)
            {
                if (GitFolderIn(folder.FullName) is { } git)
                {
                    return File.Exists(Path.Combine(git, "index.lock"));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The stamp still has to stand still for one look.
        }

        return false;
    }

    /// <summary>The folder <c>.git</c>, or the one that a file of this name points to (<c>git worktree</c>, submodules).</summary>
    private static string? GitFolderIn(string folder)
    {
        var git = new FileInfo(Path.Combine(folder, ".git"));
        if (!git.Exists)
        {
            return Directory.Exists(git.FullName) ? git.FullName : null;
        }

        var pointer = git.Length <= MaxPointerBytes ? File.ReadAllText(git.FullName).Trim() : "";
        return pointer.StartsWith(Pointer, StringComparison.Ordinal) ? Path.GetFullPath(pointer[Pointer.Length..], folder) : null;
    }
}
