using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Loading.Files;

/// <summary>The words that a policy test may use: those of the test language, and the names that the rest of the folder knows.</summary>
internal sealed class PolicyTestNames(PolicyDrafts drafts)
{
    /// <summary>A refusal that is not the policies': the contract has no server of the format, or the agreement's fields do not fit into it.</summary>
    private const string FormatNotOffered = "format-not-offered";

    private static readonly Dictionary<string, string> States = new(StringComparer.Ordinal)
    {
        ["given"] = "dpv:ConsentGiven", ["renewed"] = "dpv:RenewedConsentGiven", ["refused"] = "dpv:ConsentRefused", ["withdrawn"] = "dpv:ConsentWithdrawn",
        ["expired"] = "dpv:ConsentExpired", ["revoked"] = "dpv:ConsentRevoked", ["invalidated"] = "dpv:ConsentInvalidated",
        ["requested"] = "dpv:ConsentRequested", ["deferred"] = "dpv:ConsentRequestDeferred",
    };

    private static readonly string[] Reasons =
        [.. Enum.GetValues<RefusalReason>().Where(reason => reason != RefusalReason.Unspecified).Select(RefusalReasons.Code), FormatNotOffered];

    private static readonly string[] Codes = [.. FindingCatalogue.All.Select(entry => entry.Code)];

    /// <summary>The words for consent states.</summary>
    public static IEnumerable<string> StateWords => States.Keys;

    /// <summary>The words for refusals.</summary>
    public static IEnumerable<string> ReasonWords => Reasons;

    /// <summary>A consent state, as the DPV calls it.</summary>
    public static Reading<string> State(string text) =>
        States.TryGetValue(text, out string? state) ? state : Unknown("consent state", text, States.Keys, "given, refused, withdrawn, …");

    /// <summary>Why a request is refused.</summary>
    public static Reading<string> Reason(string text) => OneOf("reason", text, Reasons);

    /// <summary>The code of a finding.</summary>
    public static Reading<string> Code(string text) => OneOf("code", text, Codes);

    /// <summary>A recipient of any scope.</summary>
    public Reading<string> Recipient(string text) =>
        drafts.IsBroken("Recipient", text) || drafts.Recipients.Exists(draft => draft.Place.Name == text)
            ? text
            : new Problem(FindingCodes.UnknownRecipient, $"unknown recipient `{text}`", Nearest.Hint(text, drafts.Recipients.Select(draft => draft.Place.Name)));

    /// <summary>A dataset of any scope, with its major version.</summary>
    public Reading<string> Dataset(string text)
    {
        if (FindContract(text) is not null || drafts.IsBroken("Contract", text) || drafts.IsBroken("Contract", text.Split('@')[0]))
        {
            return text;
        }

        string hint = Nearest.Hint(text, drafts.Contracts.Select(draft => draft.Dataset).OfType<string>())
            ?? "expected a contract's id and major version, such as `customers@1`";
        return new Problem(FindingCodes.UnknownDataset, $"unknown dataset `{text}`", hint);
    }

    /// <summary>A file that an edit may change: any but a test.</summary>
    public Reading<string> File(string text)
    {
        var files = drafts.Recipients.Select(draft => draft.Place).Concat(drafts.Contracts.Select(draft => draft.Place))
            .Concat(drafts.Agreements.Select(draft => draft.Place)).Concat(drafts.Guardrails.Select(guardrail => guardrail.Place))
            .Concat(drafts.Transfers.Select(transfer => transfer.Place)).Select(place => place.File).ToList();
        return files.Contains(text, StringComparer.Ordinal) ? text : Unknown("policy file", text, files, "expected a path below the policy folder");
    }

    /// <summary>The contract of a dataset; null when there is none, or it could not be read.</summary>
    public ContractDraft? FindContract(string dataset) => drafts.Contracts.Find(draft => draft.Dataset == dataset);

    /// <summary>One of the words that this test itself has made known.</summary>
    public static Reading<string> OneOf(string what, string text, ICollection<string> known) =>
        known.Contains(text) ? text : Unknown(what, text, known, known.Count == 0 ? "there is none" : $"known: {string.Join(", ", known.Take(20))}");

    private static Problem Unknown(string what, string text, IEnumerable<string> known, string otherwise) =>
        new(FindingCodes.WrongValue, $"unknown {what} `{text}`", Nearest.Hint(text, known) ?? otherwise);
}
