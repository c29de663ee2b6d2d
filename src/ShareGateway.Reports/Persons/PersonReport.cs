using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ShareGateway.Reports.Reading;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Persons;

/// <summary>Who received one person's data: the answer to a request of access, GDPR article 15(1)(c), as a letter, with its proofs.</summary>
/// <remarks>The actual recipients are named, as the Court asks: C-154/21, 12 January 2023.</remarks>
internal static class PersonReport
{
    private const int MostEntriesOnPages = 60;

    public static Report Of(PersonQuestion question, ReportGround ground, bool withProofs)
    {
        var words = ground.Words;
        var disclosures = ground.Reader.About(question.Keys).Where(entry => ground.Period.Contains(entry.Time)).ToImmutableArray();
        var groups = DisclosureGroup.Of(disclosures);
        return new Report
        {
            Kind = "person",
            Language = words.Language,
            Title = words.Say("Who received your data", "Qui a reçu vos données"),
            Subtitle = words.Say($"Right of access, Article 15(1)(c) GDPR · {question.Typed}", $"Droit d'accès, article 15, paragraphe 1, point c), du RGPD · {question.Typed}"),
            Blocks =
            [
                .. Letter(question, groups, disclosures, ground),
                Recipients(groups, ground),
                Fields(groups, ground),
                .. Entries(disclosures, ground),
                .. withProofs ? Proofs(groups, ground) : [],
            ],
            Provenance = ground.Provenance(),
            Verification =
            [
                .. ground.Verification(),
                words.Say(
                    "Each disclosure stands in the audit log under the number of its entry, bound to you by a keyed hash that only the gateway can make. The JSON form of this report holds the stored bytes and the inclusion proof (c2sp.org/tlog-proof) of the first and last entry of each line.",
                    "Chaque transmission figure au journal d'audit sous son numéro d'entrée, liée à vous par une empreinte à clé que seule la passerelle peut calculer. La forme JSON de ce rapport contient les octets enregistrés et la preuve d'inclusion (c2sp.org/tlog-proof) de la première et de la dernière entrée de chaque ligne."),
            ],
        };
    }

    private static IEnumerable<ReportBlock> Letter(PersonQuestion question, ImmutableArray<DisclosureGroup> groups, ImmutableArray<Disclosure> disclosures, ReportGround ground)
    {
        var words = ground.Words;
        var facts = ImmutableArray.CreateBuilder<(string Key, string Label, Cell Value)>();
        facts.Add(("addressee", words.Say("To", "À l'attention de"), question.Addressee.Length > 0 ? question.Addressee : "…"));
        facts.Add(("date", words.Say("Date", "Date"), question.Date is { } day ? words.Day(day) : "…"));
        facts.Add(("reference", words.Say("Our reference", "Nos références"), question.Reference.Length > 0 ? question.Reference : "…"));
        facts.Add(("subject", words.Say("Identifier given", "Identifiant indiqué"), question.Typed));
        yield return new FactsBlock("letter", facts.ToImmutable());
        yield return new TextBlock(words.Say("Dear Sir or Madam,", "Madame, Monsieur,"));
        yield return new TextBlock(words.Say(
            "You asked us who has received your personal data. This is what our audit log shows for the identifier above.",
            "Vous nous avez demandé qui a reçu vos données à caractère personnel. Voici ce que montre notre journal d'audit pour l'identifiant ci-dessus."));
        int recipients = groups.Select(group => group.First.Recipient).Distinct(StringComparer.Ordinal).Count();
        yield return new TextBlock(disclosures.IsEmpty
            ? words.Say("No data about you was disclosed through our sharing gateway in the period covered.", "Aucune donnée vous concernant n'a été transmise par notre passerelle de partage pendant la période couverte.")
            : words.Say(
                $"{Told(recipients, "company has", "companies have", words)} received data about you, {Told(groups.Sum(group => group.Answers), "time", "times", words)} in all, {Span(disclosures, words)}. The tables below name each of them, what it received, in what form, for which purpose and on which legal basis.",
                $"{Told(recipients, "société a reçu", "sociétés ont reçu", words)} des données vous concernant, en {Told(groups.Sum(group => group.Answers), "transmission", "transmissions", words)} au total, {Span(disclosures, words)}. Les tableaux ci-dessous indiquent, pour chacune, ce qu'elle a reçu, sous quelle forme, pour quelle finalité et sur quel fondement juridique."));
        yield return new TextBlock(words.Say(
            "You may ask for rectification or erasure of these data or for restriction of their processing, or object to it; where a disclosure rests on your consent, you may withdraw it at any time. You may also lodge a complaint with a supervisory authority.",
            "Vous pouvez demander la rectification ou l'effacement de ces données, la limitation de leur traitement, ou vous y opposer ; lorsqu'une transmission repose sur votre consentement, vous pouvez le retirer à tout moment. Vous pouvez aussi introduire une réclamation auprès d'une autorité de contrôle (en France, la CNIL)."));
        string owner = ground.Policies.Guardrails.FirstOrDefault()?.Owner ?? "";
        yield return new TextBlock(words.Say($"The data protection officer\n{owner}", $"Le délégué à la protection des données\n{owner}"));
        yield return new PageBreakBlock();
    }

