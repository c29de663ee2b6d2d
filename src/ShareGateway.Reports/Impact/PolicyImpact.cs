using System.Collections.Immutable;

namespace ShareGateway.Reports.Impact;

/// <summary>What a policy set would have made of the requests in an audit trail.</summary>
public sealed record PolicyImpact
{
    /// <summary>Requests that got data, by agreement, recipient, dataset, purpose and outcome.</summary>
    public required ImmutableArray<ShareImpact> Shares { get; init; }

    /// <summary>Requests that were refused, by recipient, dataset, purpose and reason.</summary>
    public required ImmutableArray<RefusalImpact> Refusals { get; init; }

    /// <summary>Refusals without recipient, dataset or purpose: the policies of their time did not know the words, so the log does not hold them.</summary>
    public required long CannotBeReplayed { get; init; }

    /// <summary>Refusals that were no matter of the policies, such as a quota or a broken upstream: no policy set would have decided otherwise.</summary>
    public required long OtherRefusals { get; init; }
}
