using System.Collections.Immutable;
using ShareGateway.Policy.Guardrails;
using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Explaining;

/// <summary>Which fields leave and which do not, with the lines that say so.</summary>
internal static class FieldExplanations
{
    public static IEnumerable<ExplainedField> Leaving(PolicySet set, SharePlan plan) => plan.Fields
        .Where(Leaves)
        .Select(field => new ExplainedField(field, new PolicyPlace(plan.File, field.Line), RulesOn(set, plan, field.DataCategory)));

    public static IEnumerable<WithheldField> Withheld(PolicySet set, SharePlan plan)
    {
        var named = plan.Fields.ToDictionary(field => field.Path);
        foreach (var field in plan.Contract.Fields)
        {
            var planned = named.GetValueOrDefault(field.Path);
            if (planned is null || !Leaves(planned))
            {
                PolicyPlace? place = planned is null ? null : new PolicyPlace(plan.File, planned.Line);
                yield return new WithheldField(field, place, RulesOn(set, plan, field.Category));
            }
        }
    }

    private static bool Leaves(PlannedField field) => field.Transform.Name != "drop";

    private static ImmutableArray<BearingRule> RulesOn(PolicySet set, SharePlan plan, string category) =>
    [
        .. GuardrailChain.Of(set, plan).SelectMany(guardrail => guardrail.Limits.FieldActions.Accepted
            .Where(rule => Terms.IsWithin(category, rule.Key))
            .Select(rule => new BearingRule(PlaceOf(guardrail, rule.Key), rule.Key, [.. rule.Value]))),
    ];

    private static PolicyPlace PlaceOf(ScopeGuardrail guardrail, string category) =>
        new(guardrail.File, guardrail.LineOf(GuardrailFile.FieldActions, category));
}
