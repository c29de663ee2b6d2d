using System.Diagnostics;
using System.Globalization;
using System.Text;
using ShareGateway.Policy.Loading.Yaml;

namespace ShareGateway.Policy.Tests;

/// <summary>Input that is hostile or merely odd: a finding within bounds, never a crash and never a set.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("needed: true", "needed: yes", "10:19: SGP013: wrong value `yes`; expected `true` or `false`")]
    [InlineData("needed: true", "needed: no", "10:19: SGP013: wrong value `no`; expected `true` or `false`")]
    [InlineData("needed: true", "needed: on", "10:19: SGP013: wrong value `on`; expected `true` or `false`")]
    [InlineData("needed: true", "needed: True", "10:19: SGP013: wrong value `True`; expected `true` or `false`")]
    [InlineData("needed: true", "needed: 1", "10:19: SGP013: wrong value `1`; expected `true` or `false`")]
    [InlineData("from: 2026-10-01", "from: 2026-10-1", "21:18: SGP013: wrong value `2026-10-1`; expected a date, such as `2026-10-01`")]
    [InlineData("from: 2026-10-01", "from: 01.10.2026", "21:18: SGP013: wrong value `01.10.2026`; expected a date, such as `2026-10-01`")]
    [InlineData("from: 2026-10-01", "from: 2026-02-30", "21:18: SGP013: wrong value `2026-02-30`; expected a date, such as `2026-10-01`")]
    [InlineData("from: 2026-10-01", "from: 2026-10-01T00:00:00Z", "21:18: SGP013: wrong value `2026-10-01T00:00:00Z`; expected a date, such as `2026-10-01`")]
    [InlineData("from: 2026-10-01", "from: 20261001", "21:18: SGP013: wrong value `20261001`; expected a date, such as `2026-10-01`")]
    [InlineData("from: 2026-10-01", "from: ２０２６-10-01", "21:18: SGP013: wrong value `２０２６-10-01`; expected a date, such as `2026-10-01`")]
    [InlineData("version: 3\n", "version: 3\nversion: 4\n", "6:1: SGP004: key `version` stands twice; it stands in line 5 already")]
    [InlineData("version: 3\n", "version: 3\n\"version\": 4\n", "6:1: SGP004: key `version` stands twice; it stands in line 5 already")]
    [InlineData("version: 3\n", "version: 0x3\n", "5:10: SGP013: wrong value `0x3`; expected a whole number from 1 to 2147483647")]
    [InlineData("version: 3\n", "version: 3.0\n", "5:10: SGP013: wrong value `3.0`; expected a whole number from 1 to 2147483647")]
    public void What_yaml_would_guess_is_not_guessed(string from, string to, string finding)
    {
        using var files = new PolicyFiles();
        files.Edit(PolicyFiles.Agreement, from, to);

        Assert.Equal([PolicyFiles.Agreement + ":" + finding], files.Findings());
    }

    [Fact]
    public void A_country_code_that_yaml_reads_as_no_stays_a_country()
    {
        using var files = new PolicyFiles();
        files.Edit(PolicyFiles.Agreement, "is: [\"75001\", \"75002\"]", "is: [NO, no, 1e3, ~x]");

        Assert.True(files.LoadGood().Plans[0].Rows[0].Accepted.SetEquals(["NO", "no", "1e3", "~x"]));
    }

    [Theory]
    [InlineData('\n')]
    [InlineData('\u001B')]
    [InlineData('\u202E')]
    [InlineData('\u2066')]
    [InlineData('\u2028')]
    public void What_would_mislead_a_reader_stands_in_no_title_and_no_finding(char mark)
    {
        using var files = new PolicyFiles();
        files.Edit(PolicyFiles.Agreement, "title: \"Partner: the", $"title: \"Partner:\\u{(int)mark:x4}the");
        files.Write($"recipients/a{mark}b.yaml", "");

        Assert.Equal(
            [$"{PolicyFiles.Agreement}:3:8: SGP013: wrong value `Partner:?the newsletter`; expected one line of 1 to 300 characters",
             "recipients/a?b.yaml:1:1: SGP002: the file is empty; begin with `kind:`"],
            files.Findings());
    }

    [Fact]
    public void A_tab_as_indentation_is_a_finding()
    {
        using var files = new PolicyFiles();
        files.Edit(PolicyFiles.Agreement, "  email: {do", "\temail: {do");

        string finding = Assert.Single(files.Findings());
        Assert.StartsWith(PolicyFiles.Agreement + ":13:1: SGP002: not readable as YAML: ", finding, StringComparison.Ordinal);
        Assert.EndsWith("; indent with spaces, not with a tab", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_of_aliases_costs_no_more_than_its_text()
    {
        var bomb = new StringBuilder("kind: Agreement\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 100; i++)
        {
            bomb.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        var findings = new List<Finding>();
        long spent = Allocated(() => YamlReader.Read(bomb.ToString(), new FileFindings("a.yaml", findings)));

        Assert.Contains(findings, finding => finding is { Code: "SGP003", Text: "alias `*a98` is not allowed" });
        Assert.InRange(spent, 0, 16 << 20);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    [InlineData('-')]
    [InlineData('?')]
    [InlineData('&')]
    [InlineData('"')]
    public void A_mebibyte_of_one_character_is_a_finding(char character)
    {
        using var files = new PolicyFiles();
        files.Write(PolicyFiles.Agreement, new string(character, 1 << 20));

        Assert.InRange(files.Findings().Length, 1, 10);
    }

    [Fact]
    public void A_file_of_a_hundred_megabytes_is_not_read()
    {
        using var files = new PolicyFiles();
        using (var stream = new FileStream(files.PathOf(PolicyFiles.Partner), FileMode.Open))
        {
            stream.SetLength(100_000_000);
        }

        long spent = Allocated(() => Assert.Equal(["recipients/partner.yaml:1:1: SGP001: the file is larger than 1 MiB"], files.Findings()));

        Assert.InRange(spent, 0, 16 << 20);
    }

    [Fact]
    public async Task A_pipe_is_not_waited_for()
    {
        using var files = new PolicyFiles();
        using (var making = Process.Start("mkfifo", [files.PathOf("recipients/pipe.yaml")]))
        {
            await making.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // A thread of its own: a read that waits for a writer never comes back.
        var reading = Task.Factory.StartNew(files.Findings, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        Assert.Equal(
            ["recipients/pipe.yaml:1:1: SGP002: the file is empty; begin with `kind:`"],
            await reading.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_files_together_have_a_bound()
    {
        using var files = new PolicyFiles();
        string text = "# " + new string('x', (1 << 20) - 2);
        for (int i = 0; i < 65; i++)
        {
            files.Write($"recipients/r{i}.yaml", text);
        }

        Assert.Contains(".:1:1: SGP009: the files hold more than 64 MiB together; remove what does not belong here", files.Findings());
    }

    [Theory]
    [InlineData(15, false)]
    [InlineData(17, true)]
    public void Folders_lie_at_most_sixteen_deep(int depth, bool tooDeep)
    {
        using var files = new PolicyFiles();
        string path = string.Join('/', Enumerable.Repeat("s", depth));
        files.Write(path + "/README.md", "");

        Assert.Equal(tooDeep, files.Findings().Contains($"{path}:1:1: SGP009: folders lie more than 16 deep"));
        Assert.Equal(tooDeep, files.Findings().Length > 0);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x6B, 0x00 })] // UTF-16
    [InlineData(new byte[] { 0x6B, 0x3A, 0x20, 0xC0, 0xAF })] // an overlong slash
    [InlineData(new byte[] { 0x6B, 0x3A, 0x20, 0xED, 0xA0, 0x80 })] // half a surrogate pair
    [InlineData(new byte[] { 0x6B, 0x3A, 0x20, 0xE2, 0x82 })] // cut short
    public void Bytes_that_are_no_text_are_a_finding(byte[] content)
    {
        using var files = new PolicyFiles();
        files.Write(PolicyFiles.Partner, content);

        Assert.Equal(["recipients/partner.yaml:1:1: SGP001: the file is not UTF-8 text; save it as UTF-8"], files.Findings());
    }

    private static long Allocated(Action work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
