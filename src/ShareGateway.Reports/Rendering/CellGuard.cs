namespace ShareGateway.Reports.Rendering;

/// <summary>
/// Keeps a spreadsheet from taking a text for a formula: names of companies and reasons come from files that other people edit. An
/// apostrophe in front is what a spreadsheet itself writes for a text.
/// </summary>
internal static class CellGuard
{
    /// <summary>Gives the text, with an apostrophe in front where a program could read a formula or a command.</summary>
    /// <remarks>Source: OWASP, CSV injection; with the full-width forms that some programs fold.</remarks>
    public static string Text(string text) =>
        text.Length > 0 && (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠') ? "'" + text : text;
}
