using ShareGateway.Records.Json;

namespace ShareGateway.Records.Tests;

public sealed class TrustTests
{
    [Theory]
    [InlineData(1, 1, false)] // the first guess fails at once
    [InlineData(20, 1, true)]
    [InlineData(1000, 4, false)] // however long it held
    [InlineData(1000, 3, true)]
    public void A_guess_is_given_up_when_it_fails_too_often(int hits, int misses, bool isKept)
    {
        var trust = new JsonTrust();
        Assert.True(trust.Tries());
        for (int i = 0; i < hits - 1; i++)
        {
            trust.Hit();
        }

        bool kept = true;
        for (int i = 0; i < misses; i++)
        {
            kept = trust.Miss();
        }

        Assert.Equal(isKept, kept);
    }

    [Fact]
    public void One_miss_in_ten_is_borne_and_one_in_five_is_not()
    {
        Assert.True(Holds(10));
        Assert.False(Holds(5));
    }

    [Fact]
    public void Each_next_guess_takes_twice_as_long_and_never_longer_than_some_thousand_records()
    {
        var trust = new JsonTrust();
        var waits = new List<int>();
        for (int i = 0; i < 20; i++)
        {
            int wait = 0;
            while (!trust.Tries())
            {
                wait++;
            }

            waits.Add(wait);
        }

        Assert.Equal([0, 0, 1, 3, 7, 15], waits[..6]);
        Assert.Equal(4095, waits[^1]);
    }

    [Fact]
    public void A_guess_that_held_for_long_makes_up_for_those_before_it()
    {
        var trust = new JsonTrust();
        for (int i = 0; i < 10_000; i++)
        {
            _ = trust.Tries();
        }

        Assert.False(trust.Tries() && trust.Tries()); // the next one would have to wait
        for (int i = 0; i < 40; i++)
        {
            trust.Hit();
        }

        while (!trust.Tries())
        {
            // the wait that had begun
        }

        Assert.True(trust.Tries());
    }

    private static bool Holds(int every)
    {
        var trust = new JsonTrust();
        _ = trust.Tries();
        for (int i = 1; i < 1000; i++)
        {
            if (i % every > 0)
            {
                trust.Hit();
            }
            else if (!trust.Miss())
            {
                return false;
            }
        }

        return true;
    }
}
