using System.Collections.Frozen;
using System.Collections.Immutable;
using ShareGateway.Policy.Guardrails;
using ShareGateway.Policy.Loading.Files;

namespace ShareGateway.Policy.Loading.Checks;

/// <summary>Makes a policy set of drafts that have no finding.</summary>
internal static class SetBuilder
{
    public static PolicySet Build(PolicyDrafts drafts, string hash, IEnumerable<SourceFile> files, ImmutableArray<PolicyTest> tests)
    {
        var recipients = drafts.Recipients.Select(RecipientOf).OrderBy(recipient => recipient.Id, StringComparer.Ordinal).ToImmutableArray();
        var contracts = drafts.Contracts.Select(ContractOf)
            .OrderBy(contract => contract.Id, StringComparer.Ordinal).ThenBy(contract => contract.Major).ToImmutableArray();
        var decisions = drafts.Transfers.Select(DecisionOf).ToImmutableArray();
        var recipientsById = recipients.ToDictionary(recipient => recipient.Id, StringComparer.Ordinal);
        var contractsByDataset = contracts.ToDictionary(contract => contract.Dataset, StringComparer.Ordinal);
        var plans = drafts.Agreements.Select(draft => PlanBuilder.Build(
                draft,
                recipientsById[draft.Recipient!.Value],
                contractsByDataset[draft.Dataset!.Value],
                drafts.ContractsOf(draft.Dataset.Value).Single(),
                drafts,
                decisions)).OfType<SharePlan>()
            .OrderBy(plan => plan.AgreementId, StringComparer.Ordinal).ToImmutableArray();
        var guardrails = drafts.Guardrails.Select(GuardrailOf).OrderBy(guardrail => guardrail.Scope, StringComparer.Ordinal).ToImmutableArray();
        return new PolicySet(hash, recipients, contracts, plans, guardrails)
        {
            TransferDecisions = decisions,
            Tests = tests,
            Files = [.. files.Select(file => new PolicyFile(file.Place.File, file.Sha256))],
        };
    }

    private static ScopeGuardrail GuardrailOf(Guardrail guardrail) =>
        new(guardrail.Limits, guardrail.Marks.ToFrozenDictionary(mark => mark.What, mark => mark.At.Line))
    {
        Scope = guardrail.Place.Scope,
        File = guardrail.Place.File,
        Owner = guardrail.Owner,
        Version = (int)guardrail.Version,
    };

    private static TransferDecision DecisionOf(TransferDraft draft) => new()
    {
        Country = draft.Country!.Value,
        Reference = draft.Decision!.Value,
        From = draft.From!.Value,
        Until = draft.Until!.Value == DateOnly.MaxValue ? null : draft.Until.Value,
        OnlyFor = [.. draft.OnlyFor.Select(id => id.Value)],
        Line = draft.At.Line,
    };

    private static Recipient RecipientOf(RecipientDraft draft) => new()
    {
        Id = draft.Id!.Value,
        LegalName = draft.LegalName!.Value,
        Role = draft.Role!.Value,
        Country = draft.Country!.Value,
        ProcessingCountries = [.. draft.ProcessesIn.Select(country => country.Value)],
        TransferTool = draft.TransferTool?.Value ?? "",
        Contacts = [.. draft.Contacts.Select(contact => contact.Value)],
        ClientIds = [.. draft.ClientIds.Select(client => client.Value)],
        Certificates = [.. draft.Certificates.Select(print => print.Value)],
        Lines = draft.Lines,
        File = draft.Place.File,
    };

    private static Contract ContractOf(ContractDraft draft) => new()
    {
        Id = draft.Id!.Value,
        Name = draft.Name!.Value,
        Version = draft.Version!.Value,
        Major = draft.Major!.Value,
        Controller = draft.Place.Scope,
        Servers = draft.Servers,
        RefusesCaseTwins = draft.CaseTwins?.Value == "refuse",
        Fields = [.. draft.Schema.Leaves.Select(leaf => new ContractField(leaf.Path, leaf.Type, leaf.Category, draft.FormOf(leaf)))],
        File = draft.Place.File,
    };
}
