using System.Collections.Frozen;
using ShareGateway.Policy;
using ShareGateway.Privacy.Canonical;

namespace ShareGateway.Proxy.Policies;

/// <summary>
/// The names that the policies know. Only these are copied from a request into the log: any other text could be a person's.
/// </summary>
internal sealed class PolicyNames(PolicySet policies)
{
    private readonly FrozenSet<string> _datasets =
        policies.Contracts.SelectMany(c => new[] { c.Id, c.Dataset }).ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenSet<string> _purposes = policies.Plans.Select(plan => plan.Purpose).ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenDictionary<(string Controller, string Scheme), CanonicalForm> _schemes = policies.Plans
        .SelectMany(plan => plan.SubjectFields.Select(subject => (Key: (plan.Contract.Controller, subject.Scheme), subject.Form)))
        .DistinctBy(pair => pair.Key)
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Form);

    private readonly FrozenSet<string> _controllers = policies.Contracts.Select(c => c.Controller).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True when this controller owns contracts.</summary>
    public bool KnowsController(string controller) => _controllers.Contains(controller);

    /// <summary>True for a term that an agreement has, exactly.</summary>
    public bool KnowsPurpose(string term) => _purposes.Contains(term);

    /// <summary>The name, when a contract has it; otherwise empty.</summary>
    public string DatasetOrEmpty(string asked) => _datasets.Contains(asked) ? asked : "";

    /// <summary>The term, when an agreement has it; otherwise empty.</summary>
    public string PurposeOrEmpty(string asked) => _purposes.Contains(asked) ? asked : "";

    /// <summary>How ids of a controller's scheme are made canonical; null for a scheme that no contract has.</summary>
    public CanonicalForm? FormOfScheme(string controller, string scheme) =>
        _schemes.TryGetValue((controller, scheme), out var form) ? form : null;
}
