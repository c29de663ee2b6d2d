namespace ShareGateway.Audit.Tests;

/// <summary>Case files in <c>tests/vectors</c>, which other languages can read as well.</summary>
internal static class Vectors
{
    public static string Path(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "ShareGateway.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("expected to run below the folder of ShareGateway.sln");
        }

        return System.IO.Path.Combine(folder.FullName, "tests", "vectors", name);
    }
}
