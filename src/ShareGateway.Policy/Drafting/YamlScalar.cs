using System.Text;

namespace ShareGateway.Policy.Drafting;

/// <summary>Writes a text so that YAML reads it back as it is, in a block and between braces.</summary>
internal static class YamlScalar
{
    // Whatever begins so, or holds one of these, means something else in YAML somewhere; quotes never hurt.
    private const string Indicators = "-?:,[]{}#&*!|>'\"%@`~";

    public static string Of(string text) => IsPlain(text) ? text : Quoted(text);

    /// <summary>A list between brackets.</summary>
    public static string Of(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Of))}]";

    private static bool IsPlain(string text) =>
        text.Length > 0 && !Indicators.Contains(text[0]) && text.Trim() == text && !text.EndsWith(':')
        && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal)
        && !text.Any(c => c is ',' or '[' or ']' or '{' or '}' || char.IsControl(c)) && !IsAnotherType(text);

    // What editors and other tools read as a number, a truth or nothing: the loader would take its text, people would wonder.
    private static bool IsAnotherType(string text) =>
        text.All(c => char.IsAsciiDigit(c) || c is '.' or '+' or 'e' or 'E' or '_') || text.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "on" or "off" or "null" or "y" or "n";

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            quoted.Append(c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString());
        }

        return quoted.Append('"').ToString();
    }
}
