using ShareGateway.Policy.Guardrails;

namespace ShareGateway.Policy.Comparing;

/// <summary>Tells which agreements make use of a wider guardrail: the old limit would not have let them be.</summary>
internal static class LimitUse
{
    /// <summary>True when a plan goes beyond what the old limits allow in a dimension of <see cref="LimitsComparison"/>.</summary>
    public static bool GoesBeyond(SharePlan plan, Limits before, string dimension) => dimension.Split('.', 2) switch
    {
        ["forbidPurposes"] => !before.AllowsPurpose(plan.Purpose),
        ["legalBasisFor", _] => !before.AllowsBasis(plan.Purpose, plan.LegalBasis),
        ["fieldActions", _] => plan.Fields.Any(field => !before.AllowsAction(field.DataCategory, field.Transform.Name)),
        ["transfer", "freeWithin"] => !before.IsFree([plan.Recipient.Country, .. plan.Recipient.ProcessingCountries]),
        ["transfer", _] => plan.TransferTool.Length > 0 && before.ElsewhereNeeds?.Contains(plan.TransferTool) == false,
        ["minimumGroup"] => plan.MinimumGroup < before.MinimumGroup,
        ["reidentification"] => plan.Reidentification > before.Reidentification,
        ["maximum", "recipientRetention"] => plan.AfterDelivery.KeepFor > before.RecipientRetention,
        ["maximum", "agreementLength"] => before.AgreementLength is { } length && plan.ValidUntil > length.LastDayFrom(plan.ValidFrom),
        ["maximum", "consentAge"] => plan.Consent?.MaxAge > before.ConsentAge?.Length,
        ["maximum", "consentStaleness"] => plan.Consent?.MaxStaleness > before.ConsentStaleness,
        _ => false,
    };
}
