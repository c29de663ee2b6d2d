namespace ShareGateway.Policy;

/// <summary>What may stand in one line that people read.</summary>
internal static class PlainText
{
    /// <summary>True for a control character, a line or paragraph separator, and a mark that turns the direction in which what follows is shown.</summary>
    /// <remarks>With such marks a line can read otherwise than it is written: https://trojansource.codes</remarks>
    public static bool Misleads(char c) =>
        char.IsControl(c) || c is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>The text with a question mark for each character that misleads.</summary>
    public static string Of(string text) => string.Concat(text.Select(c => Misleads(c) ? '?' : c));
}
