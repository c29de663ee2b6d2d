namespace ShareGateway.Policy.Comparing;

/// <summary>
/// Looks for a request that shows a looser change. It asks the gateway's own <see cref="Decisions"/> about both sets, so that an example
/// that is told is true; where it finds none, it tells none.
/// </summary>
internal sealed class ExampleFinder(PolicySet before, PolicySet after)
{
    /// <summary>A request under a new plan: one that the old set refuses when the change is about requests, else one that both permit.</summary>
    public RequestExample? Find(SharePlan? old, SharePlan now, Difference difference)
    {
        var passing = Candidates(old, now, now.Contract.Dataset).Select(Weigh).OfType<RequestExample>();
        var example = Best(passing, difference.IsAboutRequests);
        return example is null ? null : WithDetail(example, difference);
    }

    /// <summary>True when some request gets its data under a plan of the new set.</summary>
    public bool Serves(SharePlan now) => Candidates(null, now, now.Contract.Dataset).Any(candidate => Weigh(candidate) is not null);

    /// <summary>A request that names a dataset without its version.</summary>
    public RequestExample? FindVersionless(string dataset, IEnumerable<SharePlan> plans) => Best(
        plans.SelectMany(plan => Candidates(null, plan, dataset)).Select(Weigh).OfType<RequestExample>(), newlyPasses: true);

    private static RequestExample? Best(IEnumerable<RequestExample> passing, bool newlyPasses)
    {
        RequestExample? other = null;
        foreach (var example in passing)
        {
            if (example.NewlyPasses == newlyPasses)
            {
                return example;
            }

            other ??= example;
        }

        return other;
    }

    private RequestExample? Weigh((RequestExample Example, SharePlan Plan) candidate)
    {
        var (example, plan) = candidate;
        var request = new ShareRequest(example.Recipient, example.Dataset, example.Purpose);
        if (!Decisions.Decide(after, request, example.Moment, example.ConsentAge).Permits(out var permitted) || permitted.AgreementId != plan.AgreementId)
        {
            return null;
        }

        var decision = Decisions.Decide(before, request, example.Moment, example.ConsentAge);
        bool passed = decision.Permits(out _);
        return example with { NewlyPasses = !passed, RefusedBefore = passed ? "" : RefusalReasons.Code(decision.Reason) };
    }

    private RequestExample WithDetail(RequestExample example, Difference difference)
    {
        if (difference.Field is { } field)
        {
            return example with
            {
                Field = (field.After ?? field.Before!).Path.ToString(),
                ValueBefore = ValueExample.Of(field.Before),
                ValueAfter = ValueExample.Of(field.After),
            };
        }

        bool isClient = difference.ClientId.Length > 0 && after.FindClient(difference.ClientId)?.Id == example.Recipient;
        return isClient ? example with { ClientId = difference.ClientId } : example;
    }

    private IEnumerable<(RequestExample Example, SharePlan Plan)> Candidates(SharePlan? old, SharePlan now, string dataset) =>
        from day in Days(old, now)
        from age in Ages(old, now)
        select (new RequestExample(now.Recipient.Id, dataset, now.Purpose, new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero), age), now);

    // Whether a request passes changes only where a range of days begins or ends, so the ends and their neighbours are enough: those of
    // the plan itself, and of every old plan that may have answered the same request on a part of its days.
    private IEnumerable<DateOnly> Days(SharePlan? old, SharePlan now)
    {
        var answered = before.PlansOf(now.Recipient.Id).Where(plan => plan.Contract.Id == now.Contract.Id && plan.Purpose == now.Purpose);
        var plans = old is null ? answered.Append(now) : answered.Append(old).Append(now);
        var ranges = plans.SelectMany(plan => plan.TransferDays.Append(new DayRange(plan.ValidFrom, plan.ValidUntil)));
        return ranges.SelectMany(range => new[] { range.From.DayNumber, range.Until.DayNumber, range.From.DayNumber - 1, range.Until.DayNumber + 1 })
            .Where(day => now.ValidFrom.DayNumber <= day && day <= now.ValidUntil.DayNumber).Distinct().Order().Select(DateOnly.FromDayNumber);
    }

    // The freshest knowledge first; the oldest that counts shows a longer limit, and none at all that no consent is needed.
    private static TimeSpan?[] Ages(SharePlan? old, SharePlan now) =>
        now.Consent is { } consent ? [TimeSpan.Zero, consent.MaxStaleness] : old?.Consent is null ? [null] : [TimeSpan.Zero, null];
}
