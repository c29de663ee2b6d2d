using System.Collections.Immutable;
using CsCheck;
using ShareGateway.Policy.Guardrails;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;
using ShareGateway.Records;
using Set = ShareGateway.Policy.PolicySet;

namespace ShareGateway.Policy.Tests.Comparing;

/// <summary>Small policy sets with every dimension in them, made up by CsCheck; and the requests that one could put to them.</summary>
internal static class SampleSets
{
    public static readonly DateOnly FirstDay = new(2026, 1, 1);

    private static readonly string[] Purposes = ["dpv:DirectMarketing", "dpv:CommercialResearch"];
    private static readonly string[] Bases = ["eu-gdpr:A6-1-a", "eu-gdpr:A6-1-a-explicit-consent", "eu-gdpr:A6-1-f"];
    private static readonly string[] Countries = ["FR", "BE", "IT"];
    private static readonly ImmutableArray<Recipient> Recipients = [RecipientOf("partner"), RecipientOf("other")];
    private static readonly ImmutableArray<Contract> Contracts = [ContractOf("customers", 1), ContractOf("customers", 2), ContractOf("orders", 1)];

    private static readonly Gen<TransformSpec?> GenSpec = OneOf(
        null, Spec("drop"), Spec("blank"), Spec("reveal"), Spec("mask"), Spec("mask", ("keepFirst", "2")), Spec("mask", ("keepLast", "2")), Spec("mask", ("keepFirst", "3"), ("keepLast", "2")),
        Spec("generalise", ("keepFirst", "2")), Spec("generalise", ("keepFirst", "4")), Spec("pseudonymise"), Spec("pseudonymise", ("linkable", "recipient")));

    private static readonly Gen<ImmutableArray<PlannedField>> GenFields = Gen.Select(GenSpec, GenSpec, (one, other) =>
        new[] { Field("email", one), Field("postcode", other) }.OfType<PlannedField>().ToImmutableArray());

    private static readonly Gen<ImmutableArray<PlannedRow>> GenRows = Gen.Select(Gen.Bool, Gen.Int[1, 7], (has, mask) => has
        ? ImmutableArray.Create(new PlannedRow(FieldPath.Parse("country"), [.. Countries.Where((_, i) => (mask & (1 << i)) != 0)]))
        : []);

    private static readonly Gen<ConsentTerms?> GenConsent = Gen.Select(Gen.Int[0, 3], Gen.Bool, Gen.Int[1, 3], Gen.Int[1, 3], (has, named, age, staleness) =>
        has == 0 ? null : new ConsentTerms(named, TimeSpan.FromDays(30 * age), TimeSpan.FromSeconds(60 * staleness)));

