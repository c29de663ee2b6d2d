using System.Collections.Immutable;

namespace ShareGateway.Policy.Explaining;

/// <summary>One agreement under which a person's data may leave, and what that would take.</summary>
/// <param name="Plan">The agreement. Its <see cref="SharePlan.Consent"/> says what consent is needed; null says that none is.</param>
/// <param name="Refused">Why no request passes at the moment, whatever the person said; null when requests pass.</param>
/// <param name="Subjects">The fields of a record that may name the person.</param>
public sealed record PersonReach(SharePlan Plan, RefusalReason? Refused, ImmutableArray<PlannedSubject> Subjects)
{
    /// <summary>
    /// Every agreement on records that name people by a scheme, by agreement id. Holds for everybody of the scheme: no person is looked up,
    /// and whether there is a record about one is not known here.
    /// </summary>
    /// <param name="set">The policies.</param>
    /// <param name="scheme">A numbering of people, such as <c>customer-number</c>.</param>
    /// <param name="at">The moment to decide for.</param>
    public static ImmutableArray<PersonReach> Of(PolicySet set, string scheme, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(set);
        return
        [
            .. from plan in set.Plans
               let subjects = plan.SubjectFields.Where(subject => subject.Scheme == scheme).ToImmutableArray()
               where !subjects.IsEmpty
               select new PersonReach(plan, RefusedAt(set, plan, at), subjects),
        ];
    }

    private static RefusalReason? RefusedAt(PolicySet set, SharePlan plan, DateTimeOffset at)
    {
        if (!plan.IsValidAt(at))
        {
            return SharePlan.UtcDay(at) < plan.ValidFrom ? RefusalReason.AgreementNotYetValid : RefusalReason.AgreementOver;
        }

        var request = new ShareRequest(plan.Recipient.Id, plan.Contract.Dataset, plan.Purpose);
        var decision = Decisions.Decide(set, request, at, consentAge: TimeSpan.Zero);
        return decision.Permits(out _) ? null : decision.Reason;
    }
}
