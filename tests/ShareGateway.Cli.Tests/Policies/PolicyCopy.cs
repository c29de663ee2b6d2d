namespace ShareGateway.Cli.Tests.Policies;

/// <summary>A copy of the shipped policies that a test may spoil. Deleted on dispose.</summary>
internal sealed class PolicyCopy : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "policies");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("policies-");

    public PolicyCopy()
    {
        foreach (string file in Directory.EnumerateFiles(Shipped, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Root, Path.GetRelativePath(Shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Root => _directory.FullName;

    /// <summary>Changes every place where a text stands; a text that stands nowhere is a mistake of the test.</summary>
    public void Edit(string file, string from, string to)
    {
        string path = Path.Combine(Root, file);
        string text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Write(string file, string text)
    {
        string path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Remove(string file) => File.Delete(Path.Combine(Root, file));

    public void Dispose() => _directory.Delete(recursive: true);
}
