namespace ShareGateway.Records.Json;

/// <summary>Reads JSON pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <param name="text">Empty, or <c>/data/records</c>.</param>
    /// <returns>The names on the way, <c>~1</c> and <c>~0</c> undone; none for the whole document.</returns>
    /// <exception cref="ArgumentException">The text is no pointer.</exception>
    public static string[] Parse(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        if (text[0] != '/' || HasStrayTilde(text))
        {
            throw new ArgumentException("expected a JSON pointer such as `/data/records`", nameof(text));
        }

        if (!text.Contains('~', StringComparison.Ordinal))
        {
            return text[1..].Split('/'); // nearly all: each response reads its own
        }

        return [.. text[1..].Split('/').Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    private static bool HasStrayTilde(string text)
    {
        for (int i = text.IndexOf('~', StringComparison.Ordinal); i >= 0; i = text.IndexOf('~', i + 1))
        {
            if (i + 1 == text.Length || text[i + 1] is not ('0' or '1'))
            {
                return true;
            }
        }

        return false;
    }
}
