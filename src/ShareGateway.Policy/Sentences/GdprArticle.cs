using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ShareGateway.Policy.Sentences;

/// <summary>The article of the GDPR that a term such as <c>eu-gdpr:A46-2-c</c> stands for.</summary>
/// <param name="Article">Its number.</param>
/// <param name="Paragraph">Its paragraph.</param>
/// <param name="Point">Its point, one letter; empty when the term names none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly partial record struct GdprArticle(string Article, string Paragraph, string Point)
{
    /// <summary>Null for a term that names no article, such as <c>eu-gdpr:Consent</c>.</summary>
    public static GdprArticle? Of(string term) => Pattern().Match(term) is { Success: true } match
        ? new GdprArticle(match.Groups["a"].Value, match.Groups["n"].Value, match.Groups["p"].Value)
        : null;

    // A narrower term adds words after the point: `A6-1-a-explicit-consent`.
    [GeneratedRegex(
        @"\Aeu-gdpr:A(?<a>[0-9]{1,2})-(?<n>[0-9])(-(?<p>[a-z])(-[a-z-]+)?)?\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
