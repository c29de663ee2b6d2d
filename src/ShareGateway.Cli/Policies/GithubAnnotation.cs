using System.Globalization;
using System.Text;

namespace ShareGateway.Cli.Policies;

/// <summary>The workflow commands of GitHub Actions: https://docs.github.com/actions/reference/workflow-commands-for-github-actions</summary>
internal static class GithubAnnotation
{
    /// <summary>One error at a place of a file; no text can break out of it.</summary>
    public static string Error(string file, int line, int column, string title, string text) => Of("error", file, line, column, title, text);

    /// <summary>The same at a level: <c>error</c>, <c>warning</c> or <c>notice</c>.</summary>
    public static string Of(string level, string file, int line, int column, string title, string text) => string.Create(
        CultureInfo.InvariantCulture, $"::{level} file={Property(file)},line={line},col={column},title={Property(title)}::{Data(text)}");

    private static string Data(string text) => new StringBuilder(text).Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A").ToString();

    private static string Property(string text) => new StringBuilder(Data(text)).Replace(":", "%3A").Replace(",", "%2C").ToString();
}
