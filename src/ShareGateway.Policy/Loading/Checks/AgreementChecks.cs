using System.Xml;
using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Loading.Yaml;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Loading.Checks;

/// <summary>Checks one agreement against its recipient, its contract and every guardrail above it.</summary>
internal sealed class AgreementChecks
{
    private readonly PolicyDrafts _drafts;
    private readonly AgreementDraft _agreement;
    private readonly FileFindings _findings;
    private readonly IReadOnlyList<Guardrail> _guardrails;

    private AgreementChecks(PolicyDrafts drafts, AgreementDraft agreement)
    {
        (_drafts, _agreement) = (drafts, agreement);
        _findings = drafts.FindingsOf(agreement.Place);
        _guardrails = drafts.Above(agreement.Place);
    }

    public static void Check(PolicyDrafts drafts)
    {
        foreach (var agreement in drafts.Agreements)
        {
            new AgreementChecks(drafts, agreement).CheckAll();
        }

        OverlapChecks.Check(drafts);
    }

    private void CheckAll()
    {
        CheckRecipient();
        if (FindContract() is { } contract)
        {
            new FieldChecks(_agreement, contract, _guardrails, _findings).Check();
        }

        CheckPurpose();
        CheckBasis();
        CheckConsent();
        CheckKeeping();
        CheckPeople();
        CheckValidity();
    }

    private void CheckRecipient()
    {
        if (_agreement.Recipient is { } id && !_drafts.IsBroken("Recipient", id.Value)
            && !_drafts.RecipientsOf(id.Value).Any(draft => _agreement.Place.Sees(draft.Place)))
        {
            var seen = _drafts.Recipients.Where(draft => _agreement.Place.Sees(draft.Place)).Select(draft => draft.Place.Name);
            string hint = Nearest.Hint(id.Value, seen) ?? "a recipient stands in a `recipients` folder of this scope or one above it";
            _findings.Add(FindingCodes.UnknownRecipient, id.At, $"unknown recipient `{id.Value}`", hint);
        }
    }

    private ContractDraft? FindContract()
    {
        if (_agreement.Dataset is not { } dataset
            || _drafts.IsBroken("Contract", dataset.Value) || _drafts.IsBroken("Contract", dataset.Value.Split('@')[0]))
        {
            return null;
        }

        // Only contracts of this scope and those above it: an agreement elsewhere would pass by the guardrails of the contract's scope.
        if (_drafts.ContractsOf(dataset.Value).FirstOrDefault(draft => _agreement.Place.Sees(draft.Place)) is { } contract)
        {
            CheckStatus(dataset, contract);
            return contract;
        }

        var seen = _drafts.Contracts.Where(draft => _agreement.Place.Sees(draft.Place)).ToList();
        if (seen.TrueForAll(draft => draft.Dataset is not null))
        {
            string hint = Nearest.Hint(dataset.Value, seen.Select(draft => draft.Dataset!))
                ?? "a contract stands in a `contracts` folder of this scope or one above it";
            _findings.Add(FindingCodes.UnknownDataset, dataset.At, $"unknown dataset `{dataset.Value}`", hint);
        }

        return null;
    }

    private void CheckStatus(Placed<string> dataset, ContractDraft contract)
    {
        if (contract.Status is { Value: not ("active" or "deprecated") } status)
        {
            string text = $"dataset `{dataset.Value}` is `{status.Value}` ({NameChecks.Cite(contract.Place, status.At)})";
            _findings.Add(FindingCodes.DatasetNotInUse, dataset.At, text, "only `active` and `deprecated` contracts are shared");
        }
    }

    private void CheckPurpose()
    {
        if (_agreement.Purpose is not { } purpose)
        {
            return;
        }

        // The root is every purpose; two odd terms hang outside it, where a guardrail's rule on the root would not reach them.
        if (purpose.Value == "dpv:Purpose" || !Terms.IsWithin(purpose.Value, "dpv:Purpose"))
        {
            string text = $"`{purpose.Value}` is not one purpose by itself";
            _findings.Add(FindingCodes.WrongValue, purpose.At, text, "name the one that the data is for");
        }

        foreach (var guardrail in _guardrails)
        {
            if (guardrail.Limits.ForbiddenPurposes.FirstOrDefault(term => Terms.IsWithin(purpose.Value, term)) is { } forbidden)
            {
                string cite = guardrail.Cite(GuardrailFile.ForbidPurposes, forbidden);
                string within = forbidden == purpose.Value ? "" : $" (it is narrower than `{forbidden}`)";
                _findings.Add(FindingCodes.ForbiddenPurpose, purpose.At, $"purpose `{purpose.Value}` is forbidden by {cite}{within}");
                return;
            }
        }
    }

