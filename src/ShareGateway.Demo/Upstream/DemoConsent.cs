using System.Globalization;
using ShareGateway.Consent;

namespace ShareGateway.Demo.Upstream;

/// <summary>
/// What the invented people said when they were asked: of 100, 70 yes, 10 no, 8 yes and later no, 2 yes long ago (one of them marked as
/// expired), 10 nothing. One in ten was asked with no recipient named. The first person says yes to all, so that a visitor has someone to take out.
/// </summary>
/// <remarks>Moments are fixed, not counted back from today: the same id must mean the same event in every run, or the store refuses it.</remarks>
public static class DemoConsent
{
    // Yeses are 1 to 240 days older than this, so that a greatest age of 13 months lets them pass until spring 2027.
    private static readonly DateTimeOffset Asked = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Question[] Questions =
    [
        new(1, "fr/maison-nord", "dpv:ProvideProductRecommendations", "galerie-lumiere"),
        new(2, "fr/maison-nord", "dpv:DirectMarketing", "galerie-lumiere"),
        new(3, "fr/maison-nord", "dpv:CommercialResearch", "banque-horizon"),
        new(4, "fr/atelier-sud", "dpv:PersonalisedAdvertising", "galerie-lumiere"),
        new(5, "fr/atelier-sud", "dpv:ServiceUsageAnalytics", "pacific-insight"),
    ];

    /// <summary>All events, person by person; made as they are walked.</summary>
    /// <param name="people">How many people, from the first.</param>
    public static IEnumerable<DemoConsentEvent> Events(int people) =>
        from index in Enumerable.Range(0, people)
        from question in Questions
        from item in Answers(index, question)
        select item;

    /// <summary>The truth that tests compare with: whether a person may be shared, for a greatest age of 13 months, any day from 2026-11-01 to 2027-03-01.</summary>
    /// <param name="index">The person, from 0.</param>
    /// <param name="purpose">Exactly as an agreement has it; false for one that nobody was asked about.</param>
    /// <param name="recipient">The company.</param>
    /// <param name="mustNameRecipient">True: a yes that names nobody does not count.</param>
    public static bool Allows(int index, string purpose, string recipient, bool mustNameRecipient = false)
    {
        foreach (var question in Questions)
        {
            if (question.Purpose == purpose)
            {
                var (answer, named, _) = Roll(index, question);
                return answer == Answer.Yes && (named ? question.Recipient == recipient : !mustNameRecipient);
            }
        }

        return false;
    }

    private static IEnumerable<DemoConsentEvent> Answers(int index, Question question)
    {
        var (answer, named, daysAgo) = Roll(index, question);
        var at = Asked.AddDays(-daysAgo).AddSeconds(index % 86_400 / 2);
        switch (answer)
        {
            case Answer.Yes:
                yield return Event(index, question, named, 1, ConsentState.Given, at);
                break;
            case Answer.No:
                yield return Event(index, question, named, 1, ConsentState.Refused, at);
                break;
            case Answer.YesThenNo:
                yield return Event(index, question, named, 1, ConsentState.Given, at);
                yield return Event(index, question, named, 2, ConsentState.Withdrawn, at.AddHours(12 * daysAgo));
                break;
            case Answer.LongAgo:
                yield return Event(index, question, named, 1, ConsentState.Given, at.AddDays(-700));
                break;
            case Answer.Expired:
                yield return Event(index, question, named, 1, ConsentState.Given, at.AddDays(-700));
                yield return Event(index, question, named, 2, ConsentState.Expired, at);
                break;
        }
    }

    private static (Answer Answer, bool Named, int DaysAgo) Roll(int index, Question question)
    {
        if (index == 0)
        {
            return (Answer.Yes, Named: true, DaysAgo: 30);
        }

        var draw = new Draw(DrawUse.Consent, (index * 8L) + question.Number);
        var answer = draw.Next(100) switch
        {
            < 70 => Answer.Yes,
            < 80 => Answer.No,
            < 88 => Answer.YesThenNo,
            < 89 => Answer.LongAgo,
            < 90 => Answer.Expired,
            _ => Answer.Nothing,
        };
        return (answer, !draw.OneIn(10), 1 + draw.Next(240));
    }

    private static DemoConsentEvent Event(int index, Question question, bool named, int step, ConsentState state, DateTimeOffset at)
    {
        bool shop = question.Controller == "fr/maison-nord";
        return new DemoConsentEvent(
            string.Create(CultureInfo.InvariantCulture, $"demo-{question.Number}-{index + 1}-{step}"),
            question.Controller,
            shop ? "customer-number" : "web-account",
            shop ? Person.CustomerIdOf(index) : Person.AccountIdOf(index).ToString(CultureInfo.InvariantCulture),
            question.Purpose,
            named ? question.Recipient : null,
            state.ToDpv(),
            at,
            "notice-2026-1",
            shop ? "loyalty-app" : "web-shop");
    }

    private enum Answer
    {
        Nothing,
        Yes,
        No,
        YesThenNo,
        LongAgo,
        Expired,
    }

    private sealed record Question(int Number, string Controller, string Purpose, string Recipient);
}
