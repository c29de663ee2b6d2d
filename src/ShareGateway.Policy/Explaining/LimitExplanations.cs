using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using ShareGateway.Policy.Guardrails;
using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Explaining;

/// <summary>The limits that an agreement stands under, each with everybody who states it.</summary>
internal sealed class LimitExplanations
{
    private static readonly string[] Areas = ["loc:EEA30", "loc:EU27"];

    private readonly SharePlan _plan;
    private readonly ImmutableArray<ScopeGuardrail> _chain;

    private LimitExplanations(PolicySet set, SharePlan plan) => (_plan, _chain) = (plan, [.. GuardrailChain.Of(set, plan)]);

    public static IEnumerable<LimitInForce> Of(PolicySet set, SharePlan plan) =>
        new LimitExplanations(set, plan).All().Where(limit => !limit.Stated.IsEmpty);

    private IEnumerable<LimitInForce> All()
    {
        var plan = _plan;
        yield return Limit(GuardrailFile.LegalBasisFor, plan.LegalBasis, "legalBasis", Bases());
        yield return Limit(GuardrailFile.RecipientRetention, plan.AfterDelivery.KeepFor.ToString(), "afterDelivery", Each(GuardrailFile.RecipientRetention, limits => limits.RecipientRetention?.ToString()));
        yield return Limit(GuardrailFile.AgreementLength, $"{Day(plan.ValidFrom)}/{Day(plan.ValidUntil)}", "validity", Each(GuardrailFile.AgreementLength, limits => limits.AgreementLength?.ToString()));
        if (plan.Consent is { } consent)
        {
            yield return Limit(GuardrailFile.ConsentAge, Age(consent.MaxAge), "consent", Each(GuardrailFile.ConsentAge, limits => limits.ConsentAge is { } age ? Age(age.Length) : null));
            yield return Limit(GuardrailFile.ConsentStaleness, XmlConvert.ToString(consent.MaxStaleness), "consent", Each(GuardrailFile.ConsentStaleness, limits => Text(limits.ConsentStaleness)));
        }

        yield return Limit(GuardrailFile.MinimumGroup, Text(plan.MinimumGroup) ?? "none", GuardrailFile.MinimumGroup, Each(GuardrailFile.MinimumGroup, limits => Text(limits.MinimumGroup)));
        yield return Limit(GuardrailFile.Reidentification, Text(plan.Reidentification), GuardrailFile.Reidentification, Each(GuardrailFile.Reidentification, limits => limits.Reidentification is { } may ? Text(may) : null));
        yield return Places(GuardrailFile.FreeWithin, limits => limits.FreeWithin);
        yield return Places(GuardrailFile.ElsewhereNeeds, limits => limits.ElsewhereNeeds);
    }

    private LimitInForce Limit(string name, string inForce, string key, IEnumerable<(PolicyPlace Place, string Value)> guardrails)
    {
        var stated = guardrails.ToList();
        if (_plan.Lines.TryGetValue(key, out int line))
        {
            stated.Add((new PolicyPlace(_plan.File, line), inForce));
        }

        return new LimitInForce(name, inForce, [.. stated.Select(each => new StatedLimit(each.Place, each.Value, each.Value == inForce))]);
    }

    // Sets meet by what they have in common, so every one of them decides.
    private LimitInForce Places(string name, Func<Limits, ImmutableSortedSet<string>?> of)
    {
        var stated = Each(name, limits => of(limits) is { } set ? Text(set) : null).ToList();
        var meet = _chain.Aggregate(Limits.Unlimited, (limits, guardrail) => limits.Meet(guardrail.Limits));
        return new LimitInForce(name, of(meet) is { } common ? Text(common) : "none", [.. stated.Select(each => new StatedLimit(each.Place, each.Value, Decides: true))]);
    }

    private IEnumerable<(PolicyPlace Place, string Value)> Each(string name, Func<Limits, string?> of) =>
        from guardrail in _chain
        let value = of(guardrail.Limits)
        where value is not null
        select (new PolicyPlace(guardrail.File, guardrail.LineOf(name)), value);

    private IEnumerable<(PolicyPlace Place, string Value)> Bases() =>
        from guardrail in _chain
        from rule in guardrail.Limits.LegalBases.Accepted
        where Terms.IsWithin(_plan.Purpose, rule.Key)
        select (new PolicyPlace(guardrail.File, guardrail.LineOf(GuardrailFile.LegalBasisFor, rule.Key)), $"{rule.Key}: [{string.Join(", ", Broadest(rule.Value))}]");

    // Guardrails write out the narrower bases; their authors wrote the broadest only.
    private static IEnumerable<string> Broadest(ImmutableSortedSet<string> bases) =>
        bases.Where(basis => !bases.Any(other => other != basis && Terms.IsWithin(basis, other)));

    private static string Text(ImmutableSortedSet<string> terms) =>
        Areas.FirstOrDefault(area => Vocabulary.Places.Members(area)!.SetEquals(terms)) ?? $"[{string.Join(", ", terms)}]";

    private static string Text(Reidentification may) => may == Policy.Reidentification.TwoPeople ? "two-people" : "never";

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(TimeSpan? time) => time is { } known ? XmlConvert.ToString(known) : null;

    // Plans count ages in days, policy files in months of 30 days.
    private static string Age(TimeSpan age) =>
        age.Days % 30 == 0 && age.Days > 0 ? FormattableString.Invariant($"P{age.Days / 30}M") : FormattableString.Invariant($"P{age.Days}D");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
