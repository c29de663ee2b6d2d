using System.Globalization;

namespace ShareGateway.Policy.Tests;

/// <summary>Transfers that rest on an adequacy decision: covered on the days of the table, refused on every other.</summary>
public sealed class TransfersTests
{
    private const string Japan = "{country: loc:JP, decision: Japan, from: 2026-11-01, until: 2027-01-31}";
    private const string Switzerland = "{country: loc:CH, decision: Switzerland, from: 2026-12-01, until: open}";
    private const string Others = "{country: loc:JP, decision: Japan, from: 2026-11-01, until: open, onlyFor: [another]}";
    private const string Ours = "{country: loc:JP, decision: Japan, from: 2026-11-01, until: open, onlyFor: [another, partner]}";

    [Theory]
    [InlineData("loc:JP", Japan, "2026-10-31", false)]
    [InlineData("loc:JP", Japan, "2026-11-01", true)]
    [InlineData("loc:JP", Japan, "2027-01-31", true)]
    [InlineData("loc:JP", Japan, "2027-02-01", false)]
    [InlineData("loc:FR, loc:JP", Japan, "2026-11-01", true)]
    [InlineData("loc:JP, loc:CH", Japan, "2026-12-15", false)]
    [InlineData("loc:JP, loc:CH", Japan + "\n" + Switzerland, "2026-11-30", false)]
    [InlineData("loc:JP, loc:CH", Japan + "\n" + Switzerland, "2026-12-15", true)]
    [InlineData("loc:JP, loc:CH", Japan + "\n" + Switzerland, "2027-02-01", false)]
    [InlineData("loc:CH", Japan + "\n" + Switzerland, "2027-09-01", true)]
    [InlineData("loc:US", Japan + "\n" + Switzerland, "2026-12-15", false)]
    [InlineData("loc:JP", Others, "2026-12-15", false)]
    [InlineData("loc:JP", Ours, "2026-12-15", true)]
    [InlineData("loc:JP", "", "2026-12-15", false)]
    public void A_country_is_covered_while_its_decision_lasts(string countries, string decisions, string day, bool covered)
    {
        using var files = Files(countries, decisions);
        var set = files.LoadGood();
        var now = DateTimeOffset.Parse(day + "T12:00:00Z", CultureInfo.InvariantCulture);

        var decision = Decisions.Decide(set, new ShareRequest("partner", "customers@1", "dpv:DirectMarketing"), now, TimeSpan.Zero);

        Assert.Equal(covered, decision.Permits(out var plan));
        Assert.Equal(covered ? "eu-gdpr:A45-3" : "transfer-not-covered", covered ? plan!.TransferTool : RefusalReasons.Code(decision.Reason));
    }

    [Fact]
    public void A_guardrail_that_does_not_accept_adequacy_refuses_whatever_the_table_says()
    {
        using var files = Files("loc:JP", Japan, accepted: "eu-gdpr:A46-2-c");

        Assert.Empty(files.LoadGood().Plans[0].TransferDays);
    }

    [Fact]
    public void Another_tool_needs_no_table()
    {
        using var files = Files("loc:US", "", tool: "eu-gdpr:A46-2-c");

        Assert.Equal([DayRange.Always], files.LoadGood().Plans[0].TransferDays);
    }

    [Fact]
    public void A_set_keeps_the_table()
    {
        using var files = Files("loc:JP", Ours + "\n" + Switzerland);

        var decisions = files.LoadGood().TransferDecisions;

        Assert.Equal([("loc:JP", "Japan", 3), ("loc:CH", "Switzerland", 4)], decisions.Select(row => (row.Country, row.Reference, row.Line)));
        Assert.Equal(["another", "partner"], decisions[0].OnlyFor);
        Assert.Equal((new DateOnly(2026, 12, 1), null), (decisions[1].From, decisions[1].Until));
    }

    [Theory]
    [InlineData("{country: loc:JP, decision: Japan, from: 2026-11-01}", "3:5: SGP011: key `until` is missing")]
    [InlineData("{country: loc:JP, decision: Japan, from: open, until: open}", "3:46: SGP013: wrong value `open`; expected a date, such as `2026-10-01`")]
    [InlineData("{country: loc:JP, decision: Japan, from: 2026-11-01, until: never}", "3:65: SGP013: wrong value `never`; expected a date, such as `2027-12-27`, or `open` when none is set")]
    [InlineData("{country: loc:JP, decision: Japan, from: 2026-11-01, until: 2026-10-31}", "3:65: SGP054: `until: 2026-10-31` lies before `from: 2026-11-01`; `until` is the last day of the decision, or `open`")]
    [InlineData("{country: loc:EEA30, decision: All, from: 2026-11-01, until: open}", "3:15: SGP020: unknown country `loc:EEA30`; it is a group of countries: name each country")]
    [InlineData("{country: loc:JP, decision: Japan, from: 2026-11-01, until: open, onlyFor: [partnr]}", "3:81: SGP021: unknown recipient `partnr`; did you mean `partner`?")]
    [InlineData("{country: loc:JP, decision: Japan, from: 2026-11-01, until: open, onlyFor: []}", "3:80: SGP012: `onlyFor` takes a list, got an empty one")]
    [InlineData("{country: loc:JP, decision: Japan, from: 2026-11-01, until: open, onlyfor: [partner]}", "3:71: SGP010: unknown key `onlyfor`; did you mean `onlyFor`?")]
    [InlineData(Japan + "\n{country: loc:JP, decision: Again, from: 2027-01-31, until: open}", "4:46: SGP004: `loc:JP` has two decisions on one day: the other stands in line 3; let one end before the other begins")]
    public void A_spoilt_table_gives_exactly_this_finding(string decisions, string finding)
    {
        using var files = Files("loc:FR", decisions);

        Assert.Equal(["transfers.yaml:" + finding], files.Findings());
    }

    [Fact]
    public void A_table_below_the_group_is_in_the_wrong_place()
    {
        using var files = Files("loc:FR", Japan);
        files.Write("fr/transfers.yaml", "kind: Transfers\ndecisions: []\n");

        Assert.Equal(
            ["fr/transfers.yaml:1:1: SGP005: file `transfers.yaml` is not expected here; adequacy decisions hold for the whole group: they stand at its root"],
            files.Findings());
    }

    private static PolicyFiles Files(string countries, string decisions, string accepted = "eu-gdpr:A45-3, eu-gdpr:A46-2-c", string tool = "eu-gdpr:A45-3")
    {
        var files = new PolicyFiles();
        files.Edit(PolicyFiles.Group, "elsewhereNeeds: [eu-gdpr:A46-2-b, eu-gdpr:A46-2-c]", $"elsewhereNeeds: [{accepted}]");
        files.Edit(PolicyFiles.Partner, "processesIn: [loc:FR, loc:BE]", $"processesIn: [{countries}]\ntransferTool: {tool}");
        string another = PolicyFiles.Texts[PolicyFiles.Partner].Replace("partner", "another", StringComparison.Ordinal);
        files.Write("recipients/another.yaml", another);
        if (decisions.Length > 0)
        {
            files.Write("transfers.yaml", "kind: Transfers\ndecisions:\n" + string.Concat(decisions.Split('\n').Select(line => $"  - {line}\n")));
        }

        return files;
    }
}
