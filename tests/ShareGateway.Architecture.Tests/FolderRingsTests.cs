using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;

namespace ShareGateway.Architecture.Tests;

/// <summary>Inside a project, folders form no ring.</summary>
public sealed class FolderRingsTests
{
    private static readonly ArchUnitNET.Domain.Architecture Code = new ArchLoader().LoadAssemblies(
        typeof(Privacy.Transforms.Cell).Assembly, typeof(Records.RecordFormat).Assembly, typeof(Policy.PolicySet).Assembly,
        typeof(Consent.ConsentStore).Assembly, typeof(Audit.Log.AuditLog).Assembly, typeof(Sharing.ProgramBinder).Assembly, typeof(Keys.Custody.KeyCustody).Assembly, typeof(Proxy.Hosting.GatewayHost).Assembly,
        typeof(Reports.Impact.PolicyImpact).Assembly, typeof(Demo.DemoOptions).Assembly).Build();

    [Theory]
    [InlineData("Privacy")]
    [InlineData("Records")]
    [InlineData("Policy")]
    [InlineData("Consent")]
    [InlineData("Audit")]
    [InlineData("Keys")]
    [InlineData("Sharing")]
    [InlineData("Proxy")]
    [InlineData("Reports")]
    [InlineData("Demo")]
    public void Folders_form_no_ring(string project)
    {
        var rule = SliceRuleDefinition.Slices().Matching($"ShareGateway.{project}.(*)").Should().BeFreeOfCycles();

        Assert.True(rule.HasNoViolations(Code), string.Join('\n', rule.Evaluate(Code).Select(result => result.Description)));
    }

    [Fact]
    public void The_rule_sees_the_types_of_every_project()
    {
        foreach (var project in new[] { "Privacy", "Records", "Policy", "Consent", "Audit", "Keys", "Sharing", "Proxy", "Reports", "Demo" })
        {
            Assert.Contains(Code.Types, type => type.FullName.StartsWith($"ShareGateway.{project}.", StringComparison.Ordinal));
        }
    }
}
