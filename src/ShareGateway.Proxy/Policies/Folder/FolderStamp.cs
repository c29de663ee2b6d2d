using System.Globalization;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace ShareGateway.Proxy.Policies.Folder;

/// <summary>What a folder looks like without reading its files: names, sizes, times of writing, and where links lead.</summary>
internal static class FolderStamp
{
    private const int MaxDepth = 32; // deeper than any folder that loads
    private const int MostEntries = 50_000; // more than any folder that loads holds

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true, MaxRecursionDepth = MaxDepth, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true,
    };

    /// <summary>Two equal stamps mean that nothing has changed in between, as far as the disk tells. A folder that cannot be read has a stamp too.</summary>
    public static string Of(string directory)
    {
        try
        {
            // Links are not followed: what they lead to lies in the folder and is met there, or does not load. Only the folder itself may be one.
            var entries = new FileSystemEnumerable<string>(directory, (ref FileSystemEntry entry) => LineOf(ref entry), Everything)
            {
                ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            };
            var lines = entries.Take(MostEntries).Order(StringComparer.Ordinal).Prepend(Directory.ResolveLinkTarget(directory, returnFinalTarget: true)?.FullName ?? "");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.GetType().Name;
        }
    }

    private static string LineOf(ref FileSystemEntry entry)
    {
        var path = entry.ToSpecifiedFullPath();
        if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            return $"{path}\0{entry.ToFileSystemInfo().LinkTarget}";
        }

        return entry.IsDirectory
            ? path
            : string.Create(CultureInfo.InvariantCulture, $"{path}\0{entry.Length}\0{entry.LastWriteTimeUtc.Ticks}\0{entry.CreationTimeUtc.Ticks}");
    }
}
