using System.Globalization;
using ShareGateway.Policy.Vocabulary;

namespace ShareGateway.Policy.Sentences;

/// <summary>
/// French. Names, labels and countries stand where no article or preposition has to agree with them, so that any of them fits.
/// </summary>
internal sealed class FrenchWording : Wording
{
    private const string NoBreak = "\u00A0";

    private static readonly string[] MonthNames =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    public override string Semicolon => NoBreak + "; ";

    protected override string Code => "fr";

    protected override string And => " et ";

    protected override string Or => " ou ";

    protected override (string One, string Many) DayWords => ("jour", "jours");

    protected override (string One, string Many) HourWords => ("heure", "heures");

    protected override (string One, string Many) MinuteWords => ("minute", "minutes");

    protected override (string One, string Many) SecondWords => ("seconde", "secondes");

    private static string Colon => NoBreak + ": ";

    public override string Gives(SharePlan plan) =>
        $"Au titre de l'accord {plan.AgreementId}, version {Number(plan.AgreementVersion)}, {Controller(plan.Contract)} transmet à {plan.Recipient.LegalName} "
        + $"({Label(plan.Recipient.Role)}{Semicolon}siège{Colon}{Label(plan.Recipient.Country)}{Semicolon}traitement{Colon}{Countries(plan.Recipient)}), "
        + $"du {Day(plan.ValidFrom)} au {Day(plan.ValidUntil)} inclus, pour la seule finalité {Quoted(Label(plan.Purpose))} ({plan.Purpose}), "
        + $"sur le fondement {OfLaw(plan.LegalBasis)}, les seuls champs suivants du jeu de données {plan.Contract.Dataset} ({Quoted(plan.Contract.Name)}){Colon}"
        + Fields(plan);

    public override string Rows(SharePlan plan) => plan.Rows.IsEmpty ? "" :
        "seuls sont transmis les enregistrements dans lesquels " + string.Join(And, plan.Rows.Select(row => $"{row.Path} vaut {Values(row)}"));

    public override string Consent(SharePlan plan) => plan.Consent is { } consent
        ? $"un enregistrement n'est transmis que si chaque personne qui y figure a consenti à cette finalité précise, il y a {Age(consent.MaxAge)} au plus"
            + (consent.MustNameRecipient ? $" et par un consentement qui nomme {plan.Recipient.LegalName}" : "")
            + $", selon un état des consentements datant de {Length(consent.MaxStaleness)} au plus"
        : "le consentement des personnes concernées n'est pas requis";

    public override string Counts(SharePlan plan) =>
        $"au plus {Unit(plan.RowsPerDay, ("enregistrement est transmis", "enregistrements sont transmis"))} par jour (UTC), et {plan.Recipient.LegalName} "
        + (plan.CountsHidden || plan.MinimumGroup is not { } group
            ? "n'apprend aucun autre décompte de personnes ou d'enregistrements"
            : $"n'apprend aucun décompte portant sur moins de {Unit(group, ("personne", "personnes"))}");

    public override string Transfer(SharePlan plan) => (plan.TransferDays, plan.TransferTool) switch
    {
        ({ IsDefaultOrEmpty: true }, _) => "tant qu'un instrument de transfert ne couvre pas tous ces pays, rien n'est transmis",
        (_, "") => "les données restent dans des pays pour lesquels aucun instrument de transfert n'est nécessaire",
        _ => $"le transfert vers les pays situés hors de l'espace de libre circulation repose sur {TheLaw(plan.TransferTool)}{During(plan)}",
    };

    public override string AfterDelivery(SharePlan plan) =>
        $"{plan.Recipient.LegalName} conserve les données pendant {Length(plan.AfterDelivery.KeepFor)} au plus, puis les {Ends(plan.AfterDelivery.Then)}, "
        + $"et donne suite au retrait d'une personne dans un délai de {Length(plan.AfterDelivery.ActOnWithdrawalWithin)}";

    public override string Reidentification(SharePlan plan) => !HasPseudonyms(plan) ? ""
        : plan.Reidentification == Policy.Reidentification.TwoPeople
            ? "un pseudonyme n'est attribué de nouveau à sa personne que si deux personnes du responsable du traitement en conviennent"
            : "aucun pseudonyme ne peut être attribué de nouveau à sa personne";

    public override string Day(DateOnly day) => string.Create(
        CultureInfo.InvariantCulture, $"{day.Day}{(day.Day == 1 ? "er" : "")} {MonthNames[day.Month - 1]} {day.Year}");

    public override string Number(long number) => Grouped(number, NoBreak);

    public override string Quoted(string text) => $"«{NoBreak}{text}{NoBreak}»";

    public override string Label(string term) => TermLabels.Of(term, Language.French);

    public override string Law(string term) => TheLaw(term);

    protected override bool IsOne(long number) => number is 0 or 1;

    protected override string Months(int months) => Number(months) + " mois";

    protected override string MonthsOfThirtyDays(int months) => Months(months) + " de 30 jours";

    private static string Controller(Contract contract) =>
        contract.Controller.Length > 0 ? "le responsable du traitement " + contract.Controller : "le groupe";

    private static string Ends(string then) => then == "return" ? "restitue" : "efface";

    private string OfLaw(string term) => (GdprArticle.Of(term) is null ? "du RGPD" : "de " + Article(term)) + $" ({Label(term)})";

    private string TheLaw(string term) => (GdprArticle.Of(term) is null ? "le RGPD" : Article(term)) + $" ({Label(term)})";

    // As the GDPR itself is cited: https://eur-lex.europa.eu/eli/reg/2016/679/oj/fra
    private static string Article(string term) => GdprArticle.Of(term) is { } article
        ? $"l'article {article.Article}, paragraphe {article.Paragraph}{(article.Point.Length > 0 ? $", point {article.Point})" : "")}, du RGPD"
        : "";

    private string Fields(SharePlan plan) => Leaving(plan) is { IsEmpty: false } fields
        ? Numbered(fields.Select(field => $"{field.Path} ({Label(field.DataCategory)}), {Form(field.Transform)}"), "(", ", ")
        : "aucun";

    private string During(SharePlan plan) => plan.TransferDays.Contains(DayRange.Always) ? "" :
        ", " + string.Join(And, plan.TransferDays.Select(days =>
            days.Until == DateOnly.MaxValue ? $"à partir du {Day(days.From)}" : $"du {Day(days.From)} au {Day(days.Until)} inclus"));
}
