using System.Collections.Immutable;
using ShareGateway.Audit.Entries;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Reports.Reading;
using ShareGateway.Reports.Rendering;
using Cell = ShareGateway.Reports.Rendering.Cell;

namespace ShareGateway.Reports.Breaches;

/// <summary>How far a breach reaches, and a draft of the notification to the supervisory authority: GDPR article 33(3).</summary>
internal static class BreachReport
{
    /// <summary>Hours to notify, counted from becoming aware (GDPR, article 33(1)). Data, not law for ever: a reform would make them 96.</summary>
    private const int NotificationHours = 72;

    public static Report Of(BreachScope scope, ReportGround ground)
    {
        var words = ground.Words;
        string where = $"{ground.InPeriod} and {scope.ConditionIn(ground.Policies)}";
        var figures = Figures.In(ground, where);
        return new Report
        {
            Kind = "breach",
            Language = words.Language,
            Title = words.Say("Scope of a personal data breach", "Étendue d'une violation de données à caractère personnel"),
            Subtitle = words.Say("Article 33 GDPR · upper bound from the audit trail", "Article 33 du RGPD · majorant tiré du journal d'audit"),
            Blocks =
            [
                Question(scope, ground), Clock(scope, words), Totals(figures, words), ByRecipient(ground, where), Fields(figures, words),
                .. scope.Mended is { } mended ? MendedPolicies.Blocks(mended, where, ground) : [],
                .. Draft(figures, ground),
            ],
            Provenance = ground.Provenance(),
            Verification = ground.Verification(),
        };
    }

    private static FactsBlock Question(BreachScope scope, ReportGround ground)
    {
        var words = ground.Words;
        Cell any = new("", words.Say("not limited", "sans limite"));
        return new FactsBlock("scope",
        [
            ("recipient", words.Say("Recipient", "Destinataire"), scope.Recipient.Length > 0 ? ground.NameOf(scope.Recipient) : any),
            ("client", words.Say("Client", "Client technique"), scope.Client.Length > 0 ? scope.Client : any),
            ("certificate", words.Say("Client certificate", "Certificat client"), scope.Certificate.Length > 0 ? Certificate(scope, ground) : any),
            ("dataset", words.Say("Dataset", "Jeu de données"), scope.Dataset.Length > 0 ? ground.Dataset(scope.Dataset) : any),
            ("agreement", words.Say("Agreement", "Accord"), scope.Agreement.Length > 0 ? ground.Agreement(scope.Agreement) : any),
            ("policySet", words.Say("Policy set", "Jeu de politiques"), scope.PolicySet.Length > 0 ? scope.PolicySet : any),
            ("keyEpoch", words.Say("Key epoch", "Époque de clés"), scope.KeyEpoch > 0 ? words.Number(scope.KeyEpoch) : any),
            ("since", words.Say("From", "Depuis"), scope.Since is { } since ? words.Moment(since) : any),
            ("before", words.Say("Before", "Avant"), scope.Before is { } before ? words.Moment(before) : any),
        ]);
    }

    private static Cell Certificate(BreachScope scope, ReportGround ground)
    {
        string holder = ground.NameOf(scope.Holder(ground.Policies)).Shown;
        return new Cell(scope.Certificate, ground.Words.Say(
            $"{scope.Certificate}\n{holder}: the log does not name certificates, so all that this recipient received counts",
            $"{scope.Certificate}\n{holder} : le journal ne nomme pas les certificats, donc tout ce que ce destinataire a reçu est compté"));
    }

    private static FactsBlock Clock(BreachScope scope, ReportWords words) => new("clock",
    [
        ("awareAt", words.Say("Aware since", "Connaissance depuis"), scope.AwareAt is { } aware ? words.Moment(aware) : words.Say("not stated", "non indiquée")),
        ("hours", words.Say("Hours to notify", "Délai de notification (heures)"), words.Number(NotificationHours)),
        ("notifyBy", words.Say("Notify the authority by", "Notifier l'autorité au plus tard le"), scope.AwareAt is { } since ? words.Moment(since.AddHours(NotificationHours)) : "…"),
    ]);

