using System.Collections.Immutable;
using System.Xml;
using ShareGateway.Policy;
using ShareGateway.Policy.Sentences;
using ShareGateway.Policy.Vocabulary;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Reports.Reading;
using ShareGateway.Reports.Rendering;
using Cell = ShareGateway.Reports.Rendering.Cell;

namespace ShareGateway.Reports.Processing;

/// <summary>
/// The records of processing activities, GDPR article 30(1), one activity per agreement: what the policies declare, with the fields of the CNIL's
/// model, beside what the audit trail observed.
/// </summary>
internal static class ProcessingReport
{
    public static Report Of(ReportGround ground)
    {
        var words = ground.Words;
        var observed = Observed.In(ground).ToLookup(use => use.Agreement, StringComparer.Ordinal);
        return new Report
        {
            Kind = "register",
            Language = words.Language,
            Title = words.Say("Records of processing activities", "Registre des activités de traitement"),
            Subtitle = words.Say("Article 30(1) GDPR · sharing of data with other companies, declared and observed", "Article 30, paragraphe 1, du RGPD · partage de données avec d'autres sociétés, déclaré et observé"),
            Blocks =
            [
                Overview(ground, observed),
                Unused(ground, observed),
                Activities(ground, observed),
                .. ground.Policies.Plans.SelectMany(plan => Sheet(plan, ground, observed[plan.AgreementId].ToArray())),
            ],
            Provenance = ground.Provenance(),
            Verification = ground.Verification(),
        };
    }

    private static TableBlock Overview(ReportGround ground, ILookup<string, Observed> observed)
    {
        var words = ground.Words;
        return new TableBlock(
            "declaredAgainstObserved",
            words.Say("Declared against observed", "Déclaré et observé"),
            [
                new("agreement", words.Say("Activity", "Activité"), 2.2), new("recipient", words.Say("Recipient", "Destinataire"), 1.5), new("purpose", words.Say("Purpose", "Finalité"), 1.6),
                new("fieldsDeclared", words.Say("Fields declared", "Champs déclarés"), 0.8), new("fieldsObserved", words.Say("Fields observed", "Champs observés"), 0.8),
                new("answers", words.Say("Answers", "Réponses"), 0.8), new("lastUse", words.Say("Last use", "Dernier usage"), 1),
            ],
            [
                .. ground.Policies.Plans.Select(plan => ImmutableArray.Create<Cell>(
                    new Cell(plan.AgreementId, plan.Title), ground.NameOf(plan.Recipient.Id), words.Label(plan.Purpose), words.Number(Declared(plan).Count()),
                    words.Number(Declared(plan).Count(field => IsUsed(field, observed[plan.AgreementId]))), words.Number(observed[plan.AgreementId].Sum(use => use.Answers)),
                    LastUse(observed[plan.AgreementId].ToArray(), words))),
            ],
            words.Say("No agreement.", "Aucun accord."));
    }

    private static TableBlock Unused(ReportGround ground, ILookup<string, Observed> observed)
    {
        var words = ground.Words;
        var rows = ground.Policies.Plans.SelectMany(plan => Declared(plan).Where(field => !IsUsed(field, observed[plan.AgreementId]))
            .Select(field => ImmutableArray.Create<Cell>(new Cell(plan.AgreementId, plan.Title), ground.NameOf(plan.Recipient.Id), field.Path.ToString(), words.Label(field.DataCategory))));
        return new TableBlock(
            "unused",
            words.Say("Rights that were not used in the period", "Droits non utilisés pendant la période"),
            [new("agreement", words.Say("Activity", "Activité"), 2), new("recipient", words.Say("Recipient", "Destinataire"), 1.4), new("field", words.Say("Field", "Champ"), 1.2), new("category", words.Say("Kind of data", "Catégorie de données"), 1.4)],
            [.. rows],
            words.Say("Every declared field was used.", "Chaque champ déclaré a été utilisé."));
    }

