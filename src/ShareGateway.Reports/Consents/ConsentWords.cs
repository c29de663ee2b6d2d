using ShareGateway.Consent;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Consents;

/// <summary>What a person decided, told to people.</summary>
internal static class ConsentWords
{
    public static Cell Of(ConsentState state, ReportWords words) => new(state.ToDpv(), state switch
    {
        ConsentState.Given => words.Say("Consent given", "Consentement donné"),
        ConsentState.Renewed => words.Say("Consent given again", "Consentement renouvelé"),
        ConsentState.Refused => words.Say("Consent refused", "Consentement refusé"),
        ConsentState.Withdrawn => words.Say("Consent withdrawn", "Consentement retiré"),
        ConsentState.Expired => words.Say("Consent run out", "Consentement expiré"),
        ConsentState.Revoked => words.Say("Consent taken away by another", "Consentement révoqué par un tiers"),
        ConsentState.Invalidated => words.Say("Consent found not valid", "Consentement invalidé"),
        ConsentState.Requested => words.Say("Asked, not answered yet", "Demandé, sans réponse"),
        ConsentState.RequestDeferred => words.Say("Answer put off", "Réponse différée"),
        _ => words.Say("Unknown", "Inconnu"),
    });
}
