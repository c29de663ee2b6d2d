using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Vocabulary;

/// <summary>Says what an author may have meant.</summary>
internal static class Nearest
{
    /// <summary>A hint for a term: one that only lacks its prefix, one that people write otherwise, or a near one.</summary>
    public static string? TermHint(string written, TermKind kind)
    {
        string local = written[(written.IndexOf(':', StringComparison.Ordinal) + 1)..];
        string? meant = Terms.OfKind(kind).FirstOrDefault(term => Local(term).Equals(local, StringComparison.OrdinalIgnoreCase)) ?? Otherwise(local, kind);
        return meant is not null ? $"did you mean `{meant}`?"
            : kind == TermKind.Place && Terms.IsKnown(TermKind.PlaceGroup, written) ? "it is a group of countries: name each country"
            : Hint(written, Terms.OfKind(kind));
    }

    private static string Local(string term) => term[(term.IndexOf(':', StringComparison.Ordinal) + 1)..];

    // Codes that the European Union itself uses beside those of ISO 3166.
    private static string? Otherwise(string local, TermKind kind) => (kind, local.ToUpperInvariant()) switch
    {
        (TermKind.Place, "UK") => "loc:GB",
        (TermKind.Place, "EL") => "loc:GR",
        _ => null,
    };

    /// <summary>A hint <c>did you mean `x`?</c>, or null when no known name is near.</summary>
    public static string? Hint(string written, IEnumerable<string> known) =>
        NearestName.Of(written, known) is { } nearest ? $"did you mean `{nearest}`?" : null;
}
