using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ShareGateway.Audit.Entries;
using ShareGateway.Policy;
using ShareGateway.Policy.Comparing;
using ShareGateway.Records;
using ShareGateway.Sharing;

namespace ShareGateway.Proxy.Policies;

/// <summary>What is the same for every answer under one plan, worked out when its policies go live. Lives as long as its plan.</summary>
internal sealed class PlanWords
{
    private static readonly ConditionalWeakTable<SharePlan, PlanWords> Known = [];
    private readonly ImmutableArray<ContractServer?> _servers; // by format

    private PlanWords(SharePlan plan)
    {
        Dataset = $"{plan.Contract.Id}@{plan.Contract.Version}";
        Agreement = $"{plan.AgreementId}@{plan.AgreementVersion}";
        LinkStart = $"/v1/datasets/{plan.Contract.Dataset}?purpose={Uri.EscapeDataString(plan.Purpose)}&limit=";
        Fields = DisclosedFields.Prepare(
            [.. plan.Fields.Select(field => new DisclosedField(field.Path.ToString(), TransformOrder.Written(field.Transform), field.DataCategory))]);
        _servers = [.. Enum.GetValues<RecordFormat>().Select(format => Offers.For(plan, format)?.Server)];
    }

    /// <summary>Contract id and version, as in <c>customers@1.2.0</c>.</summary>
    public string Dataset { get; }

    /// <summary>Agreement id and version, as in <c>galerie-lumiere-newsletter@3</c>.</summary>
    public string Agreement { get; }

    /// <summary>A link to a further page, up to the value of <c>limit</c>.</summary>
    public string LinkStart { get; }

    /// <summary>What an audit entry says of the fields.</summary>
    public ImmutableArray<DisclosedField> Fields { get; }

    public static PlanWords Of(SharePlan plan) => Known.GetValue(plan, static plan => new(plan));

    /// <summary>True when they were worked out before.</summary>
    public static bool AreKnownOf(SharePlan plan) => Known.TryGetValue(plan, out _);

    /// <summary>What a form is made from; null when it is not offered. As <see cref="Offers.For"/>.</summary>
    public ContractServer? ServerFor(RecordFormat format) => _servers[(int)format];
}
