namespace ShareGateway.Audit.Entries;

/// <summary>
/// Names as a caller wrote them may hold anything, a person's e-mail address included. Only what has the form of a name of ours
/// reaches the log; all else becomes the empty text.
/// </summary>
internal static class AskedName
{
    /// <summary>Keeps <c>[a-z][a-z0-9.-]*</c>, with <c>@</c> and digits behind it or without, 64 characters in all.</summary>
    public static string DatasetOrEmpty(string name)
    {
        int at = name.IndexOf('@', StringComparison.Ordinal);
        var id = name.AsSpan(0, at < 0 ? name.Length : at);
        var version = at < 0 ? "1" : name.AsSpan(at + 1);
        bool known = name.Length <= NameForm.MaxLength && NameForm.Fits(id)
            && !version.IsEmpty && !version.ContainsAnyExceptInRange('0', '9');
        return known ? name : "";
    }

    /// <summary>Keeps terms such as <c>dpv:Marketing</c>: ASCII letters, digits, <c>:</c>, <c>.</c> and <c>-</c>, a letter first, 64 characters at most.</summary>
    public static string PurposeOrEmpty(string name)
    {
        bool known = name.Length is > 0 and <= NameForm.MaxLength && char.IsAsciiLetter(name[0]);
        foreach (char c in known ? name : "")
        {
            known &= char.IsAsciiLetterOrDigit(c) || c is ':' or '.' or '-';
        }

        return known ? name : "";
    }
}
