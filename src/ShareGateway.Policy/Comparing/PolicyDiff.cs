using System.Collections.Immutable;
using ShareGateway.Policy.Guardrails;

namespace ShareGateway.Policy.Comparing;

/// <summary>Says what a change of the policies changes: for each agreement as it takes effect, and for each guardrail.</summary>
public sealed class PolicyDiff
{
    private readonly PolicySet _before;
    private readonly PolicySet _after;
    private readonly ExampleFinder _examples;
    private readonly ImmutableArray<PolicyChange>.Builder _changes = ImmutableArray.CreateBuilder<PolicyChange>();

    private PolicyDiff(PolicySet before, PolicySet after) => (_before, _after, _examples) = (before, after, new ExampleFinder(before, after));

    /// <summary>
    /// All differences that bear on what may leave: agreements by id, then guardrails by scope, then recipients; within one, in the order of
    /// its file. Titles, owners, versions, reasons and contacts are not compared. Exchanging the sets exchanges tighter and looser.
    /// </summary>
    /// <param name="before">The set in force.</param>
    /// <param name="after">The set that would follow.</param>
    /// <remarks>When nothing is looser or without an order, the new set lets nothing pass that the old one did not.</remarks>
    public static ImmutableArray<PolicyChange> Between(PolicySet before, PolicySet after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var diff = new PolicyDiff(before, after);
        diff.CompareAgreements();
        diff.CompareGuardrails();
        diff.CompareVersionless();
        return diff._changes.ToImmutable();
    }

    private void CompareAgreements()
    {
        var old = _before.Plans.ToDictionary(plan => plan.AgreementId, StringComparer.Ordinal);
        var now = _after.Plans.ToDictionary(plan => plan.AgreementId, StringComparer.Ordinal);
        foreach (string id in old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var was = old.GetValueOrDefault(id);
            var becomes = now.GetValueOrDefault(id);
            var differences = was is null ? [New(becomes!)] : becomes is null ? [Gone(was)] : PlanComparison.Of(was, becomes);
            foreach (var difference in differences)
            {
                var example = difference.Order == ChangeOrder.Looser ? _examples.Find(was, becomes!, difference) : null;
                Add(ChangeSubject.Agreement, id, (becomes ?? was!).File, difference, example);
            }
        }
    }

    // An agreement under which nothing passes, such as one whose transfer no tool covers, is a change all the same; it allows no more.
    private Difference New(SharePlan plan) => _examples.Serves(plan)
        ? new Difference("agreement", ChangeOrder.Looser, "", plan.AgreementId, ChangePhrases.NewAgreement(plan)) { IsAboutRequests = true }
        : new Difference("agreement", ChangeOrder.Neither, "", plan.AgreementId, ChangePhrases.Idle(ChangePhrases.NewAgreement(plan)));

    private Difference Gone(SharePlan plan) => new ExampleFinder(_after, _before).Serves(plan)
        ? new Difference("agreement", ChangeOrder.Tighter, plan.AgreementId, "", ChangePhrases.GoneAgreement(plan))
        : new Difference("agreement", ChangeOrder.Neither, plan.AgreementId, "", ChangePhrases.Idle(ChangePhrases.GoneAgreement(plan)));

    private void CompareGuardrails()
    {
        var old = _before.Guardrails.ToDictionary(guardrail => guardrail.Scope, StringComparer.Ordinal);
        var now = _after.Guardrails.ToDictionary(guardrail => guardrail.Scope, StringComparer.Ordinal);
        foreach (string scope in old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var was = old.GetValueOrDefault(scope);
            var becomes = now.GetValueOrDefault(scope);
            var limits = was?.Limits ?? Limits.Unlimited;
            foreach (var difference in LimitsComparison.Of(limits, becomes?.Limits ?? Limits.Unlimited))
            {
                var example = difference.Order == ChangeOrder.Looser ? ExampleUnder(scope, limits, difference) : null;
                Add(ChangeSubject.Guardrail, scope, (becomes ?? was!).File, difference with { Line = LineOf(becomes, difference.Dimension) }, example);
            }
        }
    }

    private RequestExample? ExampleUnder(string scope, Limits limits, Difference difference) => _after.Plans
        .Where(plan => IsUnder(plan, scope) && LimitUse.GoesBeyond(plan, limits, difference.Dimension))
        .Select(plan => _examples.Find(_before.Plans.FirstOrDefault(old => old.AgreementId == plan.AgreementId), plan, difference with { IsAboutRequests = true }))
        .FirstOrDefault(example => example is not null);

    private static bool IsUnder(SharePlan plan, string scope) => scope.Length == 0 || plan.File.StartsWith(scope + "/", StringComparison.Ordinal);

    // The key of a limit with its term, as the guardrail's file has it: `fieldActions` and `pd:Name`, or `recipientRetention`.
    private static int LineOf(ScopeGuardrail? guardrail, string dimension)
    {
        string[] parts = dimension.Split('.', 2);
        return guardrail is null ? 1
            : parts is ["maximum" or "transfer", var limit] ? guardrail.LineOf(limit)
            : guardrail.LineOf(parts[0], parts.Length > 1 ? parts[1] : "");
    }

    // A dataset without its version means the highest one that the recipient has an agreement on. When that one goes, such a request falls
    // back to a lower one, and may pass for a purpose for which it did not.
    private void CompareVersionless()
    {
        var old = Highest(_before);
        foreach (var ((recipient, dataset), plan) in Highest(_after).OrderBy(pair => pair.Key.Recipient, StringComparer.Ordinal).ThenBy(pair => pair.Key.Dataset, StringComparer.Ordinal))
        {
            if (old.TryGetValue((recipient, dataset), out var was) && was.Contract.Major != plan.Contract.Major)
            {
                var order = Orders.Shrinking(was.Contract.Major, plan.Contract.Major);
                string before = was.Contract.Dataset;
                var difference = new Difference(
                    "dataset.version", order, before, plan.Contract.Dataset, ChangePhrases.Versionless(dataset, was.Contract.Major, plan.Contract.Major));
                var example = order == ChangeOrder.Looser ? _examples.FindVersionless(dataset, _after.PlansOf(recipient).Where(p => p.Contract.Dataset == plan.Contract.Dataset)) : null;
                Add(ChangeSubject.Recipient, recipient, plan.Recipient.File, difference, example);
            }
        }
    }

    private static Dictionary<(string Recipient, string Dataset), SharePlan> Highest(PolicySet set) => set.Plans
        .GroupBy(plan => (plan.Recipient.Id, plan.Contract.Id)).ToDictionary(plans => plans.Key, plans => plans.MaxBy(plan => plan.Contract.Major)!);

    private void Add(ChangeSubject subject, string id, string file, Difference difference, RequestExample? example) => _changes.Add(new PolicyChange
    {
        Subject = subject,
        Id = id,
        Dimension = difference.Dimension,
        Order = difference.Order,
        Before = difference.Before,
        After = difference.After,
        File = file,
        Line = difference.Line,
        Example = example,
        Wording = difference.Wording,
    });
}
