using System.Collections.Immutable;
using ShareGateway.Audit.Entries;
using ShareGateway.Reports.Reading;
using ShareGateway.Reports.Rendering;

namespace ShareGateway.Reports.Overviews;

/// <summary>The period at a glance: what left, to whom, what was refused, what was changed, and what needs somebody's eye.</summary>
internal static class OverviewReport
{
    private const int EndingWithinDays = 60;

    public static Report Of(ReportGround ground)
    {
        var words = ground.Words;
        var observed = Observed.In(ground);
        var refusals = RefusalCount.In(ground);
        var others = ground.Reader.LogEntries().Where(view => view.Entry is AdministrativeEntry or PolicyEntry && ground.Period.Contains(view.Time)).ToArray();
        return new Report
        {
            Kind = "overview",
            Language = words.Language,
            Title = words.Say("Data sharing at a glance", "Le partage de données en un coup d'œil"),
            Subtitle = ReportWords.Capital(ground.Period.Told(words).Shown),
            Blocks =
            [
                Totals(observed, refusals, ground),
                new BarsBlock(words.Say("Records by recipient", "Enregistrements par destinataire"), [.. observed.GroupBy(use => use.Recipient, StringComparer.Ordinal).Select(group => (ground.NameOf(group.Key).Shown, group.Sum(use => use.Records))).OrderByDescending(bar => bar.Item2)]),
                ByAgreement(observed, ground),
                .. VolumeByDay.Blocks(VolumeByDay.In(ground), words),
                Refusals(refusals, ground), Attention(observed, ground), Changes(others, words),
            ],
            Provenance = ground.Provenance(),
            Verification = ground.Verification(),
        };
    }

    private static FactsBlock Totals(ImmutableArray<Observed> observed, ImmutableArray<RefusalCount> refusals, ReportGround ground)
    {
        var words = ground.Words;
        long people = ground.Reader.Ask($"select count(distinct subject_key) from subjects where entry in (select entry from disclosures where {ground.InPeriod})", row => row.GetInt64(0))[0];
        return new FactsBlock("totals",
        [
            ("people", words.Say("Distinct people", "Personnes distinctes"), words.Number(people)),
            ("records", words.Say("Records disclosed", "Enregistrements transmis"), words.Number(observed.Sum(use => use.Records))),
            ("answers", words.Say("Answers with data", "Réponses avec données"), words.Number(observed.Sum(use => use.Answers))),
            ("recipients", words.Say("Recipients served", "Destinataires servis"), words.Number(observed.Select(use => use.Recipient).Distinct(StringComparer.Ordinal).Count())),
            ("refusals", words.Say("Requests refused", "Requêtes refusées"), words.Number(refusals.Sum(refusal => refusal.Count))),
        ]);
    }

    private static TableBlock ByAgreement(ImmutableArray<Observed> observed, ReportGround ground)
    {
        var words = ground.Words;
        return new TableBlock(
            "agreements",
            words.Say("By agreement", "Par accord"),
            [new("recipient", words.Say("Recipient", "Destinataire"), 1.4), new("agreement", words.Say("Agreement", "Accord"), 2.4), new("answers", words.Say("Answers", "Réponses"), 0.8), new("records", words.Say("Records", "Enregistrements"), 1.2), new("last", words.Say("Last", "Dernière"), 1)],
            [
                .. observed.Select(use => ImmutableArray.Create<Cell>(
                    ground.NameOf(use.Recipient), ground.Agreement(use.Agreement),
                    words.Number(use.Answers), words.Number(use.Records), words.ShortDay(DateOnly.FromDateTime(use.Last.UtcDateTime)))),
            ],
            words.Say("Nothing was disclosed.", "Rien n'a été transmis."));
    }

    private static TableBlock Refusals(ImmutableArray<RefusalCount> refusals, ReportGround ground)
    {
        var words = ground.Words;
        return new TableBlock(
            "refusals",
            words.Say("Refusals", "Refus"),
            [new("recipient", words.Say("Recipient", "Destinataire"), 1.4), new("reason", words.Say("Reason", "Motif"), 2), new("count", words.Say("Requests", "Requêtes"), 0.7), new("last", words.Say("Last", "Dernier"), 1.2)],
            [
                .. refusals.Select(refusal => ImmutableArray.Create<Cell>(
                    refusal.Recipient.Length > 0 ? ground.NameOf(refusal.Recipient) : new Cell("", words.Say("nobody known", "inconnu")), RefusalWords.Of(refusal.Reason, words), words.Number(refusal.Count), words.ShortMoment(refusal.Last))),
            ],
            words.Say("None.", "Aucun."));
    }

    /// <summary>Agreements that end soon after the period, are over, or were not used. Counted from the period's last day: the report does not know today.</summary>
    private static TableBlock Attention(ImmutableArray<Observed> observed, ReportGround ground)
    {
        var words = ground.Words;
        var last = ground.Period.Until ?? (observed.IsEmpty ? (DateOnly?)null : DateOnly.FromDateTime(observed.Max(use => use.Last).UtcDateTime));
        var rows = ground.Policies.Plans
            .Select(plan => (plan, Why: last is { } day && plan.ValidUntil < day ? ("over", words.Say($"over since {words.Day(plan.ValidUntil).Shown}", $"expiré depuis le {words.Day(plan.ValidUntil).Shown}"))
                : last is { } end && plan.ValidUntil < end.AddDays(EndingWithinDays) ? ("ending", words.Say($"ends on {words.Day(plan.ValidUntil).Shown}", $"se termine le {words.Day(plan.ValidUntil).Shown}"))
                : observed.All(use => use.Agreement != plan.AgreementId) ? ("unused", words.Say("not used in the period", "non utilisé dans la période"))
                : ("", "")))
            .Where(row => row.Why.Item1.Length > 0)
            .Select(row => ImmutableArray.Create<Cell>(new Cell(row.plan.AgreementId, row.plan.Title), ground.NameOf(row.plan.Recipient.Id), new Cell(row.Why.Item1, ReportWords.Capital(row.Why.Item2)), row.plan.Owner));
        return new TableBlock(
            "attention",
            words.Say("Needs an eye", "À regarder"),
            [new("agreement", words.Say("Agreement", "Accord"), 2.2), new("recipient", words.Say("Recipient", "Destinataire"), 1.3), new("why", words.Say("Why", "Pourquoi"), 1.6), new("owner", words.Say("Owner", "Responsable"), 1.5)],
            [.. rows],
            words.Say("Nothing.", "Rien."));
    }

    private static TableBlock Changes(AuditEntryView[] entries, ReportWords words) => new(
        "events",
        words.Say("What was done to the gateway", "Ce qui a été fait sur la passerelle"),
        [new("event", words.Say("Event", "Événement"), 2), new("count", words.Say("Times", "Fois"), 0.6), new("last", words.Say("Last", "Dernier"), 1.2)],
        [
            .. entries.GroupBy(view => view.Entry is AdministrativeEntry done ? done.Action : EventWords.Policies, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => ImmutableArray.Create<Cell>(EventWords.Of(group.Key, words), words.Number(group.LongCount()), words.ShortMoment(group.Max(view => view.Time)))),
        ],
        words.Say("Nothing.", "Rien."));
}
