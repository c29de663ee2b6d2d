using ShareGateway.Audit.Entries;
using ShareGateway.Audit.Tests.Disk;
using ShareGateway.Audit.Tests.Log;
using ShareGateway.Audit.Verification;

namespace ShareGateway.Audit.Tests.Verification;

/// <summary>I7 from the log alone: which set decided each request, and which files it was made of.</summary>
public sealed class PolicyTrailTests
{
    private const string Unknown = "expected a policy set that an earlier entry names";
    private const string Gap = "expected a policy set that names the one before it";
    private const string Part = "expected a part of a policy set behind the part before it";

    /// <summary>Words: <c>x&gt;y</c> a set y behind x, <c>x&gt;y/1/3</c> its second part of three, <c>d:x</c> a disclosure under x, <c>r:x</c> a refusal.</summary>
    [Theory]
    [InlineData(">a d:a r:a a>b d:b d:a b>a d:a", "")]
    [InlineData("d:old r:old >a d:a", "")]
    [InlineData(">a r:", "")]
    [InlineData(">a d:b", Unknown)]
    [InlineData(">a r:b", Unknown)]
    [InlineData(">a d:", Unknown)]
    [InlineData(">a d:b a>b", Unknown)]
    [InlineData(">a b>c", Gap)]
    [InlineData(">a >b", Gap)]
    [InlineData(">a a>b/0/2 d:a a>b/1/2 d:b", "")]
    [InlineData(">a a>b/0/2 d:b a>b/1/2", Unknown)]
    [InlineData(">a a>b/0/2 a>c d:c", "")]
    [InlineData(">a a>b/0/2 b>c", Gap)]
    [InlineData(">a a>b/1/2", Part)]
    [InlineData(">a a>b/0/3 a>b/2/3", Part)]
    [InlineData(">a a>b/0/2 a>c/1/2", Part)]
    [InlineData(">a a>b/0/2 x>b/1/2", Part)]
    public void Each_request_names_a_set_that_was_live(string log, string problem)
    {
        var trail = new PolicyTrail();

        var problems = log.Split(' ').Select(word => trail.Follow(Entry(word))).OfType<string>();

        Assert.Equal(problem, string.Join('\n', problems.Take(1)));
    }

    [Fact]
    public async Task The_verifier_finds_a_disclosure_under_a_set_that_was_never_live()
    {
        var disk = new MemoryDisk();
        await using (var log = await LogDriver.OpenAsync(disk))
        {
            await log.AppendAsync(Sample.Policy("another"));
            await LogDriver.FillAsync(log, 1);
        }

        var report = LogDriver.Verify(disk);

        Assert.Equal([Unknown], report.Findings.Select(finding => finding.Text));
    }

    private static AuditEntry Entry(string word) => word.Split(':') switch
    {
        ["d", var hash] => Sample.Disclosure("share") with { PolicyHash = hash },
        ["r", var hash] => Sample.Refusal() with { PolicyHash = hash },
        _ => SetOf(word.Split('/', '>')),
    };

    private static PolicyEntry SetOf(string[] parts)
    {
        var set = Sample.Policy(parts[1], parts[0]);
        return parts.Length == 2 ? set : set with { Part = parts[2][0] - '0', Parts = parts[3][0] - '0' };
    }
}
