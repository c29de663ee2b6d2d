using System.Text.RegularExpressions;

namespace ShareGateway.EndToEnd.Tests.Fixture;

/// <summary>A copy of the shipped policies that a test may spoil.</summary>
internal sealed class PolicyFolder : IDisposable
{
    private PolicyFolder(string path) => Path = path;

    public string Path { get; }

    public static PolicyFolder Copy()
    {
        var copy = Directory.CreateTempSubdirectory("sharegateway-policies-").FullName;
        foreach (var file in Directory.EnumerateFiles(GatewayUnderTest.ShippedPolicies, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(copy, System.IO.Path.GetRelativePath(GatewayUnderTest.ShippedPolicies, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return new(copy);
    }

    /// <summary>A copy whose agreements are valid today, for a gateway that goes by the machine's clock.</summary>
    public static PolicyFolder CopyValidToday()
    {
        var copy = Copy();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var validity = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"validity: {{from: {today.AddDays(-30):yyyy-MM-dd}, until: {today.AddDays(300):yyyy-MM-dd}}}");
        foreach (var file in Directory.EnumerateFiles(copy.Path, "*.yaml", SearchOption.AllDirectories).Where(file => file.Contains("agreements", StringComparison.Ordinal)))
        {
            copy.Replace(System.IO.Path.GetRelativePath(copy.Path, file), @"validity: \{[^}]*\}", validity);
        }

        return copy;
    }

    /// <summary>Replaces what a pattern finds; it must be there.</summary>
    public void Replace(string file, string pattern, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        var before = File.ReadAllText(path);
        var after = Regex.Replace(before, pattern, text, RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.NotEqual(before, after);
        File.WriteAllText(path, after);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
