using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ShareGateway.Policy;

/// <summary>
/// The plans of a set by what a request names, so that a decision is one lookup. A dataset without its version is written out as the
/// highest one that the recipient has an agreement on. Nothing here allocates once it is built.
/// </summary>
internal sealed class PlanIndex
{
    private readonly FrozenDictionary<ShareRequest, ImmutableArray<SharePlan>> _plans;
    private readonly FrozenSet<(string RecipientId, string Dataset)> _agreed;
    private readonly FrozenSet<string> _datasets;

    public PlanIndex(ImmutableArray<Contract> contracts, IEnumerable<SharePlan> plans)
    {
        _datasets = contracts.SelectMany(contract => new[] { contract.Id, contract.Dataset }).ToFrozenSet(StringComparer.Ordinal);
        var named = plans.GroupBy(plan => (plan.Recipient.Id, plan.Contract.Id)).SelectMany(Named).ToList();
        _agreed = named.Select(pair => (pair.Request.RecipientId, pair.Request.Dataset)).ToFrozenSet();
        _plans = named.GroupBy(pair => pair.Request, pair => pair.Plan).ToFrozenDictionary(group => group.Key, ByDate);
    }

    /// <summary>The plans for exactly this recipient, dataset and purpose, by their first day; empty when there is none.</summary>
    public ImmutableArray<SharePlan> Find(ShareRequest request) => _plans.TryGetValue(request, out var plans) ? plans : [];

    /// <summary>True for a contract's id, with or without its major version.</summary>
    public bool KnowsDataset(string? dataset) => dataset is not null && _datasets.Contains(dataset);

    /// <summary>True when the recipient has an agreement on the dataset, for whatever purpose and time.</summary>
    public bool HasAgreement(string recipientId, string dataset) => _agreed.Contains((recipientId, dataset));

    private static IEnumerable<(ShareRequest Request, SharePlan Plan)> Named(IGrouping<(string RecipientId, string Id), SharePlan> plans)
    {
        int highest = plans.Max(plan => plan.Contract.Major);
        foreach (var plan in plans)
        {
            var request = new ShareRequest(plan.Recipient.Id, plan.Contract.Dataset, plan.Purpose);
            yield return (request, plan);
            if (plan.Contract.Major == highest)
            {
                yield return (request with { Dataset = plan.Contract.Id }, plan);
            }
        }
    }

    private static ImmutableArray<SharePlan> ByDate(IEnumerable<SharePlan> plans) =>
        [.. plans.OrderBy(plan => plan.ValidFrom).ThenBy(plan => plan.AgreementId, StringComparer.Ordinal)];
}
