using System.Collections.Immutable;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Guardrails;

/// <summary>
/// What a guardrail allows at most; also the meet of several. Limits form a semilattice: <see cref="Meet"/> is commutative, associative and
/// idempotent, and never allows more than either side (I6). Null stands for "not limited". Compared by value.
/// </summary>
internal sealed record Limits
{
    /// <summary>Nothing is limited: the neutral element of <see cref="Meet"/>.</summary>
    public static Limits Unlimited { get; } = new();

    /// <summary>Purposes that are forbidden, and everything narrower.</summary>
    public ImmutableSortedSet<string> ForbiddenPurposes { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Purpose to legal bases, narrower bases written out.</summary>
    public TermRules LegalBases { get; init; } = TermRules.None;

    /// <summary>Data category to names of transforms.</summary>
    public TermRules FieldActions { get; init; } = TermRules.None;

    /// <summary>Countries to which data may go without a transfer tool.</summary>
    public ImmutableSortedSet<string>? FreeWithin { get; init; }

    /// <summary>Transfer tools, one of which any other country needs.</summary>
    public ImmutableSortedSet<string>? ElsewhereNeeds { get; init; }

    /// <summary>Longest time that a recipient may keep data.</summary>
    public Period? RecipientRetention { get; init; }

    /// <summary>Longest time from the first to the last day of an agreement.</summary>
    public Period? AgreementLength { get; init; }

    /// <summary>Oldest consent that counts.</summary>
    public Period? ConsentAge { get; init; }

    /// <summary>Oldest knowledge of consents that counts.</summary>
    public TimeSpan? ConsentStaleness { get; init; }

    /// <summary>Smallest number of people about whom a count may be told: the greater is the tighter.</summary>
    public int? MinimumGroup { get; init; }

    /// <summary>Whether pseudonyms may be led back.</summary>
    public Reidentification? Reidentification { get; init; }

    /// <summary>The most that both allow.</summary>
    public Limits Meet(Limits other) => new()
    {
        ForbiddenPurposes = ForbiddenPurposes.Union(other.ForbiddenPurposes),
        LegalBases = LegalBases.Meet(other.LegalBases),
        FieldActions = FieldActions.Meet(other.FieldActions),
        FreeWithin = Both(FreeWithin, other.FreeWithin),
        ElsewhereNeeds = Both(ElsewhereNeeds, other.ElsewhereNeeds),
        RecipientRetention = Least(RecipientRetention, other.RecipientRetention),
        AgreementLength = Least(AgreementLength, other.AgreementLength),
        ConsentAge = Least(ConsentAge, other.ConsentAge),
        ConsentStaleness = Least(ConsentStaleness, other.ConsentStaleness),
        MinimumGroup = MinimumGroup > other.MinimumGroup ? MinimumGroup : other.MinimumGroup ?? MinimumGroup,
        Reidentification = Reidentification < other.Reidentification ? Reidentification : other.Reidentification ?? Reidentification,
    };

    /// <summary>True when these limits allow nothing that the others do not.</summary>
    public bool IsWithin(Limits other) => Meet(other) == this;

    /// <summary>False when the purpose, or a broader one, is forbidden.</summary>
    public bool AllowsPurpose(string purpose) => !ForbiddenPurposes.Any(forbidden => Terms.IsWithin(purpose, forbidden));

    /// <summary>True when every rule on the purpose accepts the basis.</summary>
    public bool AllowsBasis(string purpose, string basis) => !LegalBases.Against(purpose, basis).Any();

    /// <summary>True when every rule on the category accepts the transform. Leaving a field out is always allowed.</summary>
    public bool AllowsAction(string category, string action) => action == "drop" || !FieldActions.Against(category, action).Any();

    /// <summary>True when a rule for the category, or a broader one, names the action: for what needs more than that nobody forbids it.</summary>
    public bool NamesAction(string category, string action) =>
        FieldActions.Accepted.Any(rule => Terms.IsWithin(category, rule.Key) && rule.Value.Contains(action));

    /// <summary>True when data may go to all of these countries: freely, or with a tool that is accepted.</summary>
    /// <param name="countries">Where it would go; nowhere at all is not covered.</param>
    /// <param name="tool">The recipient's tool; empty for none.</param>
    public bool AllowsTransfer(IReadOnlyCollection<string> countries, string tool) =>
        countries.Count > 0 && (IsFree(countries) || (tool.Length > 0 && ElsewhereNeeds?.Contains(tool) == true));

    /// <summary>True when all of these countries lie where no tool is needed. Without any statement, no country does.</summary>
    public bool IsFree(IEnumerable<string> countries) => FreeWithin is not null && countries.All(FreeWithin.Contains);

    /// <inheritdoc/>
    public bool Equals(Limits? other) =>
        other is not null
        && ForbiddenPurposes.SetEquals(other.ForbiddenPurposes)
        && LegalBases.Equals(other.LegalBases)
        && FieldActions.Equals(other.FieldActions)
        && Same(FreeWithin, other.FreeWithin)
        && Same(ElsewhereNeeds, other.ElsewhereNeeds)
        && (RecipientRetention, AgreementLength) == (other.RecipientRetention, other.AgreementLength)
        && (ConsentAge, ConsentStaleness) == (other.ConsentAge, other.ConsentStaleness)
        && (MinimumGroup, Reidentification) == (other.MinimumGroup, other.Reidentification);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RecipientRetention, AgreementLength, ConsentAge, ConsentStaleness);

    private static ImmutableSortedSet<string>? Both(ImmutableSortedSet<string>? one, ImmutableSortedSet<string>? other) =>
        one is null || other is null ? one ?? other : one.Intersect(other);

    private static T? Least<T>(T? one, T? other)
        where T : struct, IComparable<T> =>
        one is not { } left || other is not { } right ? one ?? other : left.CompareTo(right) <= 0 ? left : right;

    private static bool Same(ImmutableSortedSet<string>? one, ImmutableSortedSet<string>? other) =>
        one is null || other is null ? one == other : one.SetEquals(other);
}
