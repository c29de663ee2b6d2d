using System.Buffers;

namespace ShareGateway.Audit.Entries;

/// <summary>The form of our own names: <c>[a-z][a-z0-9.-]*</c>, 64 characters at most.</summary>
internal static class NameForm
{
    internal const int MaxLength = 64;

    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    public static bool Fits(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= MaxLength && char.IsAsciiLetterLower(name[0]) && !name.ContainsAnyExcept(Characters);
}
