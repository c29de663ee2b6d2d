using System.Collections.Immutable;
using ShareGateway.Audit.Entries;
using ShareGateway.Consent;
using ShareGateway.Policy;
using ShareGateway.Reports.Reading;
using ShareGateway.Reports.Register;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Partners;

/// <summary>One partner on one page: its agreements, volumes, refusals, withdrawals, transfers and unused rights.</summary>
internal static class PartnerReport
{
    public static Report Of(string recipient, IReadOnlyCollection<StoredConsentEvent> consents, ReportGround ground)
    {
        var words = ground.Words;
        var plans = ground.Policies.PlansOf(recipient).ToArray();
        var observed = Observed.In(ground).Where(use => use.Recipient == recipient).ToArray();
        return new Report
        {
            Kind = "recipient",
            Language = words.Language,
            Title = ground.NameOf(recipient).Shown,
            Subtitle = words.Say("Partner sheet", "Fiche partenaire"),
            Blocks =
            [
                Facts(recipient, ground, observed, consents), Agreements(plans, observed, ground),
                .. VolumeByDay.Blocks(VolumeByDay.In(ground, $"recipient = {DuckSession.Quoted(recipient)}"), words),
                Refusals(recipient, ground), Withdrawals(recipient, plans, consents, ground), Unused(plans, observed, ground),
            ],
            Provenance = ground.Provenance(),
            Verification = ground.Verification(),
        };
    }

    private static FactsBlock Facts(string recipient, ReportGround ground, Observed[] observed, IReadOnlyCollection<StoredConsentEvent> consents)
    {
        var words = ground.Words;
        var known = ground.Policies.FindRecipient(recipient);
        long people = ground.Reader.Ask(
            $"select count(distinct subject_key) from subjects where entry in (select entry from disclosures where {ground.InPeriod} and recipient = {DuckSession.Quoted(recipient)})", row => row.GetInt64(0))[0];
        var answers = ground.Reader.Ask($"select distinct disclosure_id from disclosures where {ground.InPeriod} and recipient = {DuckSession.Quoted(recipient)}", row => row.GetString(0)).ToHashSet(StringComparer.Ordinal);
        var closings = ground.Reader.LogEntries().Select(view => view.Entry).OfType<ClosingEntry>().Where(closing => answers.Contains(closing.DisclosureId)).ToArray();
        return new FactsBlock("partner",
        [
            ("recipient", words.Say("Id", "Identifiant"), recipient),
            ("role", words.Say("Role", "Rôle"), words.Label(known?.Role ?? "")),
            ("country", words.Say("Seat", "Siège"), words.Label(known?.Country ?? "")),
            ("processing", words.Say("Processes in", "Traite dans"), words.Labels(known?.ProcessingCountries ?? [])),
            ("tool", words.Say("Transfer tool", "Garantie de transfert"), words.Law(known?.TransferTool ?? "") is { Raw.Length: > 0 } tool ? tool : words.Nothing("none", "aucune")),
            ("contacts", words.Say("Contacts", "Contacts"), string.Join(", ", known?.Contacts ?? [])),
            ("people", words.Say("Distinct people", "Personnes distinctes"), words.Number(people)),
            ("records", words.Say("Records", "Enregistrements"), words.Number(observed.Sum(use => use.Records))),
            ("withheld", words.Say("Records withheld for want of consent", "Enregistrements retenus faute de consentement"), words.Number(closings.Sum(closing => closing.WithheldByConsent))),
            ("broken", words.Say("Answers that broke off", "Réponses interrompues"), words.Number(closings.Count(closing => closing.Outcome != ClosingOutcome.Complete))),
            ("withdrawals", words.Say("Withdrawals in the period", "Retraits dans la période"), words.Number(consents.Count)),
        ]);
    }

    private static TableBlock Agreements(SharePlan[] plans, Observed[] observed, ReportGround ground)
    {
        var words = ground.Words;
        return new TableBlock(
            "agreements",
            words.Say("Agreements", "Accords"),
            [
                new("agreement", words.Say("Agreement", "Accord"), 2), new("dataset", words.Say("Dataset", "Jeu de données"), 1.4), new("purpose", words.Say("Purpose", "Finalité"), 1.5), new("legalBasis", words.Say("Legal basis", "Fondement"), 1.5),
                new("until", words.Say("Until", "Jusqu'au"), 0.9), new("answers", words.Say("Answers", "Réponses"), 0.8), new("records", words.Say("Records", "Enreg."), 0.8), new("last", words.Say("Last use", "Dernier usage"), 0.9),
            ],
            [
                .. plans.Select(plan =>
                {
                    var uses = observed.Where(use => use.Agreement == plan.AgreementId).ToArray();
                    return ImmutableArray.Create<Cell>(
                        new Cell(plan.AgreementId, plan.Title), ground.Dataset(plan.Contract.Dataset), words.Label(plan.Purpose), words.Law(plan.LegalBasis), words.ShortDay(plan.ValidUntil),
                        words.Number(uses.Sum(use => use.Answers)), words.Number(uses.Sum(use => use.Records)),
                        uses.Length == 0 ? new Cell("", words.Say("never", "jamais")) : words.ShortDay(DateOnly.FromDateTime(uses.Max(use => use.Last).UtcDateTime)));
                }),
            ],
            words.Say("None.", "Aucun."));
    }

