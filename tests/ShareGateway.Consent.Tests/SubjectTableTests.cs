using System.Buffers.Binary;
using CsCheck;

namespace ShareGateway.Consent.Tests;

public sealed class SubjectTableTests
{
    private static readonly long Now = Samples.Now.UtcTicks;

    /// <summary>Subjects by number, scopes 1 to 4, what is said, its moment and its end.</summary>
    private static readonly Gen<(int Subject, int Scope, ConsentState State, long At, long Ends)> Change = Gen.Select(
        Gen.Int[1, 40], Gen.Int[1, 4], Gen.Int[1, 9], Gen.Int[-5, 5], Gen.OneOf(Gen.Const(long.MaxValue), Gen.Const(0L), Gen.Const(1L), Gen.Const(TimeSpan.TicksPerSecond)),
        (subject, scope, state, minutes, ends) => (
            subject, scope, (ConsentState)state, Now + (minutes * TimeSpan.TicksPerMinute), ends == long.MaxValue ? ends : Now + TimeSpan.TicksPerMinute + ends));

    [Fact]
    public void Law_a_table_holds_what_a_dictionary_holds() =>
        Gen.Select(Change.Array[0, 300], Gen.Bool).Sample(
            (changes, crowded) =>
            {
                SubjectKey Key(int number) => crowded ? Crowded(number) : Samples.Subject(number);
                var table = new SubjectTable();
                var model = new Dictionary<(int Subject, int Scope), ConsentFold>();
                foreach (var (subject, scope, state, at, ends) in changes)
                {
                    table.Add(Key(subject), scope, state, at, ends);
                    model[(subject, scope)] = model.GetValueOrDefault((subject, scope)).With(state, at, ends);
                }

                Assert.Equal(changes.Select(change => change.Subject).Distinct().Count(), table.Count);
                for (int subject = 0; subject <= 40; subject++)
                {
                    for (int scope = 1; scope <= 5; scope++)
                    {
                        table.Read(Key(subject), scope, (scope % 5) + 1, out var first, out var second);
                        Assert.Equal(Live(model.GetValueOrDefault((subject, scope))), Live(first));
                        Assert.Equal(Live(model.GetValueOrDefault((subject, (scope % 5) + 1))), Live(second));
                    }
                }
            },
            iter: 2_000);

    [Fact]
    public void Whoever_was_put_into_a_table_of_many_is_found_and_nobody_else()
    {
        const int Many = 1_100_000; // a table of 2^21 places
        var table = new SubjectTable();
        for (int person = 0; person < Many; person++)
        {
            table.Add(Samples.Subject(person), 1 + (person % 3), ConsentState.Given, Now - person, long.MaxValue);
        }

        Assert.Equal(Many, table.Count);
        for (int person = 0; person < 2 * Many; person += person % 1000 == 0 ? 1 : 7)
        {
            table.Read(Samples.Subject(person), 1 + (person % 3), 4, out var fold, out var none);
            Assert.Equal(person < Many ? default(ConsentFold).With(ConsentState.Given, Now - person, long.MaxValue) : default, fold);
            Assert.Equal(default, none);
        }
    }

    [Fact]
    public void Law_a_bucket_gives_back_its_position_and_knows_its_hash_in_a_table_of_any_size() =>
        Gen.Select(Gen.Int[10, 30], Gen.ULong, Gen.Double[0, 1], Gen.Int[0, 63]).Sample(
            (bits, hash, share, flipped) =>
            {
                int position = (int)(((1L << bits) / 4 * 3 - 1) * share);
                uint bucket = SubjectTable.BucketOf(hash, position, bits);

                Assert.NotEqual(0u, bucket);
                Assert.Equal(position, SubjectTable.PositionIn(bucket, bits));
                Assert.True(SubjectTable.MayBe(bucket, hash, bits));
                Assert.Equal(flipped < 32 + bits, SubjectTable.MayBe(bucket, hash ^ (1ul << flipped), bits));
            },
            iter: 20_000);

