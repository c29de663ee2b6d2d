using System.Diagnostics;
using ShareGateway.Audit.Entries;
using ShareGateway.Policy;
using ShareGateway.Proxy.Keys;
using ShareGateway.Proxy.Policies;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Shares;

/// <summary>One permitted request on its way: what was agreed, what was asked, and which policy set and server answer it (I7).</summary>
/// <param name="DisclosureId">Random id that the answer, the audit entries and the telemetry share.</param>
/// <param name="Set">The policy set pinned for this request.</param>
/// <param name="Plan">The terms.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Server">Where the dataset lies.</param>
/// <param name="ClientId">The client that asked.</param>
/// <param name="Start">Where the first page begins.</param>
internal sealed record Share(
    string DisclosureId, PolicySet Set, SharePlan Plan, ShareQuestion Question, ContractServer Server, string ClientId, PagePlace Start)
{
    public const string DisclosureHeader = "Sharing-Disclosure";
    public const string PolicyHeader = "Sharing-Policy";

    /// <summary>What every answer under the plan says.</summary>
    public PlanWords Words { get; } = PlanWords.Of(Plan);

    /// <summary>The epoch of the answer's pseudonyms; known when its program is bound.</summary>
    public int PseudonymEpoch { get; set; } = 1;

    /// <summary>True once the upstream's answer was relayed, whole or broken.</summary>
    public bool IsRelayed { get; set; }

    /// <summary>True when the answer is one page of many; otherwise it streams the whole dataset.</summary>
    public bool IsPaged => Question.Format == RecordFormat.Json;

    /// <summary>What a page token is bound to: caller, agreement, dataset and policy set.</summary>
    public static string PageBinding(PolicySet set, SharePlan plan, string clientId) =>
        string.Join('\n', clientId, plan.Recipient.Id, plan.AgreementId, plan.Purpose, plan.Contract.Id, set.Hash);

    /// <summary>Writes the headers that every answer to a permitted request carries, also one that failed.</summary>
    public void Mark(HttpResponse response)
    {
        response.Headers.CacheControl = "private, no-store";
        response.Headers[PolicyHeader] = Set.Hash;
        response.Headers[DisclosureHeader] = DisclosureId;
    }

    /// <summary>The audit entry of one chunk. The fields stand in the first chunk only: they are the same for all.</summary>
    public DisclosureEntry Disclosure(int chunk, long records, long bytes) => new()
    {
        DisclosureId = DisclosureId,
        Chunk = chunk,
        Recipient = Plan.Recipient.Id,
        ClientId = ClientId,
        Dataset = Words.Dataset,
        Controller = Plan.Contract.Controller,
        Format = MediaTypes.NameOf(Question.Format),
        Purpose = Plan.Purpose,
        LegalBasis = Plan.LegalBasis,
        Agreement = Words.Agreement,
        PolicyHash = Set.Hash,
        Fields = chunk == 0 ? Words.Fields : [],
        Records = records,
        Bytes = bytes,
        KeyEpochs = new(PseudonymEpoch, GatewayKeys.ReferenceEpoch, GatewayKeys.ReferenceEpoch),
        Transfer = new(Plan.Recipient.Country, Plan.TransferTool),
        TraceId = Activity.Current?.TraceId.ToString() ?? "",
    };
}