    private static readonly Gen<(DateOnly From, DateOnly Until)> GenDays = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], (first, length) =>
        (FirstDay.AddDays(first), FirstDay.AddDays(first + length)));

    private static readonly Gen<ImmutableArray<DayRange>> GenTransfer = OneOf<ImmutableArray<DayRange>>(
        [DayRange.Always], [DayRange.Always], [], [new(FirstDay.AddDays(2), FirstDay.AddDays(6))], [new(FirstDay, FirstDay.AddDays(3)), new(FirstDay.AddDays(5), DateOnly.MaxValue)]);

    private static readonly Gen<SharePlan> GenPlan = Gen.Select(
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 2], OneOf(Purposes), OneOf(Bases)),
        Gen.Select(GenFields, GenRows, GenConsent, Gen.Int[1, 3]),
        Gen.Select(GenDays, GenTransfer, Gen.Int[1, 3], Gen.Bool),
        Gen.Select(OneOf<int?>(null, 5, 20), OneOf(Reidentification.Never, Reidentification.TwoPeople)),
        (key, what, when, limits) => new SharePlan
        {
            AgreementId = "",
            AgreementVersion = 1,
            Title = "",
            Recipient = Recipients[key.Item1],
            Contract = Contracts[key.Item2],
            Purpose = key.Item3,
            LegalBasis = key.Item4,
            Fields = what.Item1,
            SubjectFields = [new PlannedSubject(FieldPath.Parse("customer_id"), CanonicalForm.Text, "customer-number", when.Item4)],
            Rows = what.Item2,
            Consent = what.Item3,
            RowsPerDay = what.Item4,
            AfterDelivery = new AfterDelivery(Months(when.Item3), "erase", TimeSpan.FromDays(when.Item3)),
            ValidFrom = when.Item1.From,
            ValidUntil = when.Item1.Until,
            TransferDays = when.Item2,
            MinimumGroup = limits.Item1,
            Reidentification = limits.Item2,
            Guardrails = [],
            File = "",
        });

    /// <summary>Two sets that have much in common: each agreement of the second is made of the first's, with some dimensions of another.</summary>
    public static Gen<(Set Before, Set After)> Pairs { get; } =
        Gen.Select(GenPlan.Array[1, 3], GenPlan.Array[3], Gen.Int[0, 0xFFFF].Array[3], Gen.Int[0, 9]).Select((plans, others, masks, gone) =>
        {
            var before = Named(plans);
            var after = before.Select((plan, i) => Mix(plan, others[i], masks[i])).ToList();
            if (gone < after.Count)
            {
                after.RemoveAt(gone);
            }
            else if (gone == 9)
            {
                after.Add(others[2] with { AgreementId = "new", File = "agreements/new.yaml" });
            }

            return (SetOf(before), SetOf(after));
        });

    public static IEnumerable<(ShareRequest Request, DateTimeOffset Moment, TimeSpan? Age)> Requests() =>
        from recipient in Recipients
        from dataset in new[] { "customers", "customers@1", "customers@2", "orders@1" }
        from purpose in Purposes
        from day in Enumerable.Range(-1, 13)
        from age in new TimeSpan?[] { null, TimeSpan.Zero, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(180) }
        select (new ShareRequest(recipient.Id, dataset, purpose), new DateTimeOffset(FirstDay.AddDays(day), new TimeOnly(9, 0), TimeSpan.Zero), age);

    public static TransformSpec Spec(string name, params (string Name, string Value)[] parameters) =>
        new(name, parameters.ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));

    /// <summary>A set of plans; of two that overlap, which no loader lets pass, the first stays.</summary>
    private static Set SetOf(IEnumerable<SharePlan> plans)
    {
        var kept = new List<SharePlan>();
        foreach (var plan in plans)
        {
            if (!kept.Exists(other => Key(other) == Key(plan) && other.ValidFrom <= plan.ValidUntil && plan.ValidFrom <= other.ValidUntil))
            {
                kept.Add(plan);
            }
        }

        return new Set("sha256:0", Recipients, Contracts, [.. kept], ImmutableArray<ScopeGuardrail>.Empty);
    }

    private static (string, string, string) Key(SharePlan plan) => (plan.Recipient.Id, plan.Contract.Dataset, plan.Purpose);

    private static List<SharePlan> Named(SharePlan[] plans) =>
        [.. plans.Select((plan, i) => plan with { AgreementId = $"agreement-{i}", File = $"agreements/agreement-{i}.yaml" })];

    // Two bits for each dimension: it changes only when both are set, so that most stay.
    private static SharePlan Mix(SharePlan plan, SharePlan other, int mask)
    {
        bool Takes(int dimension) => ((mask >> (2 * dimension)) & 3) == 3;
        return plan with
        {
            Purpose = Takes(0) ? other.Purpose : plan.Purpose,
            Contract = Takes(0) ? other.Contract : plan.Contract,
            Fields = Takes(1) ? other.Fields : plan.Fields,
            Rows = Takes(2) ? other.Rows : plan.Rows,
            Consent = Takes(3) ? other.Consent : plan.Consent,
            ValidFrom = Takes(4) && other.ValidFrom <= plan.ValidUntil ? other.ValidFrom : plan.ValidFrom,
            ValidUntil = Takes(5) && plan.ValidFrom <= other.ValidUntil && other.ValidFrom <= other.ValidUntil && !Takes(4) ? other.ValidUntil : plan.ValidUntil,
            TransferDays = Takes(6) ? other.TransferDays : plan.TransferDays,
            RowsPerDay = Takes(7) ? other.RowsPerDay : plan.RowsPerDay,
            AfterDelivery = Takes(7) ? other.AfterDelivery : plan.AfterDelivery,
            LegalBasis = Takes(7) ? other.LegalBasis : plan.LegalBasis,
            MinimumGroup = Takes(7) ? other.MinimumGroup : plan.MinimumGroup,
            Reidentification = Takes(7) ? other.Reidentification : plan.Reidentification,
            SubjectFields = Takes(7) ? other.SubjectFields : plan.SubjectFields,
        };
    }

    private static PlannedField? Field(string path, TransformSpec? spec) => spec is null ? null
        : new PlannedField(FieldPath.Parse(path), FieldType.Text, spec, FailureMode.Null, "pd:Contact", "pd:Contact", CanonicalForm.Text);

    private static Period Months(int months) => Period.TryParse($"P{months}M", out var period) ? period : throw new FormatException();

    private static Gen<T> OneOf<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);

    private static Recipient RecipientOf(string id) => new()
    {
        Id = id,
        LegalName = id,
        Role = "dpv:ThirdParty",
        Country = "loc:FR",
        ProcessingCountries = ["loc:FR"],
        Contacts = [],
        ClientIds = [id + "-client"],
        File = $"recipients/{id}.yaml",
    };

    private static Contract ContractOf(string id, int major) => new()
    {
        Id = id, Name = id, Version = $"{major}.0.0", Major = major, Controller = "fr/shop", Servers = [], File = $"contracts/{id}.yaml",
    };
}