    /// <summary>Ends, in ticks from the last second that 32 bits of seconds since 1990 could name, which stands for no end; and whether a fold with it is packed.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1, false)]
    [InlineData(-TimeSpan.TicksPerSecond, true)]
    [InlineData(-TimeSpan.TicksPerSecond + 1, false)]
    [InlineData(TimeSpan.TicksPerSecond, false)]
    [InlineData(2 * TimeSpan.TicksPerSecond, false)]
    [InlineData(-uint.MaxValue * TimeSpan.TicksPerSecond, false)]
    [InlineData((1L - uint.MaxValue) * TimeSpan.TicksPerSecond, true)]
    public void An_end_is_kept_short_where_nothing_of_it_is_lost(long ticks, bool isPacked)
    {
        var end = new DateTime(2126, 2, 7, 6, 28, 15, DateTimeKind.Utc).AddTicks(ticks);
        var fold = default(ConsentFold).With(ConsentState.Given, Now, end.Ticks);

        Assert.Equal(isPacked, fold.TryPack(out long at, out uint ends));
        Assert.True(!isPacked || ConsentFold.Unpack(at, ends) == fold);

        var table = new SubjectTable();
        table.Add(Samples.Subject(1), 1, ConsentState.Given, Now, end.Ticks);
        table.Read(Samples.Subject(1), 1, 2, out var kept, out _);
        Assert.Equal(fold, kept);
    }

    [Fact]
    public void A_grant_behind_a_withdrawal_keeps_that_withdrawal_as_it_counts_for_other_grants()
    {
        var table = new SubjectTable();
        table.Add(Samples.Subject(1), 1, ConsentState.Withdrawn, Now - 1, 0);
        table.Add(Samples.Subject(1), 1, ConsentState.Given, Now, long.MaxValue);
        table.Read(Samples.Subject(1), 1, 2, out var kept, out _);
        var older = default(ConsentFold).With(ConsentState.Given, Now - 1, long.MaxValue);

        Assert.False(ConsentFold.Allows(older, kept, mustNameRecipient: true, TimeSpan.MaxValue, Samples.Now));
        Assert.True(ConsentFold.Allows(kept, default, mustNameRecipient: true, TimeSpan.MaxValue, Samples.Now));
    }

    [Fact]
    public void Law_what_is_forgotten_when_a_fold_is_packed_changes_no_later_answer() =>
        Gen.Select(Histories.Question, Histories.Events).Sample(
            (question, later) =>
            {
                var (events, mustName, maxAge, now) = question;
                var forgetful = default(ConsentFold);
                var (all, remembers) = (ConsentFold.Of(later, now), default(ConsentFold));
                foreach (var item in events.Where(item => !ConsentFold.IsPending(item.State, item.At.UtcTicks, now)))
                {
                    forgetful = Live(forgetful.With(item.State, item.At.UtcTicks, ConsentFold.EndsAt(item.ValidUntil)));
                    remembers = remembers.With(item.State, item.At.UtcTicks, ConsentFold.EndsAt(item.ValidUntil));
                }

                Assert.Equal(ConsentFold.Allows(remembers, all, mustName, maxAge, now), ConsentFold.Allows(forgetful, all, mustName, maxAge, now));
                Assert.Equal(ConsentFold.Allows(all, remembers, mustName, maxAge, now), ConsentFold.Allows(all, forgetful, mustName, maxAge, now));
            },
            iter: 20_000);

    [Fact]
    public void A_person_with_one_usual_fold_takes_some_forty_bytes()
    {
        const int Many = 3 << 16; // as many as fit into 2^18 places
        var table = new SubjectTable();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int person = 0; person < Many; person++)
        {
            table.Add(Samples.Subject(person), 1, ConsentState.Given, Now, Now + TimeSpan.TicksPerDay);
            table.Add(Samples.Subject(person), 1, person % 2 == 0 ? ConsentState.Renewed : ConsentState.Withdrawn, Now, Now + TimeSpan.TicksPerDay);
        }

        // 32 of a row, and twice 16/3 of the hash table, as the smaller ones are counted too.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / (double)Many, 32, 44);
    }

    [Fact]
    public void A_fold_that_changes_again_and_again_takes_no_more_room()
    {
        var table = new SubjectTable();
        Change(0);
        Change(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 2; i < 20_000; i++)
        {
            Change(i);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Change(int i)
        {
            table.Add(Samples.Subject(1), 1, ConsentState.Given, Now + i, Now + TimeSpan.TicksPerDay + 1);
            table.Add(Samples.Subject(2), 1 + (i % 2), i % 3 == 0 ? ConsentState.Given : ConsentState.Withdrawn, Now, long.MaxValue);
        }
    }

    /// <summary>A fold without a grant that was taken away again.</summary>
    private static ConsentFold Live(in ConsentFold fold) => fold.TryPack(out long at, out uint ends) ? ConsentFold.Unpack(at, ends) : fold;

    /// <summary>A key that begins at the same place as all others, in a table of any size, and has the same bits of its hash beside the place in it.</summary>
    private static SubjectKey Crowded(int number)
    {
        Span<byte> bytes = stackalloc byte[SubjectKey.Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (0xABCul << 52) | ((ulong)number << 32) | uint.MaxValue);
        return SubjectKey.FromBytes(bytes);
    }
}
