using System.Collections.Frozen;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Reading;

/// <summary>The reasons of refusals, told to people. A reason that is not in the table stands as the log has it.</summary>
internal static class RefusalWords
{
    private static readonly FrozenDictionary<string, (string English, string French)> Texts = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["agreement-not-yet-valid"] = ("Agreement not yet valid", "Accord pas encore valide"),
        ["agreement-over"] = ("Agreement over", "Accord expiré"),
        ["consent-knowledge-too-old"] = ("Knowledge of consents too old", "État des consentements trop ancien"),
        ["format-not-offered"] = ("Format not offered", "Format non proposé"),
        ["no-agreement"] = ("No agreement covers the dataset", "Aucun accord ne couvre le jeu de données"),
        ["page-invalid"] = ("Page link not valid", "Lien de page non valide"),
        ["parameter-invalid"] = ("Parameter out of range", "Paramètre hors limites"),
        ["parameter-unknown"] = ("Unknown parameter", "Paramètre inconnu"),
        ["purpose-missing"] = ("No purpose given", "Finalité absente"),
        ["purpose-not-agreed"] = ("Purpose not agreed", "Finalité non convenue"),
        ["quota-used-up"] = ("Daily quota used up", "Quota du jour épuisé"),
        ["token-invalid"] = ("Access token not accepted", "Jeton d'accès refusé"),
        ["token-missing"] = ("No access token", "Jeton d'accès absent"),
        ["transfer-not-covered"] = ("Transfer not covered", "Transfert non couvert"),
        ["unknown-dataset"] = ("Unknown dataset", "Jeu de données inconnu"),
        ["unknown-recipient"] = ("Unknown recipient", "Destinataire inconnu"),
        ["upstream-failed"] = ("Dataset could not be read", "Jeu de données illisible"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Cell Of(string reason, ReportWords words) =>
        Texts.TryGetValue(reason, out var texts) ? new Cell(reason, words.Say(texts.English, texts.French)) : reason;
}