    private static TableBlock Recipients(ImmutableArray<DisclosureGroup> groups, ReportGround ground)
    {
        var words = ground.Words;
        return new TableBlock(
            "recipients",
            words.Say("Recipients", "Destinataires"),
            [
                new("recipient", words.Say("Recipient", "Destinataire"), 2.1), new("contact", words.Say("Contact", "Contact"), IsOnPages: false), new("country", words.Say("Country", "Pays"), 1.15),
                new("dataset", words.Say("Dataset", "Jeu de données"), 1.2), new("purpose", words.Say("Purpose", "Finalité"), 1.7), new("legalBasis", words.Say("Legal basis", "Fondement"), 1.5),
                new("first", words.Say("First", "Première fois"), 1.1), new("last", words.Say("Last", "Dernière fois"), 1.1), new("times", words.Say("Times", "Fois"), 0.6),
            ],
            [
                .. groups.Select(group => ImmutableArray.Create<Cell>(
                    WithContacts(group.First.Recipient, ground), ContactsOf(group.First.Recipient, ground), words.Label(group.First.Country), ground.Dataset(group.First.Dataset),
                    words.Label(group.First.Purpose), words.Law(group.First.LegalBasis), words.ShortDay(DayOf(group.First)), words.ShortDay(DayOf(group.Last)), words.Number(group.Answers))),
            ],
            words.Say("None.", "Aucun."));
    }

    private static TableBlock Fields(ImmutableArray<DisclosureGroup> groups, ReportGround ground)
    {
        var words = ground.Words;
        var rows = groups
            .SelectMany(group => group.Fields.Select(field => (group.First.Recipient, group.First.Dataset, group.First.Purpose, field.Category, field.Name, field.Transform)))
            .Distinct()
            .Select(row => ImmutableArray.Create<Cell>(
                ground.NameOf(row.Recipient), ground.Dataset(row.Dataset), words.Label(row.Purpose), words.Label(row.Category), row.Name, words.Form(row.Transform)));
        return new TableBlock(
            "fields",
            words.Say("What they received", "Ce qu'ils ont reçu"),
            [
                new("recipient", words.Say("Recipient", "Destinataire"), 1.5), new("dataset", words.Say("Dataset", "Jeu de données"), 1.3), new("purpose", words.Say("Purpose", "Finalité"), 1.5),
                new("category", words.Say("Kind of data", "Catégorie de données"), 1.3), new("field", words.Say("Field", "Champ"), 1.1), new("form", words.Say("In what form", "Sous quelle forme"), 1.9),
            ],
            [.. rows],
            words.Say("Nothing.", "Rien."));
    }

    private static IEnumerable<ReportBlock> Entries(ImmutableArray<Disclosure> disclosures, ReportGround ground)
    {
        var words = ground.Words;
        yield return new TableBlock(
            "entries",
            words.Say("Evidence: the entries of the audit log", "Preuves : les entrées du journal d'audit"),
            [
                new("entry", words.Say("Entry", "Entrée"), 0.7), new("time", words.Say("Time (UTC)", "Date et heure (UTC)"), 1.5), new("recipient", words.Say("Recipient", "Destinataire"), 1.3),
                new("agreement", words.Say("Agreement", "Accord"), 1.8), new("disclosureId", words.Say("Disclosure", "Transmission"), 1.9),
            ],
            [
                .. disclosures.Select(entry => ImmutableArray.Create<Cell>(
                    words.Number((long)entry.Entry), words.ShortMoment(entry.Time), ground.NameOf(entry.Recipient), $"{entry.Agreement}@{entry.AgreementVersion}", entry.DisclosureId)),
            ],
            words.Say("None.", "Aucune."))
        { IsOnPages = disclosures.Length <= MostEntriesOnPages };
        if (disclosures.Length > MostEntriesOnPages)
        {
            yield return new TextBlock(words.Say(
                $"The {words.Number(disclosures.Length).Shown} entries of the audit log behind these tables stand in the forms XLSX, CSV and JSON of this report.",
                $"Les {words.Number(disclosures.Length).Shown} entrées du journal d'audit derrière ces tableaux figurent dans les formes XLSX, CSV et JSON de ce rapport."), IsNote: true);
        }
    }

    private static IEnumerable<ReportBlock> Proofs(ImmutableArray<DisclosureGroup> groups, ReportGround ground)
    {
        var wanted = groups.SelectMany(group => new[] { group.First, group.Last }).DistinctBy(entry => entry.Entry).OrderBy(entry => entry.Entry).ToArray();
        if (wanted.Length == 0)
        {
            yield break;
        }

        var proofs = new LogProofs(ground.Reader);
        var items = wanted.Select(entry => string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"entry\":{entry.Entry},\"stored\":{JsonSerializer.Serialize(Encoding.UTF8.GetString(entry.Stored))},\"proof\":{JsonSerializer.Serialize(proofs.Of(entry.Entry, entry.Stored))}}}"));
        yield return new DataBlock("proofs", $"[{string.Join(',', items)}]");
    }

    private static DateOnly DayOf(Disclosure entry) => DateOnly.FromDateTime(entry.Time.UtcDateTime);

    private static Cell ContactsOf(string recipient, ReportGround ground) => string.Join('\n', ground.Policies.FindRecipient(recipient)?.Contacts ?? []);

    private static Cell WithContacts(string recipient, ReportGround ground)
    {
        var name = ground.NameOf(recipient);
        return name with { Shown = $"{name.Shown}\n{ContactsOf(recipient, ground).Shown}".TrimEnd('\n'), Alone = name.Shown };
    }

    private static string Span(ImmutableArray<Disclosure> disclosures, ReportWords words)
    {
        string first = words.Day(DayOf(disclosures[0])).Shown;
        string last = words.Day(DayOf(disclosures[^1])).Shown;
        return first == last ? words.Say($"on {first}", $"le {first}") : words.Say($"between {first} and {last}", $"entre le {first} et le {last}");
    }

    private static string Told(int number, string one, string many, ReportWords words) =>
        $"{words.Number(number).Shown}{'\u00A0'}{(number == 1 ? one : many)}";
}
