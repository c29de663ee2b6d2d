using ShareGateway.Policy;

namespace ShareGateway.Sharing.Trials;

/// <summary>Gathers what passing cases show.</summary>
internal sealed class CoverageCount
{
    private readonly HashSet<(string Agreement, string Path)> _delivered = [];
    private readonly HashSet<(string Agreement, string Reason)> _refused = [];

    /// <summary>Takes in a case that passed.</summary>
    public void Add(TrialAnswer answer)
    {
        if (answer.Refusal is { } reason)
        {
            _refused.Add((answer.AgreementId, reason));
        }

        foreach (var value in answer.Records.SelectMany(record => record.Values).Where(value => value.Kind != ShownKind.Null))
        {
            _delivered.Add((answer.AgreementId, value.Path));
        }
    }

    /// <summary>What has been shown of every agreement of a set.</summary>
    public TrialCoverage Of(PolicySet set) => new(
        [.. set.Plans.Select(Of)],
        [.. _refused.Select(refused => refused.Reason).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    private AgreementCoverage Of(SharePlan plan)
    {
        var paths = plan.Fields.Where(field => field.Transform.Name != "drop").Select(field => field.Path.ToString()).ToLookup(path => _delivered.Contains((plan.AgreementId, path)));
        var refused = _refused.Where(refused => refused.Agreement == plan.AgreementId).Select(refused => refused.Reason).Order(StringComparer.Ordinal);
        return new AgreementCoverage(plan.AgreementId, plan.File, [.. paths[true]], [.. paths[false]], [.. refused]);
    }
}