    /// <summary>One row an activity with every field of the model: what a spreadsheet or another tool takes over.</summary>
    private static TableBlock Activities(ReportGround ground, ILookup<string, Observed> observed)
    {
        var facts = ground.Policies.Plans.Select(plan => Facts(plan, ground, observed[plan.AgreementId].ToArray())).ToArray();
        return new TableBlock(
            "activities",
            ground.Words.Say("Activities", "Activités"),
            facts.Length == 0 ? [] : [.. facts[0].Select(fact => new ReportColumn(fact.Key, fact.Label))],
            [.. facts.Select(activity => activity.Select(fact => fact.Value).ToImmutableArray())],
            "") { IsOnPages = false };
    }

    private static IEnumerable<ReportBlock> Sheet(SharePlan plan, ReportGround ground, Observed[] observed)
    {
        yield return new PageBreakBlock();
        yield return new HeadingBlock(plan.Title);
        yield return new FactsBlock("activity", Facts(plan, ground, observed)) { IsForPagesOnly = true };
        yield return new TextBlock(AgreementSentence.Of(plan, ground.Words.Language), IsNote: true);
    }

    private static ImmutableArray<(string Key, string Label, Cell Value)> Facts(SharePlan plan, ReportGround ground, Observed[] observed)
    {
        var words = ground.Words;
        var officers = ground.Policies.Guardrails.Where(guardrail => guardrail.Scope.Length == 0).Select(guardrail => guardrail.Owner);
        return
        [
            ("reference", words.Say("Reference", "Référence"), $"{plan.AgreementId}@{plan.AgreementVersion}"),
            ("name", words.Say("Name of the activity", "Nom de l'activité"), plan.Title),
            ("controller", words.Say("Controller", "Responsable du traitement"), ground.Controller(plan.Contract.Controller)),
            ("officer", words.Say("Data protection officer", "Délégué à la protection des données"), string.Join(", ", officers)),
            ("contact", words.Say("Answers for the agreement", "Répond de l'accord"), plan.Owner),
            ("purpose", words.Say("Purpose", "Finalité principale"), words.Label(plan.Purpose)),
            ("legalBasis", words.Say("Legal basis", "Fondement juridique"), words.Law(plan.LegalBasis)),
            ("consent", words.Say("Consent", "Consentement"), Consent(plan, words)),
            ("subjects", words.Say("Categories of people", "Catégories de personnes"), People(plan, words)),
            ("dataset", words.Say("Dataset", "Jeu de données"), new Cell(plan.Contract.Dataset, $"{plan.Contract.Name} ({plan.Contract.Dataset})")),
            ("categories", words.Say("Categories of data, and in what form", "Catégories de données, et sous quelle forme"), Categories(plan, words)),
            ("sensitive", words.Say("Special categories", "Données sensibles"), words.YesNo(Declared(plan).Any(field => DataCategories.IsSpecial(field.DataCategory)))),
            ("recipients", words.Say("Recipient", "Destinataire"), new Cell(plan.Recipient.Id, $"{plan.Recipient.LegalName} ({words.Label(plan.Recipient.Role).Shown}, {words.Label(plan.Recipient.Country).Shown})")),
            ("transfers", words.Say("Countries of processing", "Pays de traitement"), words.Labels(plan.Recipient.ProcessingCountries)),
            ("guarantee", words.Say("Transfer tool", "Garantie du transfert"), plan.TransferTool.Length > 0 ? words.Law(plan.TransferTool) : words.Nothing("none needed, or none there", "aucune requise, ou aucune présente")),
            ("retention", words.Say("Erased by the recipient after", "Effacement chez le destinataire après"), words.Bound(plan.AfterDelivery.KeepFor)),
            ("withdrawal", words.Say("Acts on a withdrawal within", "Donne suite à un retrait sous"), words.Bound(plan.AfterDelivery.ActOnWithdrawalWithin)),
            ("validity", words.Say("Valid", "Validité"), new Cell($"{words.Day(plan.ValidFrom).Raw}/{words.Day(plan.ValidUntil).Raw}", $"{words.ShortDay(plan.ValidFrom).Shown} – {words.ShortDay(plan.ValidUntil).Shown}")),
            ("measures", words.Say("Security measures (Art. 32)", "Mesures de sécurité (art. 32)"), Measures(plan, words)),
            ("firstUse", words.Say("First use in the period", "Premier usage dans la période"), observed.Length == 0 ? words.Nothing("none", "aucun") : words.Moment(observed.Min(use => use.First))),
            ("lastUse", words.Say("Last use in the period", "Dernier usage dans la période"), observed.Length == 0 ? words.Nothing("none", "aucun") : words.Moment(observed.Max(use => use.Last))),
            ("records", words.Say("Records disclosed in the period", "Enregistrements transmis dans la période"), words.Number(observed.Sum(use => use.Records))),
        ];
    }

