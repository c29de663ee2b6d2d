using ShareGateway.Policy.Guardrails;

namespace ShareGateway.Policy.Explaining;

/// <summary>The guardrails that an agreement stands under.</summary>
internal static class GuardrailChain
{
    /// <summary>Outermost first.</summary>
    public static IEnumerable<ScopeGuardrail> Of(PolicySet set, SharePlan plan) =>
        plan.Guardrails.Select(file => set.Guardrails.First(guardrail => guardrail.File == file));

    /// <summary>The place of a limit in each guardrail of the chain that states it.</summary>
    public static IEnumerable<PolicyPlace> Stating(PolicySet set, SharePlan plan, string limit, Func<Limits, bool> states) =>
        Of(set, plan).Where(guardrail => states(guardrail.Limits)).Select(guardrail => new PolicyPlace(guardrail.File, guardrail.LineOf(limit)));
}
