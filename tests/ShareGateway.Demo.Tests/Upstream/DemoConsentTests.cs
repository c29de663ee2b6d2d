using ShareGateway.Consent;
using ShareGateway.Demo.Upstream;

namespace ShareGateway.Demo.Tests.Upstream;

public sealed class DemoConsentTests
{
    private const int People = 20_000;

    private static readonly (string Purpose, string Recipient)[] Questions =
    [
        ("dpv:ProvideProductRecommendations", "galerie-lumiere"),
        ("dpv:DirectMarketing", "galerie-lumiere"),
        ("dpv:CommercialResearch", "banque-horizon"),
        ("dpv:PersonalisedAdvertising", "galerie-lumiere"),
        ("dpv:ServiceUsageAnalytics", "pacific-insight"),
    ];

    [Fact]
    public void The_same_events_come_in_every_run_each_with_an_id_of_its_own()
    {
        var events = DemoConsent.Events(People).ToList();

        Assert.Equal(events, DemoConsent.Events(People));
        Assert.Equal(events.Count, events.Select(e => e.EventId).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(events[..1_000], DemoConsent.Events(People * 2).Take(1_000));
    }

    [Fact]
    public void Answers_come_in_the_shares_that_are_stated()
    {
        var events = DemoConsent.Events(People).ToList();
        double asked = People * Questions.Length;
        var states = events.CountBy(e => e.State, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

        Assert.InRange(states["dpv:ConsentGiven"] / asked, 0.79, 0.81);
        Assert.InRange(states["dpv:ConsentRefused"] / asked, 0.09, 0.11);
        Assert.InRange(states["dpv:ConsentWithdrawn"] / asked, 0.075, 0.085);
        Assert.InRange(states["dpv:ConsentExpired"] / asked, 0.008, 0.012);
        Assert.InRange(events.Count(e => e.Recipient is null) / (double)events.Count, 0.09, 0.11);
    }

    [Fact]
    public void The_store_would_take_every_event_and_none_lies_in_the_future()
    {
        foreach (var item in DemoConsent.Events(2_000))
        {
            Assert.True(ConsentStateNames.TryParse(item.State, out var state));
            var stored = new ConsentEvent(
                item.EventId, SubjectKey.FromBytes("0123456789abcdef"u8), item.Purpose, item.Recipient, state, item.At, item.NoticeVersion, item.Source, null);

            Assert.Empty(stored.Check());
            Assert.True(item.At < new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
            Assert.Contains((item.Controller, item.Scheme, item.Id[..2]), new[] { ("fr/maison-nord", "customer-number", "C-"), ("fr/atelier-sud", "web-account", "40") });
        }
    }

    [Theory]
    [InlineData("2026-11-01", false)]
    [InlineData("2026-11-23", true)]
    [InlineData("2027-03-01", false)]
    public void The_truth_is_what_a_fold_of_the_events_says(string day, bool mustName)
    {
        var now = DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        var events = DemoConsent.Events(2_000).ToLookup(e => (e.Id, e.Purpose));
        for (int index = 0; index < 2_000; index++)
        {
            foreach (var (purpose, recipient) in Questions)
            {
                string id = events.Contains((Person.CustomerIdOf(index), purpose)) ? Person.CustomerIdOf(index) : $"{Person.AccountIdOf(index)}";
                var history = events[(id, purpose)].Select(Stored).ToList();
                var named = ConsentFold.Of(history.Where(e => e.Recipient == recipient), now);
                var all = ConsentFold.Of(history.Where(e => e.Recipient is null), now);

                Assert.Equal(
                    ConsentFold.Allows(named, all, mustName, now - now.AddMonths(-13), now),
                    DemoConsent.Allows(index, purpose, recipient, mustName));
            }
        }
    }

    [Fact]
    public void The_first_person_says_yes_to_all_and_nobody_to_what_was_not_asked()
    {
        Assert.All(Questions, question => Assert.True(DemoConsent.Allows(0, question.Purpose, question.Recipient, mustNameRecipient: true)));
        Assert.False(DemoConsent.Allows(0, "dpv:DirectMarketing", "banque-horizon"));
        Assert.False(DemoConsent.Allows(0, "dpv:FraudPreventionAndDetection", "banque-horizon"));
    }

    private static ConsentEvent Stored(DemoConsentEvent item)
    {
        Assert.True(ConsentStateNames.TryParse(item.State, out var state));
        return new ConsentEvent(
            item.EventId, SubjectKey.FromBytes("0123456789abcdef"u8), item.Purpose, item.Recipient, state, item.At, item.NoticeVersion, item.Source, null);
    }
}
