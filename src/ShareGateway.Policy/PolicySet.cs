using System.Collections.Frozen;
using System.Collections.Immutable;
using ShareGateway.Policy.Guardrails;

namespace ShareGateway.Policy;

/// <summary>Everything that one policy folder says, checked. Immutable; a request uses one set from its start to its end (I7).</summary>
public sealed class PolicySet
{
    private readonly FrozenDictionary<string, Recipient> _recipients;
    private readonly FrozenDictionary<string, Recipient> _clients;
    private readonly ILookup<string, SharePlan> _plans;

    internal PolicySet(
        string hash,
        ImmutableArray<Recipient> recipients,
        ImmutableArray<Contract> contracts,
        ImmutableArray<SharePlan> plans,
        ImmutableArray<ScopeGuardrail> guardrails)
    {
        (Hash, Recipients, Contracts, Plans, Guardrails) = (hash, recipients, contracts, plans, guardrails);
        _recipients = recipients.ToFrozenDictionary(recipient => recipient.Id, StringComparer.Ordinal);
        _clients = recipients
            .SelectMany(recipient => recipient.ClientIds.Select(clientId => (clientId, recipient)))
            .ToFrozenDictionary(pair => pair.clientId, pair => pair.recipient, StringComparer.Ordinal);
        _plans = plans.ToLookup(plan => plan.Recipient.Id, StringComparer.Ordinal);
        Index = new PlanIndex(contracts, plans.Where(plan => _recipients.ContainsKey(plan.Recipient.Id)));
    }

    /// <summary>
    /// <c>sha256:</c> and 64 hex digits over the files' relative paths (ordinal order) and contents, each with its length before it.
    /// </summary>
    public string Hash { get; }

    /// <summary>All recipients, by id.</summary>
    public ImmutableArray<Recipient> Recipients { get; }

    /// <summary>All contracts, by id and major version.</summary>
    public ImmutableArray<Contract> Contracts { get; }

    /// <summary>One plan per agreement, by agreement id; also those that are over or not yet valid.</summary>
    public ImmutableArray<SharePlan> Plans { get; }

    /// <summary>All guardrails, by scope: the group's first.</summary>
    public ImmutableArray<ScopeGuardrail> Guardrails { get; }

    /// <summary>All policy tests, by file.</summary>
    public ImmutableArray<PolicyTest> Tests { get; internal init; } = [];

    /// <summary>The adequacy decisions of <c>transfers.yaml</c>, in its order; empty without that file.</summary>
    public ImmutableArray<TransferDecision> TransferDecisions { get; init; } = [];

    /// <summary>The files that say so, by path in ordinal order.</summary>
    public ImmutableArray<PolicyFile> Files { get; init; } = [];

    /// <summary>The plans by what a request names.</summary>
    internal PlanIndex Index { get; }

    /// <summary>The recipient that a client id stands for; null when no recipient has it.</summary>
    public Recipient? FindClient(string clientId) => _clients.GetValueOrDefault(clientId);

    /// <summary>The recipient with this id; null when there is none.</summary>
    public Recipient? FindRecipient(string recipientId) => _recipients.GetValueOrDefault(recipientId);

    /// <summary>The plans of one recipient, by agreement id; empty for an unknown recipient.</summary>
    public IEnumerable<SharePlan> PlansOf(string recipientId) => _plans[recipientId];
}
