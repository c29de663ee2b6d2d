using System.Text;

namespace ShareGateway.Sharing.Trials;

/// <summary>Looks for a text in bytes that leave: as it is, and in the encodings in which it could slip through.</summary>
internal static class LeakSearch
{
    /// <summary>True when the bytes hold the text: plain, escaped as JSON, in base64 at any offset, hexadecimal, or percent-encoded; letter case does not count.</summary>
    public static bool Finds(ReadOnlySpan<byte> bytes, string text)
    {
        string answer = Encoding.UTF8.GetString(bytes);
        return FormsOf(text).Any(form => form.Length > 0 && answer.Contains(form, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> FormsOf(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        yield return text;
        yield return System.Text.Json.JsonEncodedText.Encode(text).ToString();
        yield return Uri.EscapeDataString(text);
        yield return Convert.ToHexStringLower(utf8);
        for (int shift = 0; shift < 3 && utf8.Length > 3; shift++)
        {
            // Base64 of a longer text holds one of three cuts of ours, less the characters that its neighbours share.
            string cut = Convert.ToBase64String([.. new byte[shift], .. utf8]);
            yield return cut[(((shift * 8) + 5) / 6)..(cut.TrimEnd('=').Length - 1)];
        }
    }
}
