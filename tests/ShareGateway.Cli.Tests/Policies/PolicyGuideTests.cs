using System.Text.RegularExpressions;

namespace ShareGateway.Cli.Tests.Policies;

/// <summary>
/// Does what <c>policies/README.md</c> says, in its order, on a copy of the shipped folder: each <c>diff</c> is made, each command of a
/// <c>console</c> block is run, and must print what the page shows (<c>…</c> stands for the rest of a line, alone for any lines).
/// </summary>
public sealed partial class PolicyGuideTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "policies");
    private static readonly string Page = File.ReadAllText(Path.Combine(Shipped, "README.md"));

    private readonly PolicyCopy _policies = new();

    public void Dispose() => _policies.Dispose();

    [Fact]
    public void What_the_page_shows_is_what_happens()
    {
        int commands = 0;
        foreach (Match block in Blocks().Matches(Page))
        {
            if (block.Groups["kind"].Value == "diff")
            {
                Apply(block.Groups["text"].Value);
            }
            else
            {
                Run(block.Groups["text"].Value);
                commands++;
            }
        }

        Assert.True(commands >= 5, "the page shows commands");
    }

    [Fact]
    public void Every_command_and_option_that_the_page_names_exists()
    {
        string[] named = [.. Named().Matches(Page).Select(match => match.Groups["command"].Value).Distinct(StringComparer.Ordinal)];

        Assert.Superset(new HashSet<string>(["check", "diff", "test", "explain", "impact", "sentence", "new", "schemas"]), named.ToHashSet());
        Assert.All(named, command => Assert.Equal((0, ""), Help(command)));
    }

    private static (int Code, string Error) Help(string command)
    {
        var run = CliRun.Of("policy", command, "--help");
        return (run.Code, run.Error);
    }

    private void Apply(string diff)
    {
        string[] lines = diff.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string file = lines[0]["--- ".Length..];
        for (int i = 1; i < lines.Length; i += 2)
        {
            Assert.Equal(('-', '+'), (lines[i][0], lines[i + 1][0]));
            _policies.Edit(file, lines[i][1..] + "\n", lines[i + 1][1..] + "\n");
        }
    }

    private void Run(string block)
    {
        string[] lines = block.TrimEnd('\n').Split('\n');
        string[] args = [.. lines[0]["$ sharegateway ".Length..].Split(' ').Select(arg => arg switch { "policies" => _policies.Root, "HEAD" => Shipped, _ => arg })];
        var run = CliRun.Of([.. args, .. args.Contains(_policies.Root) ? Array.Empty<string>() : [_policies.Root]]);

        string shown = string.Concat(lines[1..].Select(Pattern));
        string printed = run.Output.Replace(_policies.Root, "policies", StringComparison.Ordinal);
        Assert.True(Regex.IsMatch(printed, $"\\A{shown}\\z", RegexOptions.NonBacktracking), $"{lines[0]}\nprints\n{printed}{run.Error}");
    }

    private static string Pattern(string line) => line switch
    {
        "…" => "(?:.*\n)*",
        _ when line.EndsWith('…') => Regex.Escape(line[..^1]) + ".*\n",
        _ => Regex.Escape(line) + "\n",
    };

    [GeneratedRegex("^```(?<kind>diff|console)\n(?<text>([^\n]*\n)*?)```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Blocks();

    [GeneratedRegex("sharegateway policy (?<command>[a-z]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Named();
}
