using System.Collections.Immutable;

namespace ShareGateway.Policy.Explaining;

/// <summary>Why a request may pass or not: the decision of the data plane, and the lines of the policy files behind it.</summary>
public sealed record Explanation
{
    private Explanation()
    {
    }

    /// <summary>What was asked.</summary>
    public required ShareRequest Request { get; init; }

    /// <summary>The moment of the decision.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>True when the request may pass.</summary>
    public required bool Permitted { get; init; }

    /// <summary>Why not; meaningful only when <see cref="Permitted"/> is false.</summary>
    public required RefusalReason Reason { get; init; }

    /// <summary>The agreement that settled the matter; null when none covers recipient, dataset and purpose.</summary>
    public SharePlan? Plan { get; init; }

    /// <summary>The lines that the decision rests on; empty when no file says anything about what was asked.</summary>
    public required ImmutableArray<DecidingLine> DecidedBy { get; init; }

    /// <summary>The fields that leave, in the agreement's order; also those that would, were the request not refused. Empty without a plan.</summary>
    public ImmutableArray<ExplainedField> Fields { get; init; } = [];

    /// <summary>The contract's fields that do not leave, in the contract's order. Empty without a plan.</summary>
    public ImmutableArray<WithheldField> Withheld { get; init; } = [];

    /// <summary>The limits in force, each with the lines that state it. Empty without a plan.</summary>
    public ImmutableArray<LimitInForce> Limits { get; init; } = [];

    /// <summary>
    /// Decides as the data plane would and says why. There is no gateway here: its knowledge of consents is taken to be fresh, and no
    /// person's consent is looked at.
    /// </summary>
    /// <param name="set">The policies.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="at">The moment to decide for.</param>
    public static Explanation Of(PolicySet set, ShareRequest request, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(set);
        var decision = Decisions.Decide(set, request, at, consentAge: TimeSpan.Zero);
        bool permitted = decision.Permits(out var plan);
        plan ??= set.Plans.FirstOrDefault(known => known.AgreementId == decision.AgreementId);
        var explanation = new Explanation
        {
            Request = request,
            At = at,
            Permitted = permitted,
            Reason = decision.Reason,
            Plan = plan,
            DecidedBy = [.. DecidingLines.Of(set, request, decision, plan)],
        };
        return plan is null ? explanation : explanation with
        {
            Fields = [.. FieldExplanations.Leaving(set, plan)],
            Withheld = [.. FieldExplanations.Withheld(set, plan)],
            Limits = [.. LimitExplanations.Of(set, plan)],
        };
    }
}
