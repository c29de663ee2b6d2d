using System.Collections.Immutable;
using ShareGateway.Consent;
using ShareGateway.Reports.Persons;
using ShareGateway.Reports.Reading;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Consents;

/// <summary>That a person had consented: GDPR article 7(1). What the person was shown and decided, and each disclosure beside the consent in force at its time.</summary>
internal static class ConsentEvidenceReport
{
    private const string ConsentBasis = "eu-gdpr:A6-1-a";

    public static Report Of(PersonQuestion question, IReadOnlyList<StoredConsentEvent> events, ReportGround ground)
    {
        var words = ground.Words;
        var disclosures = ground.Reader.About(question.Keys)
            .Where(entry => ground.Period.Contains(entry.Time) && entry.LegalBasis.StartsWith(ConsentBasis, StringComparison.Ordinal)).ToArray();
        return new Report
        {
            Kind = "consent-evidence",
            Language = words.Language,
            Title = words.Say("Evidence of consent", "Preuve du consentement"),
            Subtitle = words.Say($"Article 7(1) GDPR · {question.Typed}", $"Article 7, paragraphe 1, du RGPD · {question.Typed}"),
            Blocks = [Events(events, ground), Disclosures(disclosures, events, ground)],
            Provenance = ground.Provenance(),
            Verification =
            [
                .. ground.Verification(),
                words.Say(
                    "Consent events are kept in the gateway's store, which only appends; they are not part of the audit log. Those count that the gateway knew at the time of the last entry before the cut-off.",
                    "Les événements de consentement sont conservés dans la base de la passerelle, en ajout seul ; ils ne font pas partie du journal d'audit. Comptent ceux que la passerelle connaissait à l'heure de la dernière entrée avant l'arrêté."),
            ],
        };
    }

    private static TableBlock Events(IReadOnlyList<StoredConsentEvent> events, ReportGround ground)
    {
        var words = ground.Words;
        return new TableBlock(
            "events",
            words.Say("What the person decided", "Ce que la personne a décidé"),
            [
                new("at", words.Say("Decided", "Décidé"), 1.1), new("state", words.Say("Decision", "Décision"), 1.2), new("purpose", words.Say("Purpose", "Finalité"), 1.5), new("recipient", words.Say("Recipient named", "Destinataire nommé"), 1.3),
                new("notice", words.Say("Notice", "Notice"), 0.9), new("source", words.Say("Source", "Source"), 0.9), new("received", words.Say("Known since", "Connu depuis"), 1.1), new("validUntil", words.Say("Ends", "Terme"), 0.9),
            ],
            [
                .. events.OrderBy(stored => stored.Event.At).ThenBy(stored => stored.Sequence).Select(stored => ImmutableArray.Create<Cell>(
                    words.ShortMoment(stored.Event.At), ConsentWords.Of(stored.Event.State, words), words.Label(stored.Event.Purpose),
                    stored.Event.Recipient is { } named ? ground.NameOf(named) : new Cell("", words.Say("any", "tous")),
                    stored.Event.NoticeVersion, stored.Event.Source, words.ShortMoment(stored.ReceivedAt), stored.Event.ValidUntil is { } end ? words.ShortMoment(end) : "")),
            ],
            words.Say("No consent event of this person is known.", "Aucun événement de consentement de cette personne n'est connu."));
    }

    private static TableBlock Disclosures(IReadOnlyList<Disclosure> disclosures, IReadOnlyList<StoredConsentEvent> events, ReportGround ground)
    {
        var words = ground.Words;
        return new TableBlock(
            "disclosures",
            words.Say("Disclosures that rest on consent", "Transmissions fondées sur le consentement"),
            [
                new("time", words.Say("Time (UTC)", "Date et heure (UTC)"), 1.2), new("entry", words.Say("Entry", "Entrée"), 0.6), new("recipient", words.Say("Recipient", "Destinataire"), 1.3), new("purpose", words.Say("Purpose", "Finalité"), 1.5),
                new("consentAt", words.Say("Consent of", "Consentement du"), 1.1), new("notice", words.Say("Notice", "Notice"), 0.9), new("inForce", words.Say("In force then", "En vigueur alors"), 0.8),
            ],
            [.. disclosures.Select(entry => Row(entry, events, ground))],
            words.Say("None.", "Aucune."));
    }

    private static ImmutableArray<Cell> Row(Disclosure entry, IReadOnlyList<StoredConsentEvent> events, ReportGround ground)
    {
        var words = ground.Words;
        var known = KnownConsent.Of(entry, events, ground.Policies.Plans.FirstOrDefault(plan => plan.AgreementId == entry.Agreement)?.Consent);
        return
        [
            words.ShortMoment(entry.Time), words.Number((long)entry.Entry), ground.NameOf(entry.Recipient), words.Label(entry.Purpose),
            known.Grant is { } grant ? words.ShortMoment(grant.At) : "", known.Grant?.NoticeVersion ?? "", words.YesNo(known.IsInForce),
        ];
    }
}
