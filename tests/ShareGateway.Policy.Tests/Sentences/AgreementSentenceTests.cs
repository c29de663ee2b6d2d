using System.Collections.Immutable;
using System.Text.Json;
using ShareGateway.Policy.Loading;
using ShareGateway.Policy.Sentences;

namespace ShareGateway.Policy.Tests.Sentences;

public sealed class AgreementSentenceTests
{
    private static readonly PolicySet Shipped = PolicyLoader.Load(Path.Combine(AppContext.BaseDirectory, "policies")).Set!;

    private static SharePlan Plan { get; } = Shipped.Plans.Single(plan => plan.AgreementId == "galerie-lumiere-recommendations");

    [Fact]
    public void The_shipped_agreements_read_as_they_were_approved()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "vectors", "policies", "sentences.json");
        var approved = JsonSerializer.Deserialize<Dictionary<string, Approved>>(File.ReadAllBytes(path), JsonSerializerOptions.Web)!;

        Assert.Equal(Shipped.Plans.Select(plan => plan.AgreementId), approved.Keys.Order(StringComparer.Ordinal));
        foreach (var plan in Shipped.Plans)
        {
            Assert.Equal(approved[plan.AgreementId].English, AgreementSentence.Of(plan, Language.English));
            Assert.Equal(approved[plan.AgreementId].French, AgreementSentence.Of(plan, Language.French));
        }
    }

    [Theory]
    [InlineData("", true, "in countries for which no transfer tool is needed", "aucun instrument de transfert n'est nécessaire")]
    [InlineData("eu-gdpr:A46-2-c", true, "rests on Article 46(2)(c) GDPR (standard contractual clauses (SCC) by EC);", "repose sur l'article 46, paragraphe 2, point c), du RGPD (clauses types de protection des données adoptées par la Commission)\u00A0;")]
    [InlineData("", false, "until a transfer tool covers all of these countries, nothing leaves", "tant qu'un instrument de transfert ne couvre pas tous ces pays, rien n'est transmis")]
    [InlineData("eu-gdpr:A46-2-c", false, "nothing leaves", "rien n'est transmis")]
    public void The_transfer_is_told_as_it_stands(string tool, bool covered, string english, string french) =>
        AssertSays(Plan with { TransferTool = tool, TransferDays = covered ? [DayRange.Always] : [] }, english, french);

    [Fact]
    public void The_days_of_an_adequacy_decision_are_told()
    {
        var plan = Plan with
        {
            TransferTool = "eu-gdpr:A45-3",
            TransferDays = [new DayRange(new(2026, 1, 1), new(2026, 8, 11)), new DayRange(new(2027, 2, 1), DateOnly.MaxValue)],
        };

        AssertSays(
            plan,
            "Article 45(3) GDPR (adequacy decision), from 1 January 2026 to 11 August 2026 inclusive and from 1 February 2027 on;",
            "l'article 45, paragraphe 3, du RGPD (décision d'adéquation), du 1er janvier 2026 au 11 août 2026 inclus et à partir du 1er février 2027\u00A0;");
    }

    [Fact]
    public void The_consent_that_is_needed_is_told()
    {
        AssertSays(Plan with { Consent = null }, "; the consent of the persons concerned is not needed;", "; le consentement des personnes concernées n'est pas requis\u00A0;");
        AssertSays(
            Plan with { Consent = new ConsentTerms(false, TimeSpan.FromDays(45), TimeSpan.FromSeconds(90)) },
            "has consented to exactly this purpose, 45 days ago at most, according to a state of consents that is 90 seconds old at most;",
            "a consenti à cette finalité précise, il y a 45 jours au plus, selon un état des consentements datant de 90 secondes au plus\u00A0;");
        AssertSays(
            Plan with { Consent = new ConsentTerms(true, TimeSpan.Zero, TimeSpan.FromHours(1)) },
            "0 days ago at most and in a consent that names Galerie Lumière SAS, according to a state of consents that is 1 hour old",
            "il y a 0 jour au plus et par un consentement qui nomme Galerie Lumière SAS, selon un état des consentements datant de 1 heure au plus");
    }

    [Fact]
    public void What_the_recipient_owes_afterwards_is_told()
    {
        Assert.True(Period.TryParse("P1Y1M1D", out var keepFor));
        AssertSays(
            Plan with { AfterDelivery = new AfterDelivery(keepFor, "return", TimeSpan.FromDays(5)) },
            "Galerie Lumière SAS keeps the data for 13 months and 1 day at most, then returns them, and acts on a person's withdrawal within 5 days;",
            "Galerie Lumière SAS conserve les données pendant 13 mois et 1 jour au plus, puis les restitue, et donne suite au retrait d'une personne dans un délai de 5 jours\u00A0;");
    }

    [Fact]
    public void Counts_and_rows_are_told()
    {
        AssertSays(Plan with { RowsPerDay = 1 }, "at most 1 record leaves in one day", "au plus 1 enregistrement est transmis par jour");
        AssertSays(Plan with { CountsHidden = false, MinimumGroup = 20 }, "learns no count about fewer than 20 persons", "aucun décompte portant sur moins de 20 personnes");
        AssertSays(Plan with { CountsHidden = false, MinimumGroup = null }, "learns no other count", "aucun autre décompte");
        var rows = Plan.Rows.Add(new PlannedRow(Records.FieldPath.Parse("channel"), ["web", "shop"]));
        AssertSays(
            Plan with { Rows = rows },
            "only records leave in which country is “FR” and channel is “shop” or “web”;",
            "seuls sont transmis les enregistrements dans lesquels country vaut «\u00A0FR\u00A0» et channel vaut «\u00A0shop\u00A0» ou «\u00A0web\u00A0»\u00A0;");
    }

    [Fact]
    public void A_field_that_is_left_out_is_not_told_as_given()
    {
        var dropped = Plan.Fields[1] with { Transform = new Privacy.Transforms.TransformSpec("drop", ImmutableSortedDictionary<string, string>.Empty) };

        string sentence = AgreementSentence.Of(Plan with { Fields = [Plan.Fields[0], dropped] }, Language.English);

        Assert.DoesNotContain("birth_date", sentence, StringComparison.Ordinal);
        AssertSays(Plan with { Fields = [dropped] }, "(“Purchases with the loyalty card”): none;", "(«\u00A0Purchases with the loyalty card\u00A0»)\u00A0: aucun\u00A0;");
    }

    [Fact]
    public void Leading_pseudonyms_back_is_told_where_there_are_any()
    {
        AssertSays(Plan with { Reidentification = Reidentification.Never }, "; no pseudonym may be attributed to its person again.", "; aucun pseudonyme ne peut être attribué de nouveau à sa personne.");
        AssertSays(Plan with { Reidentification = Reidentification.TwoPeople }, "only if two people of the controller agree to it.", "que si deux personnes du responsable du traitement en conviennent.");
        Assert.DoesNotContain("pseudonym", AgreementSentence.Of(Plan with { Fields = [Plan.Fields[1]] }, Language.English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-gdpr:A6-1-a-explicit-consent", "on the basis of Article 6(1)(a) GDPR (explicit consent),", "sur le fondement de l'article 6, paragraphe 1, point a), du RGPD (consentement explicite),")]
    [InlineData("eu-gdpr:A49-2", "on the basis of Article 49(2) GDPR (legitimate interests),", "sur le fondement de l'article 49, paragraphe 2, du RGPD (intérêts légitimes impérieux),")]
    [InlineData("eu-gdpr:Consent", "on the basis of the GDPR (consent),", "sur le fondement du RGPD (consentement),")]
    public void A_basis_is_cited_as_the_regulation_is(string basis, string english, string french) =>
        AssertSays(Plan with { LegalBasis = basis }, english, french);

    [Fact]
    public void The_group_itself_may_give() =>
        AssertSays(Plan with { Contract = Plan.Contract with { Controller = "" } }, "version 3, the group gives Galerie", "version 3, le groupe transmet à Galerie");

    [Fact]
    public void A_language_that_is_none_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AgreementSentence.Of(Plan, (Language)7));

    private static void AssertSays(SharePlan plan, string english, string french)
    {
        Assert.Contains(english, AgreementSentence.Of(plan, Language.English), StringComparison.Ordinal);
        Assert.Contains(french, AgreementSentence.Of(plan, Language.French), StringComparison.Ordinal);
    }

    private sealed record Approved(string English, string French);
}
