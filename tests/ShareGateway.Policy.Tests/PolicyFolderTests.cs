using System.Text;
using ShareGateway.Policy.Loading;

namespace ShareGateway.Policy.Tests;

public sealed class PolicyFolderTests
{
    private const string Expected = "a scope holds `guardrail.yaml` and the folders `recipients`, `contracts`, `agreements`, `tests`";

    [Fact]
    public void The_sample_is_good()
    {
        using var files = new PolicyFiles();

        Assert.Matches("^sha256:[0-9a-f]{64}$", files.LoadGood().Hash);
    }

    [Theory]
    [InlineData("notes.txt", "notes.txt:1:1: SGP005: file `notes.txt` is not expected here; " + Expected)]
    [InlineData("fr/shop/guardrails.yaml", "fr/shop/guardrails.yaml:1:1: SGP005: file `guardrails.yaml` is not expected here; " + Expected)]
    [InlineData("agreement.yaml", "agreement.yaml:1:1: SGP005: file `agreement.yaml` is not expected here; " + Expected)]
    [InlineData("recipients/a.yml", "recipients/a.yml:1:1: SGP005: `a.yml` is not expected here; folder `recipients` holds files that end in `.yaml`")]
    [InlineData("recipients/more/a.yaml", "recipients/more:1:1: SGP005: `more` is not expected here; folder `recipients` holds files that end in `.yaml`")]
    [InlineData("Fr/guardrail.yaml", "Fr:1:1: SGP005: folder `Fr` is no scope; a scope's name has a-z, 0-9 and -, a letter first")]
    [InlineData("fr/tests/a.txt", "fr/tests/a.txt:1:1: SGP005: `a.txt` is not expected here; folder `tests` holds files that end in `.yaml`")]
    [InlineData("recipients/empty.yaml", "recipients/empty.yaml:1:1: SGP002: the file is empty; begin with `kind:`")]
    public void A_file_that_would_mean_nothing_is_a_finding(string file, string finding)
    {
        using var files = new PolicyFiles();
        files.Write(file, "");

        Assert.Equal([finding], files.Findings());
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("fr/README.md")]
    [InlineData("fr/shop/agreements/README.md")]
    public void Readers_may_be_told_about_a_folder(string file)
    {
        using var files = new PolicyFiles();
        files.Write(file, "# Anything");

        files.LoadGood();
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_finding() => Assert.Equal(
        [
            ".:1:1: SGP001: the folder cannot be read; check that it exists and that the gateway's account may read it",
            "guardrail.yaml:1:1: SGP008: the group has no guardrail; without limits, nothing is shared",
        ],
        PolicyLoader.Load("/nowhere/at/all").Findings.Select(finding => finding.ToString()));

    [Fact]
    public void Text_that_is_not_utf_8_is_a_finding()
    {
        using var files = new PolicyFiles();
        files.Write(PolicyFiles.Partner, Encoding.Latin1.GetBytes(PolicyFiles.Texts[PolicyFiles.Partner] + "# é"));

        Assert.Equal(["recipients/partner.yaml:1:1: SGP001: the file is not UTF-8 text; save it as UTF-8"], files.Findings());
    }

    [Theory]
    [InlineData(1 << 20, true)]
    [InlineData((1 << 20) + 1, false)]
    public void A_file_has_at_most_one_mebibyte(int size, bool good)
    {
        using var files = new PolicyFiles();
        string text = PolicyFiles.Texts[PolicyFiles.Partner] + "\n#";
        files.Write(PolicyFiles.Partner, text + new string('x', size - Encoding.UTF8.GetByteCount(text)));

        Assert.Equal(good ? [] : ["recipients/partner.yaml:1:1: SGP001: the file is larger than 1 MiB"], files.Findings());
    }

    [Fact]
    public void What_refers_to_a_broken_file_needs_no_finding_of_its_own()
    {
        using var files = new PolicyFiles();
        files.Write(PolicyFiles.Partner, "a: [");
        files.Write(PolicyFiles.Customers, "");

        Assert.Equal([PolicyFiles.Customers, PolicyFiles.Partner], files.Findings().Select(finding => finding.Split(':')[0]));
    }

    [Fact]
    public void Without_the_groups_guardrail_nothing_loads()
    {
        using var files = new PolicyFiles();
        files.Remove(PolicyFiles.Group);

        Assert.Equal(["guardrail.yaml:1:1: SGP008: the group has no guardrail; without limits, nothing is shared"], files.Findings());
    }

    [Fact]
    public void The_hash_changes_with_every_byte_and_every_name_and_with_nothing_else()
    {
        using var files = new PolicyFiles();
        using var same = new PolicyFiles();
        string hash = files.LoadGood().Hash;
        Assert.Equal(hash, same.LoadGood().Hash);

        files.Write(PolicyFiles.Partner, PolicyFiles.Texts[PolicyFiles.Partner] + " ");
        same.Write("README.md", "not a policy");

        Assert.NotEqual(hash, files.LoadGood().Hash);
        Assert.Equal(hash, same.LoadGood().Hash);
    }

    [Fact]
    public void The_hash_is_frozen() => Assert.Equal(
        // printf '\0\0\0\0\0\0\0\1a\0\0\0\0\0\0\0\2bc\0\0\0\0\0\0\0\1b\0\0\0\0\0\0\0\0' | sha256sum
        "sha256:fbbc5277d3a9da27537155d2e00aef7267ba55fe083d34618d6a43874a461f7d", PolicyHash.Of([("b", []), ("a", "bc"u8.ToArray())]));

    [Fact]
    public void The_hash_tells_apart_what_runs_together() =>
        Assert.NotEqual(PolicyHash.Of([("ab", "c"u8.ToArray())]), PolicyHash.Of([("a", "bc"u8.ToArray())]));
}
