using CsCheck;
using ShareGateway.Policy.Comparing;

namespace ShareGateway.Policy.Tests.Comparing;

/// <summary>What must hold of every comparison, whatever the sets: shown on sets that nobody chose.</summary>
public sealed class PolicyDiffLawTests
{
    private static readonly (ShareRequest Request, DateTimeOffset Moment, TimeSpan? Age)[] Requests = [.. SampleSets.Requests()];

    [Fact]
    public void A_set_does_not_differ_from_itself() => SampleSets.Pairs.Sample(pair => PolicyDiff.Between(pair.Before, pair.Before).IsEmpty, iter: 200);

    [Fact]
    public void Exchanging_the_sets_exchanges_tighter_and_looser() => SampleSets.Pairs.Sample(
        pair =>
        {
            var there = PolicyDiff.Between(pair.Before, pair.After).Select(Told);
            var back = PolicyDiff.Between(pair.After, pair.Before).Select(change => Told(change with
            {
                Before = change.After,
                After = change.Before,
                Order = change.Order switch { ChangeOrder.Looser => ChangeOrder.Tighter, ChangeOrder.Tighter => ChangeOrder.Looser, var same => same },
            }));

            Assert.Equal(there.Order(StringComparer.Ordinal), back.Order(StringComparer.Ordinal));
        },
        iter: 500);

    [Fact]
    public void When_nothing_is_looser_no_request_passes_that_did_not_and_none_brings_more()
    {
        int held = 0;
        SampleSets.Pairs.Sample(
            pair =>
            {
                var changes = PolicyDiff.Between(pair.Before, pair.After);
                if (!changes.IsEmpty && !changes.Any(change => change.Order == ChangeOrder.Looser))
                {
                    Interlocked.Increment(ref held);
                    Assert.All(Requests, request => AssertNoMore(pair.Before, pair.After, request));
                }
            },
            iter: 3000);

        Assert.True(held > 300, $"the premise held {held} times only");
    }

    [Fact]
    public void Every_example_is_true_and_a_wider_key_day_or_new_agreement_has_one() => SampleSets.Pairs.Sample(
        pair =>
        {
            foreach (var change in PolicyDiff.Between(pair.Before, pair.After).Where(change => change.Order == ChangeOrder.Looser))
            {
                if (change.Example is { } example)
                {
                    var request = new ShareRequest(example.Recipient, example.Dataset, example.Purpose);
                    Assert.True(Decisions.Decide(pair.After, request, example.Moment, example.ConsentAge).Permits(out _));
                    var before = Decisions.Decide(pair.Before, request, example.Moment, example.ConsentAge);
                    Assert.Equal(example.NewlyPasses, !before.Permits(out _));
                    Assert.Equal(example.RefusedBefore, example.NewlyPasses ? RefusalReasons.Code(before.Reason) : "");
                }
                else
                {
                    // No example: then really nothing passes under this agreement.
                    Assert.NotEqual("agreement", change.Dimension);
                    Assert.DoesNotContain(Requests, r => Decisions.Decide(pair.After, r.Request, r.Moment, r.Age) is var d && d.Permits(out _) && d.AgreementId == change.Id);
                }
            }
        },
        iter: 1000);

    [Fact]
    public void A_request_that_newly_passes_is_told_as_looser() => SampleSets.Pairs.Sample(
        pair =>
        {
            bool newlyPasses = Requests.Any(r => Permits(pair.After, r, out _) && !Permits(pair.Before, r, out _));
            bool told = PolicyDiff.Between(pair.Before, pair.After).Any(change => change.Example is { NewlyPasses: true });

            Assert.Equal(newlyPasses, told);
        },
        iter: 1000);

    private static void AssertNoMore(PolicySet before, PolicySet after, (ShareRequest Request, DateTimeOffset Moment, TimeSpan? Age) asked)
    {
        if (!Permits(after, asked, out var now))
        {
            return;
        }

        Assert.True(Permits(before, asked, out var old), $"{asked} passes now");
        foreach (var field in now!.Fields.Where(field => field.Transform.Name != "drop"))
        {
            var was = Assert.Single(old!.Fields, other => other.Path.Equals(field.Path));
            Assert.NotEqual(ChangeOrder.Looser, TransformOrder.Compare(was.Transform, field.Transform));
        }

        Assert.All(new[] { "FR", "BE", "IT" }, country => Assert.True(!Leaves(now, country) || Leaves(old!, country)));
        Assert.True(now.RowsPerDay <= old!.RowsPerDay && now.AfterDelivery.KeepFor <= old.AfterDelivery.KeepFor);
        Assert.True(now.AfterDelivery.ActOnWithdrawalWithin <= old.AfterDelivery.ActOnWithdrawalWithin);
        Assert.True(old.Consent is null || (now.Consent is { } terms && terms.MaxAge <= old.Consent.MaxAge && (terms.MustNameRecipient || !old.Consent.MustNameRecipient)));
        Assert.True(now.Reidentification <= old.Reidentification && (now.MinimumGroup ?? int.MaxValue) >= (old.MinimumGroup ?? int.MaxValue));
        Assert.True(now.SubjectFields[0].Required || !old.SubjectFields[0].Required);
    }

    private static bool Leaves(SharePlan plan, string country) => plan.Rows.All(row => row.Accepted.Contains(country));

    private static bool Permits(PolicySet set, (ShareRequest Request, DateTimeOffset Moment, TimeSpan? Age) asked, out SharePlan? plan) =>
        Decisions.Decide(set, asked.Request, asked.Moment, asked.Age).Permits(out plan);

    private static string Told(PolicyChange change) => $"{change.Subject} {change.Id} {change.Dimension} {change.Order} {change.Before} -> {change.After}";
}
