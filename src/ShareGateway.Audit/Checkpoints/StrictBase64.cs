namespace ShareGateway.Audit.Checkpoints;

/// <summary>Base64 with one text per value: no white space, no missing padding, no stray bits, so that a changed character always shows.</summary>
internal static class StrictBase64
{
    public static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        bool decoded = Convert.TryFromBase64String(text, bytes, out int length);
        bytes = bytes[..length];
        return decoded && string.Equals(Convert.ToBase64String(bytes), text, StringComparison.Ordinal);
    }
}