    private static TableBlock Refusals(string recipient, ReportGround ground)
    {
        var words = ground.Words;
        return new TableBlock(
            "refusals",
            words.Say("Refusals, and why", "Refus, et pourquoi"),
            [new("reason", words.Say("Reason", "Motif"), 2), new("count", words.Say("Requests", "Requêtes"), 0.7), new("last", words.Say("Last", "Dernier"), 1)],
            [.. RefusalCount.In(ground).Where(refusal => refusal.Recipient == recipient).Select(refusal => ImmutableArray.Create<Cell>(RefusalWords.Of(refusal.Reason, words), words.Number(refusal.Count), words.ShortMoment(refusal.Last)))],
            words.Say("None.", "Aucun."));
    }

    /// <summary>A withdrawal counts from the moment at which the gateway learns of it; what is late is the way from the person to the gateway.</summary>
    private static TableBlock Withdrawals(string recipient, SharePlan[] plans, IReadOnlyCollection<StoredConsentEvent> consents, ReportGround ground)
    {
        var words = ground.Words;
        var rows = plans.Where(plan => plan.Consent is not null).Select(plan =>
        {
            var lags = consents.Where(stored => stored.Event.Purpose == plan.Purpose && (stored.Event.Recipient ?? recipient) == recipient)
                .Select(stored => stored.ReceivedAt - stored.Event.At).Where(lag => lag > TimeSpan.Zero).Order().ToArray();
            var bound = plan.AfterDelivery.ActOnWithdrawalWithin;
            return ImmutableArray.Create<Cell>(
                new Cell(plan.AgreementId, plan.Title), words.Number(lags.Length), lags.Length == 0 ? "" : words.Length(lags[lags.Length / 2]),
                lags.Length == 0 ? "" : words.Length(lags[^1]), words.Bound(bound), words.Number(lags.Count(lag => lag > bound)));
        });
        return new TableBlock(
            "withdrawals",
            words.Say("Withdrawals: from the person's word to the gateway's stop", "Retraits : de la parole de la personne à l'arrêt par la passerelle"),
            [
                new("agreement", words.Say("Agreement", "Accord"), 2), new("count", words.Say("Withdrawals", "Retraits"), 0.8), new("medianSeconds", words.Say("Median", "Médiane"), 0.8) { SheetTitle = words.Say("Median (seconds)", "Médiane (secondes)") },
                new("longestSeconds", words.Say("Longest", "Plus long"), 0.8) { SheetTitle = words.Say("Longest (seconds)", "Plus long (secondes)") },
                new("bound", words.Say("Bound", "Délai convenu"), 1), new("late", words.Say("Late", "Hors délai"), 0.7),
            ],
            [.. rows],
            words.Say("No agreement with this partner rests on consent.", "Aucun accord avec ce partenaire ne repose sur le consentement."));
    }

    private static TableBlock Unused(SharePlan[] plans, Observed[] observed, ReportGround ground)
    {
        var words = ground.Words;
        var rows = plans.SelectMany(plan => plan.Fields
            .Where(field => field.Transform.Name != "drop" && !observed.Any(use => use.Agreement == plan.AgreementId && use.Fields.Any(left => left.Name == field.Path.ToString())))
            .Select(field => ImmutableArray.Create<Cell>(new Cell(plan.AgreementId, plan.Title), field.Path.ToString(), words.Label(field.DataCategory))));
        return new TableBlock(
            "unused",
            words.Say("Rights that were not used", "Droits non utilisés"),
            [new("agreement", words.Say("Agreement", "Accord"), 2), new("field", words.Say("Field", "Champ"), 1.2), new("category", words.Say("Kind of data", "Catégorie de données"), 1.4)],
            [.. rows],
            words.Say("None: every declared field was used.", "Aucun : chaque champ déclaré a été utilisé."));
    }
}
