using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ShareGateway.Policy;

/// <summary>
/// The outcome of weighing one request against a policy set. The plan can be had only from a permit, so code that forwards data
/// without a permit does not compile. The zero value refuses.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Decision
{
    private readonly SharePlan? _plan;
    private readonly string? _agreementId;

    private Decision(SharePlan? plan, RefusalReason reason, string agreementId) =>
        (_plan, Reason, _agreementId) = (plan, reason, agreementId);

    /// <summary>Meaningful only when <see cref="Permits"/> is false.</summary>
    public RefusalReason Reason { get; }

    /// <summary>The agreement that settled the matter; empty when none covered recipient, dataset and purpose.</summary>
    public string AgreementId => _agreementId ?? "";

    /// <summary>Makes a refusal.</summary>
    /// <param name="reason">Why; every value refuses, the zero value too.</param>
    /// <param name="agreementId">The agreement that settled the matter, if one did.</param>
    public static Decision Refuse(RefusalReason reason, string agreementId = "") => new(null, reason, agreementId);

    /// <summary>True for a permit, and then hands out the plan to carry out.</summary>
    public bool Permits([NotNullWhen(true)] out SharePlan? plan) => (plan = _plan) is not null;

    internal static Decision Permit(SharePlan plan) => new(plan, RefusalReason.Unspecified, plan.AgreementId);
}
