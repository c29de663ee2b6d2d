using System.Globalization;
using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Explaining;

/// <summary>Finds the lines that a decision rests on.</summary>
internal static class DecidingLines
{
    public static IEnumerable<DecidingLine> Of(PolicySet set, ShareRequest request, Decision decision, SharePlan? plan)
    {
        if (decision.Permits(out var permitted))
        {
            return
            [
                Line(permitted, "recipient", permitted.Recipient.Id),
                Line(permitted, "dataset", permitted.Contract.Dataset),
                Line(permitted, "purpose", permitted.Purpose),
                Validity(permitted),
                .. Transfer(set, permitted),
            ];
        }

        return decision.Reason switch
        {
            RefusalReason.AgreementNotYetValid or RefusalReason.AgreementOver => [Validity(plan!)],
            RefusalReason.TransferNotCovered => Transfer(set, plan!),
            RefusalReason.PurposeMissing => OtherPurposes(set, request),
            RefusalReason.PurposeNotAgreed => [.. OtherPurposes(set, request), .. Forbidden(set, request.Purpose!)],
            RefusalReason.NoAgreement => [Line(set.FindRecipient(request.RecipientId)!, "id", request.RecipientId)],
            _ => [],
        };
    }

    private static DecidingLine Line(SharePlan plan, string key, string value) => new(PlaceOf(plan, key), $"{key}: {value}");

    private static DecidingLine Line(Recipient recipient, string key, string value) =>
        new(new PolicyPlace(recipient.File, recipient.Lines.GetValueOrDefault(key, 1)), $"{key}: {value}");

    private static PolicyPlace PlaceOf(SharePlan plan, string key) => new(plan.File, plan.Lines.GetValueOrDefault(key, 1));

    private static DecidingLine Validity(SharePlan plan) => Line(plan, "validity", $"{{from: {Day(plan.ValidFrom)}, until: {Day(plan.ValidUntil)}}}");

    // What the recipient could have asked for instead.
    private static IEnumerable<DecidingLine> OtherPurposes(PolicySet set, ShareRequest request) => set.PlansOf(request.RecipientId)
        .Where(plan => plan.Contract.Dataset == request.Dataset || plan.Contract.Id == request.Dataset)
        .Select(plan => Line(plan, "purpose", plan.Purpose));

    private static IEnumerable<DecidingLine> Forbidden(PolicySet set, string purpose) =>
        from guardrail in set.Guardrails
        from forbidden in guardrail.Limits.ForbiddenPurposes
        where Terms.IsWithin(purpose, forbidden)
        select new DecidingLine(
            new PolicyPlace(guardrail.File, guardrail.LineOf(GuardrailFile.ForbidPurposes, forbidden)), $"{GuardrailFile.ForbidPurposes}: {forbidden}");

    private static IEnumerable<DecidingLine> Transfer(PolicySet set, SharePlan plan)
    {
        var recipient = plan.Recipient;
        yield return Line(recipient, "country", recipient.Country);
        yield return Line(recipient, "processesIn", $"[{string.Join(", ", recipient.ProcessingCountries)}]");
        if (recipient.TransferTool.Length > 0)
        {
            yield return Line(recipient, "transferTool", recipient.TransferTool);
        }

        foreach (var place in GuardrailChain.Stating(set, plan, GuardrailFile.FreeWithin, limits => limits.FreeWithin is not null))
        {
            yield return new DecidingLine(place, GuardrailFile.FreeWithin);
        }

        // Without a plan's tool, either no tool is needed or none is there; in the second case one of these is missing.
        if (plan.TransferTool.Length > 0 || plan.TransferDays.IsEmpty)
        {
            foreach (var line in Tools(set, plan))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<DecidingLine> Tools(PolicySet set, SharePlan plan)
    {
        var needs = GuardrailChain.Of(set, plan).Where(guardrail => guardrail.Limits.ElsewhereNeeds is not null)
            .Select(guardrail => new DecidingLine(
                new PolicyPlace(guardrail.File, guardrail.LineOf(GuardrailFile.ElsewhereNeeds)),
                $"{GuardrailFile.ElsewhereNeeds}: [{string.Join(", ", guardrail.Limits.ElsewhereNeeds!)}]"));
        var decisions = set.TransferDecisions
            .Where(decision => Terms.IsWithin(plan.TransferTool, TransfersFile.Adequacy)
                && plan.Recipient.ProcessingCountries.Prepend(plan.Recipient.Country).Any(country => decision.Covers(country, plan.Recipient.Id)))
            .Select(decision => new DecidingLine(
                new PolicyPlace("transfers.yaml", decision.Line),
                $"country: {decision.Country}, from: {Day(decision.From)}, until: {(decision.Until is { } until ? Day(until) : "open")}"));
        return needs.Concat(decisions);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