    private static FactsBlock Totals(Figures figures, ReportWords words) => new("totals",
    [
        ("people", words.Say("Distinct people", "Personnes distinctes"), words.Number(figures.People)),
        ("records", words.Say("Records", "Enregistrements"), words.Number(figures.Records)),
        ("answers", words.Say("Answers", "Réponses"), words.Number(figures.Answers)),
        ("first", words.Say("First", "Première"), figures.First is { } first ? words.Moment(first) : "–"),
        ("last", words.Say("Last", "Dernière"), figures.Last is { } last ? words.Moment(last) : "–"),
        ("countries", words.Say("Countries", "Pays"), new Cell(string.Join(' ', figures.Countries), string.Join(", ", figures.Countries.Select(country => words.Label(country).Shown)))),
        ("intelligible", words.Say("Intelligible to the holder", "Intelligible pour le détenteur"), Intelligible(figures, words)),
    ]);

    private static Cell Intelligible(Figures figures, ReportWords words)
    {
        bool plain = figures.Fields.Any(field => ClassOf(field) == DisclosureClass.Identified);
        bool coarse = figures.Fields.Any(field => ClassOf(field) == DisclosureClass.Generalised);
        return (plain, coarse) switch
        {
            (true, _) => new("yes", words.Say("yes, some fields left as they are", "oui, certains champs sont partis en clair")),
            (false, true) => new("partly", words.Say("partly, fields left in coarser or masked form", "en partie, des champs sont partis généralisés ou masqués")),
            _ => new("no", words.Say("no, only pseudonyms and blanks left", "non, seuls des pseudonymes et des champs vides sont partis")),
        };
    }

    private static TableBlock ByRecipient(ReportGround ground, string where)
    {
        var words = ground.Words;
        var rows = ground.Reader.Ask(
            $"""
            select recipient, agreement, count(distinct disclosure_id), sum(records)::bigint, min(time_utc), max(time_utc),
                (select count(distinct subject_key) from subjects where entry in (select entry from disclosures inner_d where inner_d.recipient = d.recipient
                    and inner_d.agreement = d.agreement and {where}))
            from disclosures d where {where} group by recipient, agreement order by recipient, agreement
            """,
            row => ImmutableArray.Create<Cell>(
                ground.NameOf(row.GetString(0)), ground.Agreement(row.GetString(1)), words.Number(row.GetInt64(6)), words.Number(row.GetInt64(3)), words.Number(row.GetInt64(2)),
                words.ShortMoment(Observed.Utc(row.GetDateTime(4))), words.ShortMoment(Observed.Utc(row.GetDateTime(5)))));
        return new TableBlock(
            "recipients",
            words.Say("By recipient and agreement", "Par destinataire et accord"),
            [
                new("recipient", words.Say("Recipient", "Destinataire"), 1.5), new("agreement", words.Say("Agreement", "Accord"), 1.9), new("people", words.Say("People", "Personnes"), 0.8),
                new("records", words.Say("Records", "Enreg."), 0.8), new("answers", words.Say("Answers", "Réponses"), 0.8), new("first", words.Say("First", "Première"), 1.1), new("last", words.Say("Last", "Dernière"), 1.1),
            ],
            [.. rows],
            words.Say("No disclosure meets these conditions.", "Aucune transmission ne répond à ces conditions."));
    }

    private static TableBlock Fields(Figures figures, ReportWords words) => new(
        "fields",
        words.Say("Kinds of data, and in what form", "Catégories de données, et sous quelle forme"),
        [
            new("category", words.Say("Kind of data", "Catégorie"), 1.4), new("field", words.Say("Field", "Champ"), 1.2), new("form", words.Say("Form", "Forme"), 2), new("class", words.Say("Class", "Classe"), 1),
        ],
        [
            .. figures.Fields.Select(field => ImmutableArray.Create<Cell>(words.Label(field.Category), field.Name, words.Form(field.Transform), ClassOf(field) switch
            {
                DisclosureClass.Identified => new("identified", words.Say("as it is", "en clair")),
                DisclosureClass.Pseudonymised => new("pseudonymised", words.Say("pseudonym", "pseudonyme")),
                DisclosureClass.Generalised => new("generalised", words.Say("coarser", "généralisé")),
                _ => new("suppressed", words.Say("nothing", "rien")),
            })),
        ],
        words.Say("None.", "Aucune."));

