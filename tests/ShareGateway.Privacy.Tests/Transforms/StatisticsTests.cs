using System.Globalization;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Tests.Keys;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

/// <summary>
/// I9 in numbers: what two recipients get of the same people agrees no more often than chance has it, and each draw is spread evenly. Keys are
/// fixed, so a result is the same in every run; bounds are five standard deviations.
/// </summary>
public sealed class StatisticsTests
{
    private const int People = 20_000;

    private static readonly string[] Ids = [.. Enumerable.Range(0, People).Select(number => $"C-{number:0000000}")];

    [Theory]
    [InlineData("shiftDate days=50", 100)]
    [InlineData("fake kind=firstName", 317)]
    [InlineData("fake kind=city language=en", 116)]
    public void Two_recipients_agree_by_chance_only(string spec, int outcomes)
    {
        string[] one = Results(spec, secret: 101);
        string[] other = Results(spec, secret: 102);

        AssertNear(People / (double)outcomes, one.Zip(other).Count(pair => pair.First == pair.Second), "agreements");
        AssertEven(one, outcomes);
        AssertEven(other, outcomes);
    }

    [Fact]
    public void Shifts_of_two_recipients_do_not_go_together()
    {
        double[] one = [.. Results("shiftDate days=50", secret: 101).Select(Days)];
        double[] other = [.. Results("shiftDate days=50", secret: 102).Select(Days)];

        Assert.DoesNotContain(0, one);
        Assert.InRange(Correlation(one, other), -5 / Math.Sqrt(People), 5 / Math.Sqrt(People));
    }

    [Theory]
    [InlineData("pseudonymise linkable=recipient")]
    [InlineData("pseudonymise form=uuid linkable=recipient")]
    [InlineData("pseudonymise form=digits linkable=recipient")]
    [InlineData("tokenise linkable=recipient")]
    [InlineData("encryptFormat linkable=recipient", CanonicalForm.Digits)]
    public void Two_recipients_share_no_stand_in_and_no_place_in_an_order(string spec, CanonicalForm form = CanonicalForm.Text)
    {
        string[] one = Results(spec, secret: 101, form);
        string[] other = Results(spec, secret: 102, form);

        Assert.Equal(People, one.Distinct().Count());
        Assert.Empty(form is CanonicalForm.Digits ? one.Zip(other).Where(pair => pair.First == pair.Second) : one.Intersect(other).Select(shared => (shared, shared)));
        Assert.InRange(Correlation(Ranks(one), Ranks(other)), -5 / Math.Sqrt(People), 5 / Math.Sqrt(People));
        Assert.InRange(Correlation(Ranks(one), [.. Enumerable.Range(0, People)]), -5 / Math.Sqrt(People), 5 / Math.Sqrt(People));
    }

    [Theory]
    [InlineData("noise spread=10", 14.14)]
    [InlineData("noise spread=10 shape=gauss", 10)]
    public void Noise_has_its_spread_no_drift_and_nothing_in_common_with_another_s(string spec, double deviation)
    {
        double[] one = [.. Results(spec, secret: 101).Select(Number)];
        double[] other = [.. Results(spec, secret: 102).Select(Number)];

        Assert.InRange(one.Average(), -5 * deviation / Math.Sqrt(People), 5 * deviation / Math.Sqrt(People));
        Assert.InRange(Math.Sqrt(one.Average(value => value * value)), 0.95 * deviation, 1.05 * deviation);
        Assert.InRange(Correlation(one, other), -5 / Math.Sqrt(People), 5 / Math.Sqrt(People));
    }

    [Fact]
    public void Noise_of_one_person_s_values_differs_and_repeats()
    {
        var transform = Create("noise spread=10", FieldType.Number, secret: 101, CanonicalForm.Text);

        string first = Cells.Apply(transform, "100.00", "C-1");
        Assert.Equal(first, Cells.Apply(transform, "100.00", "C-1"));
        Assert.NotEqual(Number(first) + 100, Number(Cells.Apply(transform, "200.00", "C-1")));
        Assert.NotEqual(first, Cells.Apply(transform, "100.00", "C-2"));
    }

