using System.Collections.Immutable;

namespace ShareGateway.Policy;

/// <summary>Weighs requests. Pure: no clock, no disk, no state; the same arguments always give the same decision. Allocates nothing.</summary>
public static class Decisions
{
    /// <summary>
    /// Decides one request. The first of these that fails is the reason: recipient known, dataset known, an agreement of this recipient
    /// on it, a purpose stated, the purpose agreed (exactly this term), the agreement valid now, the transfer covered today, and consent
    /// knowledge fresh enough when the agreement rests on consent.
    /// </summary>
    /// <param name="set">The set that the request uses to its end.</param>
    /// <param name="request">What is asked. A dataset without its version means the highest one that the recipient has an agreement on.</param>
    /// <param name="now">The moment of the decision; agreements count days in UTC.</param>
    /// <param name="consentAge">How old the gateway's knowledge of consents is; null when it has none.</param>
    public static Decision Decide(PolicySet set, ShareRequest request, DateTimeOffset now, TimeSpan? consentAge)
    {
        ArgumentNullException.ThrowIfNull(set);
        var plans = set.Index.Find(request);
        return plans.IsEmpty ? Decision.Refuse(WhyNone(set, request)) : DecideAmong(plans, now, consentAge);
    }

    private static RefusalReason WhyNone(PolicySet set, ShareRequest request)
    {
        if (request.RecipientId is not { } recipientId || set.FindRecipient(recipientId) is null)
        {
            return RefusalReason.UnknownRecipient;
        }

        if (!set.Index.KnowsDataset(request.Dataset))
        {
            return RefusalReason.UnknownDataset;
        }

        if (!set.Index.HasAgreement(recipientId, request.Dataset))
        {
            return RefusalReason.NoAgreement;
        }

        return string.IsNullOrEmpty(request.Purpose) ? RefusalReason.PurposeMissing : RefusalReason.PurposeNotAgreed;
    }

    private static Decision DecideAmong(ImmutableArray<SharePlan> plans, DateTimeOffset now, TimeSpan? consentAge)
    {
        // Agreements of one recipient, dataset and purpose never overlap in time: the loader sees to it.
        foreach (var plan in plans)
        {
            if (plan.IsValidAt(now))
            {
                return DecideOn(plan, now, consentAge);
            }
        }

        return RefuseByDate(plans, SharePlan.UtcDay(now));
    }

    private static Decision DecideOn(SharePlan plan, DateTimeOffset now, TimeSpan? consentAge)
    {
        if (!plan.IsTransferCoveredAt(now))
        {
            return Decision.Refuse(RefusalReason.TransferNotCovered, plan.AgreementId);
        }

        return plan.Consent is { } consent && !IsFresh(consentAge, consent.MaxStaleness)
            ? Decision.Refuse(RefusalReason.ConsentKnowledgeTooOld, plan.AgreementId)
            : Decision.Permit(plan);
    }

    // Plans come by their first day: the first that begins later is the next one, and without one, the last was the last.
    private static Decision RefuseByDate(ImmutableArray<SharePlan> plans, DateOnly today)
    {
        foreach (var plan in plans)
        {
            if (plan.ValidFrom > today)
            {
                return Decision.Refuse(RefusalReason.AgreementNotYetValid, plan.AgreementId);
            }
        }

        return Decision.Refuse(RefusalReason.AgreementOver, plans[^1].AgreementId);
    }

    // A negative age is a clock that went wrong, not fresh knowledge.
    private static bool IsFresh(TimeSpan? age, TimeSpan limit) => age is { } known && known >= TimeSpan.Zero && known <= limit;
}