    private static IEnumerable<ReportBlock> Draft(Figures figures, ReportGround ground)
    {
        var words = ground.Words;
        string officer = ground.Policies.Guardrails.FirstOrDefault()?.Owner ?? "…";
        string categories = string.Join(", ", figures.Fields.Select(field => field.Category).Distinct(StringComparer.Ordinal).Select(term => words.Label(term).Shown.ToLowerInvariant()));
        yield return new HeadingBlock(words.Say("Draft notification, Article 33(3) GDPR", "Projet de notification, article 33, paragraphe 3, du RGPD"));
        yield return new TextBlock(words.Say(
            $"(a) Nature: [describe what happened]. At most {words.Number(figures.People).Shown} people and {words.Number(figures.Records).Shown} records are concerned; kinds of data: {categories}.",
            $"a) Nature : [décrire les faits]. Au plus {words.Number(figures.People).Shown} personnes et {words.Number(figures.Records).Shown} enregistrements sont concernés ; catégories de données : {categories}."));
        yield return new TextBlock(words.Say($"(b) Contact: the data protection officer, {officer}.", $"b) Contact : le délégué à la protection des données, {officer}."));
        yield return new TextBlock(words.Say(
            $"(c) Likely consequences: [to be assessed]. Intelligible to the holder: {Intelligible(figures, words).Shown}.",
            $"c) Conséquences probables : [à évaluer]. Intelligible pour le détenteur : {Intelligible(figures, words).Shown}."));
        yield return new TextBlock(words.Say(
            "(d) Measures: [taken or proposed, such as ending the agreement, withdrawing the client's access, destroying the recipient's secret so that its pseudonyms mean nothing any more].",
            "d) Mesures : [prises ou proposées, par exemple fin de l'accord, retrait de l'accès du client, destruction du secret du destinataire pour que ses pseudonymes ne signifient plus rien]."));
        yield return new TextBlock(words.Say(
            "The figures are an upper bound: they count all that left under these conditions, not what was in fact misused.",
            "Les chiffres sont un majorant : ils comptent tout ce qui est parti dans ces conditions, non ce qui a été effectivement détourné."), IsNote: true);
    }

    private static DisclosureClass ClassOf(DisclosedField field) => TransformCatalogue.Find(field.Transform.Split('(')[0])?.Class ?? DisclosureClass.Identified;

    private sealed record Figures(
        long People, long Records, long Answers, DateTimeOffset? First, DateTimeOffset? Last, ImmutableArray<string> Countries, ImmutableArray<DisclosedField> Fields)
    {
        public static Figures In(ReportGround ground, string where)
        {
            long people = ground.Reader.Ask($"select count(distinct subject_key) from subjects where entry in (select entry from disclosures where {where})", row => row.GetInt64(0))[0];
            var countries = ground.Reader.Ask($"select distinct country from disclosures where {where} and country <> '' order by 1", row => row.GetString(0));
            var fields = ground.Reader.Ask($"select distinct fields from disclosures where {where} and fields <> ''", row => Disclosure.FieldsOf(row.GetString(0)))
                .SelectMany(list => list).Where(left => left.Transform != "drop").Distinct()
                .OrderBy(left => left.Category, StringComparer.Ordinal).ThenBy(left => left.Name, StringComparer.Ordinal).ThenBy(left => left.Transform, StringComparer.Ordinal);
            return ground.Reader.Ask(
                $"select coalesce(sum(records), 0)::bigint, count(distinct disclosure_id), min(time_utc), max(time_utc) from disclosures where {where}",
                row => new Figures(
                    people, row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : Observed.Utc(row.GetDateTime(2)), row.IsDBNull(3) ? null : Observed.Utc(row.GetDateTime(3)),
                    [.. countries], [.. fields]))[0];
        }
    }
}
