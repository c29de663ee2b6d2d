using ShareGateway.Proxy.Shares;

namespace ShareGateway.Proxy.Tests;

public sealed class RowQuotaTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private readonly RowQuota _quota = new();

    [Fact]
    public void Rows_are_taken_until_the_day_s_number_is_reached()
    {
        Assert.True(_quota.TryTake("a", 6, 10, Monday));
        Assert.False(_quota.TryTake("a", 5, 10, Monday));
        Assert.True(_quota.TryTake("a", 4, 10, Monday));
        Assert.False(_quota.HasRoom("a", 10, Monday));
    }

    [Fact]
    public void A_new_day_begins_at_nothing_and_agreements_do_not_share()
    {
        Assert.True(_quota.TryTake("a", 10, 10, Monday));

        Assert.True(_quota.HasRoom("b", 10, Monday));
        Assert.True(_quota.TryTake("a", 10, 10, Monday.AddDays(1)));
    }

    [Fact]
    public void Rows_of_earlier_runs_count_for_their_day_only()
    {
        _quota.Replay("a", 3, Monday.AddDays(-1));
        _quota.Replay("a", 4, Monday);
        _quota.Replay("a", 4, Monday);

        Assert.False(_quota.TryTake("a", 3, 10, Monday));
        Assert.True(_quota.TryTake("a", 2, 10, Monday));
    }

    [Fact]
    public void Many_threads_never_take_more_than_there_is()
    {
        long taken = 0;

        Parallel.For(0, 1_000, _ =>
        {
            if (_quota.TryTake("a", 3, 1_000, Monday))
            {
                Interlocked.Add(ref taken, 3);
            }
        });

        Assert.Equal(999, taken);
    }
}
