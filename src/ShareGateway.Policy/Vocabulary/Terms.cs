using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ShareGateway.Policy.Vocabulary;

/// <summary>
/// The terms that policy files may use: W3C Data Privacy Vocabulary 2.3 (https://w3id.org/dpv), pinned as a table in this assembly, because
/// the graph changes between releases and a term must not move under a signed agreement.
/// </summary>
/// <remarks>The terms form a graph, not a tree: a term may have several broader ones, also of another kind.</remarks>
internal static class Terms
{
    private static readonly FrozenDictionary<string, Term> Table = TermTable.Read().ToFrozenDictionary(term => term.Name, StringComparer.Ordinal);

    // Each term with everything broader, worked out once: a policy folder asks tens of thousands of times.
    private static readonly FrozenDictionary<string, FrozenSet<string>> Upward =
        Table.Keys.ToFrozenDictionary(term => term, term => BroaderThan(term).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>True when the term stands in the table and is of this kind.</summary>
    public static bool IsKnown(TermKind kind, string term) => Table.TryGetValue(term, out var found) && found.Kind == kind;

    /// <summary>All terms of a kind, in the table's order.</summary>
    public static IEnumerable<string> OfKind(TermKind kind) => Table.Values.Where(term => term.Kind == kind).Select(term => term.Name);

    /// <summary>True when a term is another one or narrower than it. A term that the table does not hold is within itself only.</summary>
    public static bool IsWithin(string term, string broader) =>
        term == broader || (Upward.TryGetValue(term, out var all) && all.Contains(broader));

    /// <summary>The term itself and everything narrower, of every kind, in ordinal order.</summary>
    public static ImmutableSortedSet<string> AllWithin(string broader) =>
        Table.Keys.Where(term => IsWithin(term, broader)).Append(broader).ToImmutableSortedSet(StringComparer.Ordinal);

    private static HashSet<string> BroaderThan(string term)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Stack<string>([term]);
        while (ahead.TryPop(out string? next))
        {
            if (all.Add(next) && Table.TryGetValue(next, out var found))
            {
                found.Broader.ToList().ForEach(ahead.Push);
            }
        }

        return all;
    }
}
