using System.Text;

namespace ShareGateway.Sharing.Trials;

/// <summary>A copy of a policy folder on which an edit is tried: a gateway may be watching the folder itself. Deleted on dispose.</summary>
public sealed class PolicyFolderCopy : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("policy-edit-");

    /// <summary>Copies every file.</summary>
    /// <param name="folder">A folder that loads, so that its links go round in no circle.</param>
    /// <exception cref="IOException">No room, or no permission.</exception>
    public PolicyFolderCopy(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string copy = PathOf(Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The copy's folder.</summary>
    public string Root => _directory.FullName;

    /// <summary>A file's bytes.</summary>
    /// <param name="file">Relative to the folder.</param>
    public byte[] Read(string file) => File.ReadAllBytes(PathOf(file));

    /// <summary>Puts a file into the copy, in place of the one that stood there.</summary>
    /// <param name="file">Relative to the folder.</param>
    /// <param name="text">Its whole text.</param>
    public void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public void Write(string file, byte[] content)
    {
        string path = PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        stream.Write(content);
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Delete(recursive: true);

    private string PathOf(string file) => Path.Combine(_directory.FullName, file);
}
