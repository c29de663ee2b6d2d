using System.Collections.Frozen;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Overviews;

/// <summary>What was done to the gateway, told to people. An action that is not in the table stands as the log has it.</summary>
internal static class EventWords
{
    /// <summary>Stands for entries about policies, which have no action.</summary>
    public const string Policies = "policy";

    private static readonly FrozenDictionary<string, (string English, string French)> Texts = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["clock.set-back"] = ("Clock set back", "Horloge retardée"),
        ["consent.received"] = ("Consent events received", "Événements de consentement reçus"),
        ["disclosures.listed"] = ("Disclosures listed by a recipient", "Transmissions listées par un destinataire"),
        ["gateway.started"] = ("Gateway started", "Passerelle démarrée"),
        ["key.created"] = ("Key made", "Clé créée"),
        ["key.destroyed"] = ("Key destroyed", "Clé détruite"),
        ["key.restated"] = ("State of a key told again", "État d'une clé rappelé"),
        ["key.rotated"] = ("Key rotated", "Clé renouvelée"),
        ["keys.escrowed"] = ("Keys put into escrow", "Clés mises sous séquestre"),
        ["keys.initialised"] = ("Keys initialised", "Clés initialisées"),
        ["keys.listed"] = ("Keys listed", "Clés listées"),
        ["keys.rewrapped"] = ("Keys wrapped anew", "Clés rechiffrées"),
        ["keys.verified"] = ("Keys verified", "Clés vérifiées"),
        ["log.disk-reserve"] = ("Disk nearly full: log closed", "Disque presque plein : journal fermé"),
        ["log.pruned"] = ("Old entries pruned", "Anciennes entrées purgées"),
        ["log.recovered"] = ("Log recovered after a crash", "Journal repris après un arrêt brutal"),
        [Policies] = ("Policies put in force", "Politiques mises en vigueur"),
        ["pseudonyms.translated"] = ("Pseudonyms translated for a recipient", "Pseudonymes traduits pour un destinataire"),
        ["register.erased"] = ("Person erased from the register", "Personne effacée du registre"),
        ["reidentification.approved"] = ("Re-identification approved", "Réidentification approuvée"),
        ["reidentification.requested"] = ("Re-identification requested", "Réidentification demandée"),
        ["reidentification.resolved"] = ("Re-identification carried out", "Réidentification effectuée"),
        ["subject-keys.asked"] = ("Question about a person", "Question sur une personne"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Cell Of(string action, ReportWords words) =>
        Texts.TryGetValue(action, out var texts) ? new Cell(action, words.Say(texts.English, texts.French)) : action;
}
