using System.Collections.Immutable;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Guardrails;

/// <summary>
/// Rules of the form "for this term, or a narrower one, only these are accepted". A term without a rule is not limited; a term under
/// several rules needs all of them. Compared by value.
/// </summary>
internal sealed class TermRules : IEquatable<TermRules>
{
    private TermRules(ImmutableSortedDictionary<string, ImmutableSortedSet<string>> accepted) => Accepted = accepted;

    /// <summary>No rule: everything is accepted.</summary>
    public static TermRules None { get; } =
        new(ImmutableSortedDictionary.Create<string, ImmutableSortedSet<string>>(StringComparer.Ordinal));

    /// <summary>Term to what is accepted for it.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedSet<string>> Accepted { get; }

    /// <summary>With one more rule; a rule on the same term keeps only what both accept.</summary>
    public TermRules With(string term, IEnumerable<string> accepted)
    {
        var set = accepted.ToImmutableSortedSet(StringComparer.Ordinal);
        return new(Accepted.SetItem(term, Accepted.TryGetValue(term, out var present) ? present.Intersect(set) : set));
    }

    /// <summary>Everything that either demands.</summary>
    public TermRules Meet(TermRules other) => other.Accepted.Aggregate(this, (rules, rule) => rules.With(rule.Key, rule.Value));

    /// <summary>The terms of the rules that do not accept a value for a term; empty when it is accepted.</summary>
    public IEnumerable<string> Against(string term, string value) =>
        Accepted.Where(rule => Terms.IsWithin(term, rule.Key) && !rule.Value.Contains(value)).Select(rule => rule.Key);

    /// <inheritdoc/>
    public bool Equals(TermRules? other) =>
        other is not null && Accepted.Count == other.Accepted.Count
        && Accepted.All(rule => other.Accepted.TryGetValue(rule.Key, out var set) && rule.Value.SetEquals(set));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TermRules);

    /// <inheritdoc/>
    public override int GetHashCode() => Accepted.Count;
}
