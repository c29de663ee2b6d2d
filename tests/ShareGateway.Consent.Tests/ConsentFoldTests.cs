using CsCheck;

namespace ShareGateway.Consent.Tests;

public sealed class ConsentFoldTests
{
    private static readonly DateTimeOffset Now = Samples.Now;
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>Histories as text: who is named (r, or * for nobody), state, day relative to now.</summary>
    [Theory]
    [InlineData("", true, false)]
    [InlineData("r given -5", true, true)]
    [InlineData("r renewed -5", true, true)]
    [InlineData("* given -5", true, false)]
    [InlineData("* given -5", false, true)]
    [InlineData("r given -5, r withdrawn -4", true, false)]
    [InlineData("r withdrawn -4, r given -5", true, false)]
    [InlineData("r withdrawn -5, r given -4", true, true)]
    [InlineData("r given -5, r withdrawn -5", true, false)]
    [InlineData("r given -5, * withdrawn -4", true, false)]
    [InlineData("r given -5, * withdrawn -5", true, false)]
    [InlineData("r given -4, * withdrawn -5", true, true)]
    [InlineData("r given -6, * withdrawn -5, * given -4", true, false)]
    [InlineData("r given -6, * withdrawn -5, * given -4", false, true)]
    [InlineData("r withdrawn -5, * given -4", false, true)]
    [InlineData("r withdrawn -5, * given -4", true, false)]
    [InlineData("r given -5, r refused -4", true, false)]
    [InlineData("r given -5, r expired -4", true, false)]
    [InlineData("r given -5, r revoked -4", true, false)]
    [InlineData("r given -5, r invalidated -4", true, false)]
    [InlineData("r given -5, r requested -4", true, false)]
    [InlineData("r given -5, r requestdeferred -4", true, false)]
    [InlineData("r given -31", true, false)]
    [InlineData("r given -30", true, true)]
    [InlineData("r given -31, r renewed -2", true, true)]
    [InlineData("r given 1", true, false)]
    [InlineData("r given -5, r withdrawn 1", true, false)]
    public void A_history_allows_or_not(string history, bool mustName, bool allowed)
    {
        var events = history.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();

        Assert.Equal(allowed, Allows(events, mustName, Month, Now));
        Assert.Equal(allowed, NaiveFold.Allows(events, Samples.Subject(1), Samples.Recipient, mustName, Month, Now));
    }

    [Fact]
    public void The_default_fold_allows_nothing() =>
        Assert.False(ConsentFold.Allows(default, default, false, TimeSpan.MaxValue, Now));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_grant_counts_until_its_end_and_not_at_it(long ticksLeft, bool allowed)
    {
        ConsentEvent[] events = [Samples.Event(validUntil: Now.AddTicks(ticksLeft))];

        Assert.Equal(allowed, Allows(events, true, Month, Now));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_grant_of_exactly_the_greatest_age_counts(long ticksOlder, bool allowed)
    {
        ConsentEvent[] events = [Samples.Event(at: Now - Month - TimeSpan.FromTicks(ticksOlder))];

        Assert.Equal(allowed, Allows(events, true, Month, Now));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_clock_may_run_ahead_by_two_minutes_and_no_more(long ticks, bool allowed)
    {
        ConsentEvent[] events = [Samples.Event(at: Now.AddMinutes(2).AddTicks(ticks))];

        Assert.Equal(allowed, Allows(events, true, Month, Now));
    }

    [Fact]
    public void A_grant_to_come_does_not_hide_the_one_in_force()
    {
        ConsentEvent[] events = [Samples.Event(), Samples.Event(at: Now.AddDays(9), validUntil: Now.AddDays(10))];

        Assert.True(Allows(events, true, Month, Now));
        Assert.False(Allows(events, true, Month, Now.AddDays(11)));
    }

    [Fact]
    public void Of_two_grants_at_one_moment_the_one_that_ends_sooner_counts()
    {
        var shorter = Samples.Event(validUntil: Now.AddDays(1));
        foreach (var longer in new[] { Samples.Event(), Samples.Event(validUntil: Now.AddDays(9)), Samples.Event(recipient: null) })
        {
            Assert.False(Allows([shorter, longer], false, Month, Now.AddDays(2)));
            Assert.False(Allows([longer, shorter], false, Month, Now.AddDays(2)));
        }
    }

    [Fact]
    public void Law_the_fold_says_what_the_naive_rule_says() =>
        Histories.Question.Sample(
            (events, mustName, maxAge, now) =>
                Assert.Equal(
                    NaiveFold.Allows(events, Samples.Subject(1), Samples.Recipient, mustName, maxAge, now),
                    Allows(events, mustName, maxAge, now)),
            iter: 20_000);

    [Fact]
    public void Law_order_and_repetition_do_not_matter() =>
        Gen.Select(Histories.Events, Gen.Shuffle(Enumerable.Range(0, 12).ToArray())).Sample(
            (events, order) =>
            {
                var shuffled = order.Where(i => i < events.Length).Select(i => events[i]).ToList();
                Assert.Equal(ConsentFold.Of(events, Now), ConsentFold.Of(shuffled, Now));
                Assert.Equal(ConsentFold.Of(events, Now), ConsentFold.Of([.. shuffled, .. events], Now));
            },
            iter: 5_000);

    [Fact]
    public void Law_a_further_withdrawal_never_adds_permission() =>
        Gen.Select(Histories.Question, Histories.Cut).Sample(
            (question, cut) =>
            {
                var (events, mustName, maxAge, now) = question;
                bool before = Allows(events, mustName, maxAge, now);
                bool after = Allows([.. events, cut], mustName, maxAge, now);
                Assert.True(before || !after);
            },
            iter: 20_000);

    private static bool Allows(IReadOnlyCollection<ConsentEvent> events, bool mustName, TimeSpan maxAge, DateTimeOffset now)
    {
        var named = ConsentFold.Of(events.Where(e => e.Recipient == Samples.Recipient), now);
        var all = ConsentFold.Of(events.Where(e => e.Recipient is null), now);
        return ConsentFold.Allows(named, all, mustName, maxAge, now);
    }

    private static ConsentEvent Parse(string text)
    {
        string[] words = text.Split(' ');
        return Samples.Event(
            recipient: words[0] == "*" ? null : Samples.Recipient,
            state: Enum.Parse<ConsentState>(words[1], ignoreCase: true),
            at: Now.AddDays(int.Parse(words[2])));
    }
}