    private void CheckBasis()
    {
        if (_agreement.Purpose is not { } purpose || _agreement.LegalBasis is not { } basis)
        {
            return;
        }

        foreach (var guardrail in _guardrails)
        {
            if (guardrail.Limits.LegalBases.Against(purpose.Value, basis.Value).FirstOrDefault() is { } rule)
            {
                string cite = guardrail.Cite(GuardrailFile.LegalBasisFor, rule);
                string hint = $"{cite} accepts: {string.Join(", ", guardrail.Limits.LegalBases.Accepted[rule])}";
                string text = $"legal basis `{basis.Value}` is not accepted for `{purpose.Value}`";
                _findings.Add(FindingCodes.BasisNotAccepted, basis.At, text, hint);
                return;
            }
        }
    }

    private void CheckConsent()
    {
        if (_agreement.Consent is not { } consent)
        {
            return;
        }

        if (!consent.Needed.Value && _agreement.LegalBasis is { } basis && Terms.IsWithin(basis.Value, "eu-gdpr:Consent"))
        {
            string text = $"legal basis `{basis.Value}` is consent, so consent is needed";
            _findings.Add(FindingCodes.ConsentNeeded, consent.Needed.At, text, "write `needed: true`");
        }

        CheckLength("maxAge", consent.MaxAge, GuardrailFile.ConsentAge, limits => limits.ConsentAge, period => period.ToString());
        CheckLength(
            "maxStaleness", consent.MaxStaleness, GuardrailFile.ConsentStaleness, limits => limits.ConsentStaleness, XmlConvert.ToString);
    }

    private void CheckKeeping() => CheckLength(
        "keepFor", _agreement.KeepFor, GuardrailFile.RecipientRetention, limits => limits.RecipientRetention, period => period.ToString());

    private void CheckPeople()
    {
        if (_agreement.MinimumGroup is { } group
            && _guardrails.FirstOrDefault(guardrail => guardrail.Limits.MinimumGroup > group.Value) is { } larger)
        {
            string cite = larger.Cite(GuardrailFile.MinimumGroup);
            string text = $"`minimumGroup: {group.Written}` is smaller than {cite} demands (`{larger.Limits.MinimumGroup}`)";
            _findings.Add(FindingCodes.LooserLimit, group.At, text);
        }

        if (_agreement.Reidentification is { } wanted
            && _guardrails.FirstOrDefault(guardrail => guardrail.Limits.Reidentification < wanted.Value) is { } tighter)
        {
            string text = $"`reidentification: {wanted.Written}` is looser than {tighter.Cite(GuardrailFile.Reidentification)} allows (`never`)";
            _findings.Add(FindingCodes.LooserLimit, wanted.At, text);
        }
    }

    private void CheckValidity()
    {
        if (_agreement.From is not { } from || _agreement.Until is not { } until)
        {
            return;
        }

        if (until.Value < from.Value)
        {
            string text = $"`until: {until.Written}` lies before `from: {from.Written}`";
            _findings.Add(FindingCodes.WrongValidity, until.At, text, "`until` is the last day on which the agreement holds");
            return;
        }

        foreach (var guardrail in _guardrails)
        {
            if (guardrail.Limits.AgreementLength is { } most && most.LastDayFrom(from.Value) < until.Value)
            {
                string cite = guardrail.Cite(GuardrailFile.AgreementLength);
                string text = $"`until: {until.Written}` makes the agreement longer than {cite} allows (`{most}`)";
                string hint = FormattableString.Invariant($"from {from.Written}, the last day can be {most.LastDayFrom(from.Value):yyyy-MM-dd}");
                _findings.Add(FindingCodes.LooserLimit, until.At, text, hint);
                return;
            }
        }
    }

    private void CheckLength<T>(
        string key, Placed<T>? length, string limit, Func<Guardrails.Limits, T?> mostOf, Func<T, string> show)
        where T : struct, IComparable<T>
    {
        foreach (var guardrail in _guardrails)
        {
            if (length is not null && mostOf(guardrail.Limits) is { } most && length.Value.CompareTo(most) > 0)
            {
                string text = $"`{key}: {length.Written}` is longer than {guardrail.Cite(limit)} allows (`{show(most)}`)";
                _findings.Add(FindingCodes.LooserLimit, length.At, text);
                return;
            }
        }
    }
}
