using ShareGateway.Policy;

namespace ShareGateway.Cli.Policies;

/// <summary>Findings in each form of <c>--output</c>.</summary>
internal static class FindingOutput
{
    /// <summary>Writes all findings, one line each or as one JSON array, and gives the exit code for them.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="findings">What was found, sorted.</param>
    /// <param name="form"><c>text</c>, <c>json</c> or <c>github</c>.</param>
    /// <param name="folder">The policy folder: GitHub's annotations name files from the repository's root.</param>
    public static int Write(Terminal terminal, IReadOnlyList<Finding> findings, string form, string folder)
    {
        switch (form)
        {
            case "json":
                terminal.WriteJson(findings.Select(f => new { code = f.Code, file = f.File, line = f.Line, column = f.Column, text = f.Text, hint = f.Hint }));
                break;
            case "github":
                Lines(terminal, findings, finding => Annotation(finding, folder));
                break;
            default:
                Lines(terminal, findings, finding => finding.ToString());
                break;
        }

        return findings.Count == 0 ? ExitCodes.Good : ExitCodes.Findings;
    }

    private static void Lines(Terminal terminal, IReadOnlyList<Finding> findings, Func<Finding, string> line)
    {
        foreach (var finding in findings)
        {
            terminal.Output.WriteLine(line(finding));
        }
    }

    private static string Annotation(Finding finding, string folder) => GithubAnnotation.Error(
        $"{folder.TrimEnd('/')}/{finding.File}", finding.Line, finding.Column, finding.Code, finding.Hint is null ? finding.Text : $"{finding.Text}; {finding.Hint}");
}