    private static Cell Consent(SharePlan plan, ReportWords words) => plan.Consent is not { } consent ? words.Nothing("not the basis", "n'est pas le fondement") : new Cell(
        $"{XmlConvert.ToString(consent.MaxAge)}{(consent.MustNameRecipient ? " names-recipient" : "")}",
        words.Say(
            $"of each person, at most {AgreementPhrases.Age(consent.MaxAge, words.Language)} old{(consent.MustNameRecipient ? ", naming the recipient" : "")}",
            $"de chaque personne, datant de {AgreementPhrases.Age(consent.MaxAge, words.Language)} au plus{(consent.MustNameRecipient ? ", nommant le destinataire" : "")}"));

    /// <summary>The contracts know people by the scheme of their ids, and by the dataset they stand in.</summary>
    private static Cell People(SharePlan plan, ReportWords words)
    {
        string schemes = string.Join(", ", plan.SubjectFields.Select(subject => subject.Scheme).Distinct(StringComparer.Ordinal));
        return new Cell(schemes, words.Say($"people of “{plan.Contract.Name}”, known by {schemes}", $"personnes de « {plan.Contract.Name} », désignées par {schemes}"));
    }

    private static Cell Categories(SharePlan plan, ReportWords words) => new(
        string.Join(", ", Declared(plan).Select(field => $"{field.Path}={field.DataCategory}")),
        string.Join('\n', Declared(plan).Select(field => $"{words.Label(field.DataCategory).Shown} ({field.Path}){words.Colon} {AgreementPhrases.Form(field, words.Language)}")));

    private static Cell Measures(SharePlan plan, ReportWords words)
    {
        bool pseudonyms = Declared(plan).Any(field => TransformCatalogue.Find(field.Transform.Name)?.Class == DisclosureClass.Pseudonymised);
        return new Cell(
            "access-control allow-list encryption-in-transit signed-log" + (pseudonyms ? " pseudonymisation" : ""),
            words.Say(
                "access control per recipient and purpose; fields by allow-list; encryption in transit; every disclosure in a signed, tamper-evident log" + (pseudonyms ? "; pseudonymisation with keys of this recipient alone" : ""),
                "contrôle d'accès par destinataire et finalité ; champs par liste d'autorisation ; chiffrement des échanges ; chaque transmission inscrite dans un journal signé dont toute altération se voit" + (pseudonyms ? " ; pseudonymisation par des clés propres à ce destinataire" : "")));
    }

    private static IEnumerable<PlannedField> Declared(SharePlan plan) => plan.Fields.Where(field => field.Transform.Name != "drop");

    private static bool IsUsed(PlannedField field, IEnumerable<Observed> observed) =>
        observed.Any(use => use.Fields.Any(left => left.Name == field.Path.ToString()));

    private static Cell LastUse(Observed[] observed, ReportWords words) =>
        observed.Length == 0 ? new Cell("", words.Say("never", "jamais")) : words.ShortDay(DateOnly.FromDateTime(observed.Max(use => use.Last).UtcDateTime));
}
