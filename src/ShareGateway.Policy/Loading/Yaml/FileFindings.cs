namespace ShareGateway.Policy.Loading.Yaml;

/// <summary>Collects what is wrong in one file.</summary>
/// <param name="file">The file, relative to the policy folder, with forward slashes.</param>
/// <param name="all">Where the findings of all files go.</param>
internal sealed class FileFindings(string file, ICollection<Finding> all)
{
    private const int MaxText = 400;

    /// <summary>The file, relative to the policy folder, with forward slashes.</summary>
    public string File => file;

    public void Add(string code, Mark at, string text, string? hint = null) =>
        all.Add(new Finding(code, file, at.Line, at.Column, OneLine(text), hint));

    // A finding is one line of a terminal or a log: what an author wrote may neither break it nor fill it.
    private static string OneLine(string text)
    {
        string line = PlainText.Of(text);
        return line.Length <= MaxText ? line : line[..MaxText] + "…";
    }
}