    [Fact]
    public void Intervals_between_a_person_s_dates_stay()
    {
        var date = Create("shiftDate", FieldType.Date, secret: 101, CanonicalForm.Text);
        var moment = Create("shiftDate", FieldType.Timestamp, secret: 101, CanonicalForm.Text);
        foreach (string id in Ids[..500])
        {
            double shift = Days(Cells.Apply(date, "\"2026-03-01\"", id)) - Days("\"2026-03-01\"");
            Assert.True(Math.Abs(shift) is >= 1 and <= 30);
            Assert.Equal(shift, Days(Cells.Apply(date, "\"1999-12-31\"", id)) - Days("\"1999-12-31\""));
            Assert.Equal(Cells.Apply(date, "\"2026-03-01\"", id)[..11] + "T23:29:60.5-00:30\"", Cells.Apply(moment, "\"2026-03-01T23:29:60.5-00:30\"", id));
        }
    }

    [Fact]
    public void A_date_that_would_leave_the_calendar_fails()
    {
        var transform = Create("shiftDate days=100", FieldType.Date, secret: 101, CanonicalForm.Text);

        Assert.All(Ids[..200], id => Assert.Single(new[] { "\"0001-01-01\"", "\"9999-12-31\"" }, date => Cells.Apply(transform, date, id) == Cells.Failed));
    }

    private static string[] Results(string spec, int secret, CanonicalForm form = CanonicalForm.Text)
    {
        var type = spec.StartsWith("shiftDate", StringComparison.Ordinal) ? FieldType.Date : spec.StartsWith("noise", StringComparison.Ordinal) ? FieldType.Number : FieldType.Text;
        var transform = Create(spec, type, secret, form);
        return [.. Ids.Select(id => Cells.Apply(transform, type switch { FieldType.Date => "\"2026-01-01\"", FieldType.Number => "0.000", _ => $"\"{(form is CanonicalForm.Digits ? id[2..] : id)}\"" }, id))];
    }

    private static FieldTransform Create(string written, FieldType type, int secret, CanonicalForm form)
    {
        var spec = Cells.Spec(written);
        var definition = TransformCatalogue.Find(spec.Name)!;
        return definition.Create(spec, type, form, TestKeys.Of(definition.KeyUse, secret: secret, linkScope: "recipient:same-name"));
    }

    private static double Days(string date) => DateOnly.Parse(date.Trim('"'), CultureInfo.InvariantCulture).DayNumber - new DateOnly(2026, 1, 1).DayNumber;

    private static double Number(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    private static void AssertNear(double expected, int actual, string what) =>
        Assert.True(Math.Abs(actual - expected) <= 5 * Math.Sqrt(expected), $"{actual} {what}, expected about {expected}");

    // Chi-square is near its degrees of freedom, with twice them as variance.
    private static void AssertEven(string[] results, int outcomes)
    {
        var counts = results.GroupBy(result => result).Select(group => group.Count()).ToArray();
        double expected = People / (double)outcomes;
        double chi = counts.Sum(count => (count - expected) * (count - expected) / expected) + ((outcomes - counts.Length) * expected);
        Assert.Equal(outcomes, counts.Length);
        Assert.InRange(chi, outcomes - 1 - (5 * Math.Sqrt(2 * outcomes)), outcomes - 1 + (5 * Math.Sqrt(2 * outcomes)));
    }

    private static double[] Ranks(string[] values)
    {
        double[] ranks = new double[values.Length];
        int rank = 0;
        foreach (int index in Enumerable.Range(0, values.Length).OrderBy(index => values[index], StringComparer.Ordinal))
        {
            ranks[index] = rank++;
        }

        return ranks;
    }

    private static double Correlation(double[] one, double[] other)
    {
        double meanOne = one.Average();
        double meanOther = other.Average();
        double together = one.Zip(other).Sum(pair => (pair.First - meanOne) * (pair.Second - meanOther));
        return together / Math.Sqrt(one.Sum(value => (value - meanOne) * (value - meanOne)) * other.Sum(value => (value - meanOther) * (value - meanOther)));
    }
}
