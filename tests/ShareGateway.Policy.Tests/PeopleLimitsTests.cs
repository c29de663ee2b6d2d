namespace ShareGateway.Policy.Tests;

/// <summary><c>minimumGroup</c> and <c>reidentification</c>: in the group's guardrail, in France's, in the agreement.</summary>
public sealed class PeopleLimitsTests
{
    private const string TooSmall = "fr/guardrail.yaml:4:1: SGP040: `minimumGroup: 10` is smaller than guardrail.yaml:4:1 demands (`20`); a lower guardrail can only tighten";

    [Theory]
    [InlineData("", "", "", null)]
    [InlineData("20", "", "", 20)]
    [InlineData("20", "50", "", 50)]
    [InlineData("20", "50", "100", 100)]
    [InlineData("", "50", "", 50)]
    [InlineData("", "", "100", 100)]
    [InlineData("20", "20", "20", 20)]
    public void A_plan_has_the_largest_group_that_anyone_demands(string group, string france, string agreement, int? expected)
    {
        using var files = Files("minimumGroup", group, france, agreement);

        Assert.Equal(expected, files.LoadGood().Plans[0].MinimumGroup);
    }

    [Theory]
    [InlineData("", "", "", Reidentification.Never)]
    [InlineData("never", "", "", Reidentification.Never)]
    [InlineData("two-people", "", "", Reidentification.TwoPeople)]
    [InlineData("two-people", "never", "", Reidentification.Never)]
    [InlineData("two-people", "", "never", Reidentification.Never)]
    [InlineData("two-people", "two-people", "two-people", Reidentification.TwoPeople)]
    public void A_plan_leads_pseudonyms_back_only_if_nobody_says_never(string group, string france, string agreement, Reidentification expected)
    {
        using var files = Files("reidentification", group, france, agreement);

        Assert.Equal(expected, files.LoadGood().Plans[0].Reidentification);
    }

    [Theory]
    [InlineData("20", "10", "", TooSmall)]
    [InlineData("20", "10", "10", TooSmall, "@:3:15: SGP040: `minimumGroup: 10` is smaller than guardrail.yaml:4:1 demands (`20`)")]
    [InlineData("20", "50", "20", "@:3:15: SGP040: `minimumGroup: 20` is smaller than fr/guardrail.yaml:4:1 demands (`50`)")]
    public void A_smaller_group_than_above_is_looser(string group, string france, string agreement, params string[] findings)
    {
        using var files = Files("minimumGroup", group, france, agreement);

        Assert.Equal(findings.Select(At).Order(StringComparer.Ordinal), files.Findings().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "two-people", "", "fr/guardrail.yaml:4:1: SGP040: `reidentification: two-people` is looser than guardrail.yaml:1:1 allows (`never`); a lower guardrail can only tighten")]
    [InlineData("never", "", "two-people", "@:3:19: SGP040: `reidentification: two-people` is looser than guardrail.yaml:4:1 allows (`never`)")]
    [InlineData("two-people", "never", "two-people", "@:3:19: SGP040: `reidentification: two-people` is looser than fr/guardrail.yaml:4:1 allows (`never`)")]
    public void Two_people_are_looser_than_never_also_where_the_group_says_nothing(string group, string france, string agreement, string finding)
    {
        using var files = Files("reidentification", group, france, agreement);

        Assert.Equal([At(finding)], files.Findings());
    }

    private static string At(string finding) => finding.Replace("@:", PolicyFiles.Agreement + ":", StringComparison.Ordinal);

    private static PolicyFiles Files(string key, string group, string france, string agreement)
    {
        var files = new PolicyFiles();
        Add(files, PolicyFiles.Group, "version: 7\n", key, group);
        Add(files, PolicyFiles.France, "version: 3\n", key, france);
        Add(files, PolicyFiles.Agreement, "id: partner-newsletter\n", key, agreement);
        return files;
    }

    private static void Add(PolicyFiles files, string file, string after, string key, string value)
    {
        if (value.Length > 0)
        {
            files.Edit(file, after, $"{after}{key}: {value}\n");
        }
    }
}
