using System.Collections.Immutable;
using ShareGateway.Policy.Guardrails;
using ShareGateway.Policy.Loading.Files;
using ShareGateway.Policy.Vocabulary;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Loading.Checks;

/// <summary>
/// Makes plans of drafts that have no finding. It takes the meet with the guardrails once more, so that a check that fails to see a looser
/// agreement does not let it pass: a second lock on I6.
/// </summary>
internal static class PlanBuilder
{
    /// <summary>The transform as the catalogue reads it.</summary>
    public static TransformSpec SpecOf(FieldDraft field) => new(
        field.Action.Value,
        field.Parameters.ToImmutableSortedDictionary(pair => pair.Name.Value, pair => pair.Value.Value, StringComparer.Ordinal));

    /// <summary>The plan; null when the limits leave nothing of the agreement.</summary>
    public static SharePlan? Build(
        AgreementDraft draft,
        Recipient recipient,
        Contract contract,
        ContractDraft source,
        PolicyDrafts drafts,
        ImmutableArray<TransferDecision> decisions)
    {
        var limits = OwnLimits(draft).Meet(drafts.LimitsOver(draft.Place));
        if (!limits.AllowsPurpose(draft.Purpose!.Value) || !limits.AllowsBasis(draft.Purpose.Value, draft.LegalBasis!.Value))
        {
            return null;
        }

        string[] countries = [recipient.Country, .. recipient.ProcessingCountries];
        return new SharePlan
        {
            AgreementId = draft.Id!.Value,
            AgreementVersion = (int)draft.Version!.Value,
            Title = draft.Title!.Value,
            Recipient = recipient,
            Contract = contract,
            Purpose = draft.Purpose.Value,
            LegalBasis = draft.LegalBasis.Value,
            Fields = [.. draft.Fields.Select(field => FieldOf(field, source)).Where(field => IsAllowed(field, limits))],
            SubjectFields = [.. source.Subjects.Select(subject => new PlannedSubject(subject.Path.Value, subject.Form, subject.Scheme, subject.Required))],
            Rows = [.. draft.Rows.Select(row => new PlannedRow(row.Path.Value, row.Accepted.Select(value => value.Value).ToImmutableHashSet(StringComparer.Ordinal)))],
            Consent = ConsentOf(draft, limits),
            RowsPerDay = draft.RowsPerDay!.Value,
            AfterDelivery = new AfterDelivery(Least(draft.KeepFor!.Value, limits.RecipientRetention), draft.Then!.Value, draft.ActOnWithdrawalWithin!.Value),
            ValidFrom = draft.From!.Value,
            ValidUntil = LastDay(draft, drafts.Above(draft.Place)),
            TransferTool = limits.IsFree(countries) ? "" : recipient.TransferTool,
            TransferDays = DaysOf(recipient, countries, limits, decisions),
            MinimumGroup = limits.MinimumGroup,
            Reidentification = limits.Reidentification ?? Reidentification.Never,
            Guardrails = [.. drafts.Above(draft.Place).Select(guardrail => guardrail.Place.File)],
            File = draft.Place.File,
            Owner = draft.Owner!.Value,
            Lines = draft.Lines,
        };
    }

    private static bool IsAllowed(PlannedField field, Limits limits) =>
        limits.AllowsAction(field.DataCategory, field.Transform.Name)
        && (TransformCatalogue.Find(field.Transform.Name) is { NeedsOptIn: false } || limits.NamesAction(field.DataCategory, field.Transform.Name));

    private static Limits OwnLimits(AgreementDraft draft) => new()
    {
        MinimumGroup = (int?)draft.MinimumGroup?.Value, Reidentification = draft.Reidentification?.Value,
    };

    // A tool covers at all times, but for adequacy: that covers while each country that needs it has a decision.
    private static ImmutableArray<DayRange> DaysOf(
        Recipient recipient, string[] countries, Limits limits, ImmutableArray<TransferDecision> decisions)
    {
        if (!limits.AllowsTransfer(countries, recipient.TransferTool))
        {
            return [];
        }

        if (limits.IsFree(countries) || !Terms.IsWithin(recipient.TransferTool, TransfersFile.Adequacy))
        {
            return [DayRange.Always];
        }

        return countries.Where(country => !limits.IsFree([country]))
            .Select(country => decisions.Where(decision => decision.Covers(country, recipient.Id)).Select(decision => decision.Days).ToImmutableArray())
            .Aggregate(ImmutableArray.Create(DayRange.Always), DayRange.Common);
    }

    private static PlannedField FieldOf(FieldDraft field, ContractDraft source)
    {
        var leaf = source.Schema.Find(field.Path.Value)!;
        var subject = source.Subjects.FirstOrDefault(subject => subject.Path.Value.Equals(leaf.Path));
        return new PlannedField(
            leaf.Path, leaf.Type, SpecOf(field), field.OnFailure, leaf.Category, subject?.Scheme ?? leaf.Category, source.FormOf(leaf))
        {
            Because = field.Because?.Value ?? "",
            Line = field.Path.At.Line,
        };
    }

    // A basis that is consent needs consent, whatever the agreement says.
    private static ConsentTerms? ConsentOf(AgreementDraft draft, Limits limits)
    {
        var consent = draft.Consent!;
        if (!consent.Needed.Value)
        {
            return Terms.IsWithin(draft.LegalBasis!.Value, "eu-gdpr:Consent") ? new ConsentTerms(MustNameRecipient: true, default, default) : null;
        }

        return new ConsentTerms(
            consent.MustNameRecipient!.Value,
            Least(consent.MaxAge!.Value, limits.ConsentAge).Length,
            Least(consent.MaxStaleness!.Value, limits.ConsentStaleness));
    }

    // Each guardrail by itself: lengths compare by 30-day months and days count by the calendar, so the shortest may not end first.
    private static DateOnly LastDay(AgreementDraft draft, IReadOnlyList<Guardrail> guardrails) => guardrails
        .Select(guardrail => guardrail.Limits.AgreementLength?.LastDayFrom(draft.From!.Value))
        .Aggregate(draft.Until!.Value, Least);

    private static T Least<T>(T value, T? limit)
        where T : struct, IComparable<T> =>
        limit is { } most && most.CompareTo(value) < 0 ? most : value;
}
