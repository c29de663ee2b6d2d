using System.Collections.Immutable;
using System.Globalization;
using ShareGateway.Policy.Vocabulary;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Policy.Sentences;

/// <summary>The words of one language: clauses of the sentence, and lengths, days, numbers and labels as they stand in running text.</summary>
internal abstract class Wording
{
    private static readonly TimeSpan LongestInHours = TimeSpan.FromHours(72);

    /// <summary>What parts two clauses, with its spaces.</summary>
    public abstract string Semicolon { get; }

    /// <summary>As <see cref="TransformDefinition.Describe"/> wants it.</summary>
    protected abstract string Code { get; }

    protected abstract string And { get; }

    protected abstract string Or { get; }

    /// <exception cref="ArgumentOutOfRangeException">The language is not known.</exception>
    public static Wording In(Language language) => language switch
    {
        Language.English => new EnglishWording(),
        Language.French => new FrenchWording(),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "expected a known language"),
    };

    public abstract string Gives(SharePlan plan);

    /// <summary>Empty when no row rule is there.</summary>
    public abstract string Rows(SharePlan plan);

    public abstract string Consent(SharePlan plan);

    public abstract string Counts(SharePlan plan);

    public abstract string Transfer(SharePlan plan);

    public abstract string AfterDelivery(SharePlan plan);

    /// <summary>Empty when no field leaves as a pseudonym.</summary>
    public abstract string Reidentification(SharePlan plan);

    public abstract string Day(DateOnly day);

    public abstract string Number(long number);

    public abstract string Quoted(string text);

    /// <summary>The label of a term as it stands inside a sentence.</summary>
    public abstract string Label(string term);

    /// <summary>A basis of the GDPR: its article, and its label.</summary>
    public abstract string Law(string term);

    /// <summary>What happens to a field, as the end of a clause.</summary>
    public string Form(TransformSpec transform) => TransformCatalogue.Find(transform.Name) is { } definition
        ? definition.Describe(transform, Code)
        : throw new InvalidOperationException($"the catalogue holds no transform `{transform.Name}`");

    /// <summary>In months and days, as its author wrote them.</summary>
    public string Length(Period period) => (period.Months, period.Days) switch
    {
        (var months, 0) => Months(months),
        (0, var days) => Unit(days, DayWords),
        var (months, days) => Months(months) + And + Unit(days, DayWords),
    };

    /// <summary>In the largest unit that leaves no rest, but hours for up to three days, as laws and contracts do.</summary>
    public string Length(TimeSpan time) => time switch
    {
        _ when time.Ticks % TimeSpan.TicksPerDay == 0 && (time > LongestInHours || time == TimeSpan.Zero) => Unit(time.Days, DayWords),
        _ when time.Ticks % TimeSpan.TicksPerHour == 0 => Unit((long)time.TotalHours, HourWords),
        _ when time.Ticks % TimeSpan.TicksPerMinute == 0 => Unit((long)time.TotalMinutes, MinuteWords),
        _ => Unit((long)time.TotalSeconds, SecondWords),
    };

    /// <summary>How old a consent may be: plans count it in days, policy files in months of 30.</summary>
    public string Age(TimeSpan age) => age.Days >= 60 && age == TimeSpan.FromDays(age.Days) && age.Days % 30 == 0
        ? MonthsOfThirtyDays(age.Days / 30)
        : Length(age);

    protected abstract (string One, string Many) DayWords { get; }

    protected abstract (string One, string Many) HourWords { get; }

    protected abstract (string One, string Many) MinuteWords { get; }

    protected abstract (string One, string Many) SecondWords { get; }

    protected abstract string Months(int months);

    protected abstract string MonthsOfThirtyDays(int months);

    protected string Unit(long number, (string One, string Many) words) => Number(number) + " " + (IsOne(number) ? words.One : words.Many);

    /// <summary>Whether a number goes with the singular; languages differ about zero.</summary>
    protected virtual bool IsOne(long number) => number == 1;

    protected static string Grouped(long number, string separator) =>
        number.ToString("#,0", new NumberFormatInfo { NumberGroupSeparator = separator });

    protected static string Numbered(IEnumerable<string> items, string before, string separator) =>
        string.Join(separator, items.Select((item, at) => string.Create(CultureInfo.InvariantCulture, $"{before}{at + 1}) {item}")));

    /// <summary>The fields that leave; one that the agreement names only to leave it out does not.</summary>
    protected static ImmutableArray<PlannedField> Leaving(SharePlan plan) => [.. plan.Fields.Where(field => field.Transform.Name != "drop")];

    protected static bool HasPseudonyms(SharePlan plan) =>
        Leaving(plan).Any(field => TransformCatalogue.Find(field.Transform.Name)?.Class is DisclosureClass.Pseudonymised);

    protected string Countries(Recipient recipient) => string.Join(", ", recipient.ProcessingCountries.Select(Label));

    protected string Values(PlannedRow row) =>
        string.Join(Or, row.Accepted.Order(StringComparer.Ordinal).Select(Quoted));

    protected static bool IsPlace(string term) => Terms.IsKnown(TermKind.Place, term) || Terms.IsKnown(TermKind.PlaceGroup, term);
}
