using System.Collections.Immutable;

namespace ShareGateway.Policy.Vocabulary;

/// <summary>Which countries a group of countries holds. The vocabulary names the groups and does not list them.</summary>
internal static class Places
{
    // Treaties, not the vocabulary: the 27 members of the European Union since 2020-02-01.
    private static readonly ImmutableSortedSet<string> Union = Countries(
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL",
        "PT", "RO", "SE", "SI", "SK");

    private static readonly ImmutableSortedSet<string> EconomicArea = Union.Union(Countries("IS", "LI", "NO"));

    /// <summary>
    /// The countries that a term stands for: a country stands for itself. Null for any other term, also for a group whose members are
    /// not listed here.
    /// </summary>
    /// <remarks>
    /// Overseas territories with a code of their own are not members here: whether Union law holds there differs from one to the next.
    /// </remarks>
    public static ImmutableSortedSet<string>? Members(string term) => term switch
    {
        "loc:EU27" => Union,
        "loc:EEA30" => EconomicArea,
        _ => Terms.IsKnown(TermKind.Place, term) ? Set(term) : null,
    };

    private static ImmutableSortedSet<string> Countries(params string[] codes) =>
        Set([.. codes.Select(code => "loc:" + code)]);

    private static ImmutableSortedSet<string> Set(params string[] terms) => ImmutableSortedSet.Create(StringComparer.Ordinal, terms);
}
