using System.Xml.Linq;

namespace ShareGateway.Architecture.Tests;

/// <summary>Who may know whom, by project reference: the arrows that hold without anybody's care.</summary>
public sealed class ProjectArrowsTests
{
    [Theory]
    [InlineData("Privacy", "")]
    [InlineData("Records", "Privacy")]
    [InlineData("Policy", "Records")]
    [InlineData("Consent", "")]
    [InlineData("Audit", "")]
    [InlineData("Sharing", "Policy Consent")]
    [InlineData("Keys", "Privacy Audit")]
    [InlineData("Proxy", "Sharing Audit Keys")]
    [InlineData("Reports", "Policy Consent Audit")]
    [InlineData("Cli", "Sharing Policy Audit Reports Keys")]
    [InlineData("Demo", "Proxy")]
    public void A_project_knows_only_these(string project, string allowed)
    {
        var known = References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))["ShareGateway.".Length..]);

        Assert.Equal(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_of_src_stands_in_the_table_above()
    {
        var table = typeof(ProjectArrowsTests).GetMethod(nameof(A_project_knows_only_these))!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false).Cast<InlineDataAttribute>().Select(row => $"ShareGateway.{row.Data[0]}");

        Assert.Equal(Directory.GetDirectories(Repository.PathOf("src")).Select(Path.GetFileName).Order(StringComparer.Ordinal), table.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Privacy", "libphonenumber-csharp")]
    [InlineData("Records", "")]
    [InlineData("Keys", "")]
    [InlineData("Audit", "NSec.Cryptography")]
    [InlineData("Policy", "YamlDotNet")]
    [InlineData("Consent", "Microsoft.Data.Sqlite")]
    public void A_reviewed_project_has_only_these_packages(string project, string allowed) =>
        Assert.Equal(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries), References(project, "PackageReference"));

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Repository.PathOf("src", $"ShareGateway.{project}", $"ShareGateway.{project}.csproj"))
            .Descendants(kind).Select(element => element.Attribute("Include")!.Value);
}
