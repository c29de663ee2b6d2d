using System.Buffers.Binary;
using System.Reflection;
using CsCheck;

namespace ShareGateway.Consent.Tests;

public sealed class ConsentIndexTests : IDisposable
{
    private static readonly DateTimeOffset Now = Samples.Now;
    private readonly StoreFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_is_allowed_before_the_first_sync()
    {
        using var store = await _folder.OpenAsync();
        using var index = new ConsentIndex(store, _folder.Clock);
        await store.AppendAsync([Samples.Event("a")], Cancel);
        index.Apply([Samples.Event("a")]);

        Assert.Null(index.Age(Now));
        Assert.False(Allows(index, 1));

        Assert.Equal(1, await index.SyncAsync(Cancel));
        Assert.Equal(TimeSpan.Zero, index.Age(Now));
        Assert.True(Allows(index, 1));
        Assert.Equal(1, index.People);
    }

    [Fact]
    public async Task The_default_question_and_the_default_key_are_answered_with_no()
    {
        using var store = await _folder.OpenAsync();
        using var index = await LoadedAsync(store, [Samples.Event("a")]);
        var question = index.Prepare(Samples.Purpose, Samples.Recipient, false, TimeSpan.MaxValue);

        Assert.True(index.Allows(Samples.Subject(1), question, Now));
        Assert.False(index.Allows(Samples.Subject(1), default, Now));
        Assert.False(index.Allows(default, question, Now));
    }

    [Theory]
    [InlineData("dpv:DirectMarketing", "galerie-lumiere", true)]
    [InlineData("dpv:DirectMarketing", "banque-horizon", false)]
    [InlineData("dpv:Marketing", "galerie-lumiere", false)]
    [InlineData("dpv:directmarketing", "galerie-lumiere", false)]
    public async Task Consent_covers_its_purpose_and_its_recipient_exactly(string purpose, string recipient, bool allowed)
    {
        using var store = await _folder.OpenAsync();
        using var index = await LoadedAsync(store, [Samples.Event("a")]);

        Assert.Equal(allowed, index.Allows(Samples.Subject(1), index.Prepare(purpose, recipient, false, TimeSpan.MaxValue), Now));
    }

    [Fact]
    public async Task I11_a_withdrawal_holds_for_the_next_record_once_applied()
    {
        using var store = await _folder.OpenAsync();
        using var index = await LoadedAsync(store, [Samples.Event("a"), Samples.Event("b", subject: 2)]);
        var question = index.Prepare(Samples.Purpose, Samples.Recipient, true, TimeSpan.MaxValue);
        ConsentEvent[] withdrawal = [Samples.Event("c", state: ConsentState.Withdrawn, at: Now)];
        await store.AppendAsync(withdrawal, Cancel);

        Assert.True(index.Allows(Samples.Subject(1), question, Now));
        index.Apply(withdrawal);

        Assert.False(index.Allows(Samples.Subject(1), question, Now));
        Assert.True(index.Allows(Samples.Subject(2), question, Now));
        Assert.Equal(1, await index.SyncAsync(Cancel));
        Assert.False(index.Allows(Samples.Subject(1), question, Now));
    }

    [Fact]
    public async Task I11_a_withdrawal_written_by_another_gateway_holds_after_the_next_sync()
    {
        using var store = await _folder.OpenAsync();
        using var other = await _folder.OpenAsync();
        using var index = await LoadedAsync(store, [Samples.Event("a")]);

        await other.AppendAsync([Samples.Event("b", recipient: null, state: ConsentState.Withdrawn, at: Now)], Cancel);
        Assert.Equal(1, await index.SyncAsync(Cancel));

        Assert.False(Allows(index, 1));
        Assert.Equal(0, await index.SyncAsync(Cancel));
    }

    [Fact]
    public async Task A_question_asked_before_a_purpose_was_known_sees_what_comes_later()
    {
        using var store = await _folder.OpenAsync();
        using var index = await LoadedAsync(store, []);
        var question = index.Prepare(Samples.Purpose, Samples.Recipient, true, TimeSpan.MaxValue);
        Assert.False(index.Allows(Samples.Subject(1), question, Now));

        index.Apply([Samples.Event("a")]);
        Assert.True(index.Allows(Samples.Subject(1), question, Now));

        index.Apply([Samples.Event("b", recipient: null, state: ConsentState.Withdrawn, at: Now)]);
        Assert.False(index.Allows(Samples.Subject(1), question, Now));
    }

    [Fact]
    public async Task A_grant_to_come_is_in_force_when_its_moment_has_come_and_a_sync_has_run()
    {
        using var store = await _folder.OpenAsync();
        using var index = await LoadedAsync(store, [Samples.Event("a", at: Now.AddHours(1))]);
        Assert.False(Allows(index, 1));

        _folder.Clock.Advance(TimeSpan.FromMinutes(58));
        Assert.False(Allows(index, 1));
        await index.SyncAsync(Cancel);

        Assert.True(Allows(index, 1));
        Assert.False(Allows(index, 1, Now));
    }

    [Fact]
    public async Task Age_grows_with_the_clock_and_is_unknown_when_the_clock_went_back()
    {
        using var store = await _folder.OpenAsync();
        using var index = await LoadedAsync(store, []);

        Assert.Equal(TimeSpan.FromHours(3), index.Age(Now.AddHours(3)));
        Assert.Equal(TimeSpan.Zero, index.Age(Now.AddMinutes(-2)));
        Assert.Null(index.Age(Now.AddMinutes(-2).AddTicks(-1)));
        _folder.Clock.Advance(TimeSpan.FromHours(4));
        await index.SyncAsync(Cancel);
        Assert.Equal(TimeSpan.Zero, index.Age(Now.AddHours(4)));
    }

    [Fact]
    public async Task A_first_load_longer_than_one_batch_is_whole()
    {
        using var store = await _folder.OpenAsync();
        for (int batch = 0; batch < 6; batch++)
        {
            await store.AppendAsync([.. Enumerable.Range(batch * 10_000, 10_000).Select(i => Samples.Event($"e-{i}", subject: i))], Cancel);
        }

        await store.AppendAsync([Samples.Event("last", subject: 59_999, state: ConsentState.Withdrawn, at: Now)], Cancel);
        using var index = new ConsentIndex(store, _folder.Clock);

        Assert.Equal(60_001, await index.SyncAsync(Cancel));
        Assert.Equal(60_000, index.People);
        Assert.All(Enumerable.Range(0, 59_999), i => Assert.True(Allows(index, i)));
        Assert.False(Allows(index, 59_999));
        Assert.False(Allows(index, 60_000));
    }

    [Fact]
    public async Task Law_the_index_says_what_the_naive_rule_says_however_events_reach_it()
    {
        using var store = await _folder.OpenAsync();
        Gen.Select(Histories.Mixed, Gen.Bool, Gen.Int[0, 12], Gen.Int[0, 8], Gen.Shuffle(Enumerable.Range(0, 12).ToArray())).Sample(
            (events, mustName, ageMinutes, laterMinutes, order) =>
            {
                var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Now);
                using var index = new ConsentIndex(store, clock);
                index.SyncAsync(Cancel).GetAwaiter().GetResult();
                foreach (int i in order.Where(i => i < events.Length))
                {
                    index.Apply([events[i]]);
                }

                clock.Advance(TimeSpan.FromMinutes(laterMinutes));
                index.Apply([]);
                var maxAge = TimeSpan.FromMinutes(ageMinutes);
                var question = index.Prepare(Samples.Purpose, Samples.Recipient, mustName, maxAge);
                foreach (var subject in new[] { Samples.Subject(1), Samples.Subject(2), Samples.Subject(3) })
                {
                    Assert.Equal(
                        NaiveFold.Allows(events, subject, Samples.Recipient, mustName, maxAge, clock.GetUtcNow()),
                        index.Allows(subject, question, clock.GetUtcNow()));
                }
            },
            iter: 2_000,
            threads: 1);
    }

    [Fact]
    public async Task Whoever_is_foreseen_known_or_not_gets_the_same_answer_also_where_many_lie_at_one_place_of_the_table()
    {
        const int Many = 300; // behind the table's last place, so that they go on at its first
        using var store = await _folder.OpenAsync();
        using var index = await LoadedAsync(store, [.. Enumerable.Range(1, Many).Select(place => Samples.Event($"e-{place}") with { Subject = AtLastPlace(place) })]);
        var question = index.Prepare(Samples.Purpose, Samples.Recipient, false, TimeSpan.MaxValue);
        SubjectKey[] asked = [.. Enumerable.Range(1, Many + 50).Select(AtLastPlace), .. Enumerable.Range(0, 50).Select(Samples.Subject), default];

        index.ForeseeRows(asked); // of whom nothing is on its way yet
        index.ForeseeBuckets(asked);
        index.ForeseeRows(asked);

        Assert.Equal(asked.Select((_, i) => i < Many), asked.Select(subject => index.Allows(subject, question, Now)));
    }

    [Fact]
    public async Task An_answer_allocates_nothing()
    {
        using var store = await _folder.OpenAsync();
        using var index = await LoadedAsync(store, [Samples.Event("a"), Samples.Event("b", recipient: null)]);
        var question = index.Prepare(Samples.Purpose, Samples.Recipient, false, TimeSpan.MaxValue);
        var subject = Samples.Subject(1);
        index.Allows(subject, question, Now);

        long before = GC.GetAllocatedBytesForCurrentThread();
        bool all = true;
        for (int i = 0; i < 1_000; i++)
        {
            all &= index.Allows(subject, question, Now);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(all);
    }

    [Fact]
    public async Task Readers_beside_a_writer_never_join_two_moments()
    {
        // Each step takes away from every recipient, and only then adds a grant that is older than that: refused before, between and after. A
        // reader that took "all" before a step and "named" after it would allow.
        using var store = await _folder.OpenAsync();
        using var index = await LoadedAsync(store, [Samples.Event("a", at: Now.AddDays(-9)), Samples.Event("b", recipient: null, state: ConsentState.Withdrawn, at: Now.AddDays(-8))]);
        var question = index.Prepare(Samples.Purpose, Samples.Recipient, true, TimeSpan.MaxValue);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            long allowed = 0;
            while (!stop.IsCancellationRequested)
            {
                allowed += index.Allows(Samples.Subject(1), question, Now) ? 1 : 0;
            }

            return allowed;
        })).ToArray();

        for (int round = 0; round < 120; round++)
        {
            index.Apply([.. Enumerable.Range(round * 5_000, 5_000).SelectMany(step => new[]
            {
                Samples.Event(recipient: null, state: ConsentState.Withdrawn, at: Now.AddDays(-7).AddTicks((2 * step) + 1)),
                Samples.Event(at: Now.AddDays(-7).AddTicks(2 * step)),
            })]);
        }

        await stop.CancelAsync();
        Assert.Equal(0, (await Task.WhenAll(readers)).Sum());
    }

    [Fact]
    public async Task Readers_beside_a_growing_table_always_find_who_was_there()
    {
        using var store = await _folder.OpenAsync();
        using var index = await LoadedAsync(store, [.. Enumerable.Range(0, 100).Select(i => Samples.Event($"e-{i}", subject: i))]);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var question = index.Prepare(Samples.Purpose, Samples.Recipient, true, TimeSpan.MaxValue);
            long missing = 0;
            while (!stop.IsCancellationRequested)
            {
                for (int i = 0; i < 100; i++)
                {
                    missing += index.Allows(Samples.Subject(i), question, Now) ? 0 : 1;
                }
            }

            return missing;
        })).ToArray();

        foreach (var chunk in Enumerable.Range(100, 100_000).Select(i => Samples.Event(subject: i)).Chunk(1_000))
        {
            index.Apply(chunk);
        }

        await stop.CancelAsync();
        Assert.Equal(0, (await Task.WhenAll(readers)).Sum());
        Assert.Equal(100_100, index.People);
    }

    [Fact]
    public async Task Readers_beside_a_writer_whose_people_get_a_second_fold_and_a_long_one_neither_fail_nor_allow()
    {
        // Every person is refused at every moment; the row of each changes its form three times.
        const int Many = 20_000;
        using var store = await _folder.OpenAsync();
        using var index = await LoadedAsync(store, []);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(reader => Task.Run(() =>
        {
            var question = index.Prepare(Samples.Purpose, Samples.Recipient, reader == 0, TimeSpan.MaxValue);
            long allowed = 0;
            while (!stop.IsCancellationRequested)
            {
                int newest = Math.Max(index.People - 3, 0);
                for (int i = newest; i < newest + 5; i++)
                {
                    allowed += index.Allows(Samples.Subject(i), question, Now) ? 1 : 0;
                }
            }

            return allowed;
        })).ToArray();

        for (int i = 0; i < Many; i++)
        {
            index.Apply(
            [
                Samples.Event(subject: i, recipient: null, state: ConsentState.Withdrawn, at: Now.AddDays(-1)),
                Samples.Event(subject: i, at: Now.AddDays(-2)),
                Samples.Event(subject: i, at: Now.AddDays(-2).AddTicks(1), validUntil: Now.AddDays(1).AddTicks(1)),
                Samples.Event(subject: i, recipient: "banque-horizon"),
            ]);
        }

        await stop.CancelAsync();
        Assert.Equal(0, (await Task.WhenAll(readers)).Sum());
        Assert.Equal(Many, index.People);
    }

    [Fact]
    public async Task A_reader_waits_while_a_change_is_under_way()
    {
        using var store = await _folder.OpenAsync();
        using var index = await LoadedAsync(store, [Samples.Event("a")]);
        var version = FieldOf(index, "_version");
        version.SetValue(index, (uint)version.GetValue(index)! + 1);

        bool allowed = false;
        var reader = new Thread(() => allowed = Allows(index, 1)) { IsBackground = true };
        reader.Start();
        Assert.True(SpinWait.SpinUntil(() => !reader.IsAlive || reader.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromSeconds(30)));
        Assert.True(reader.IsAlive); // it sleeps between its looks

        version.SetValue(index, (uint)version.GetValue(index)! + 1);
        Assert.True(reader.Join(TimeSpan.FromSeconds(30)));
        Assert.True(allowed);
    }

    [Fact]
    public async Task A_change_that_fails_leaves_the_old_answers_and_the_next_sync_makes_up_for_it()
    {
        using var store = await _folder.OpenAsync();
        using var index = await LoadedAsync(store, [Samples.Event("a"), Samples.Event("later", subject: 2, at: Now.AddHours(1))]);
        object table = FieldOf(index, "_table").GetValue(index)!;
        var buckets = FieldOf(table, "_buckets");
        object whole = buckets.GetValue(table)!;
        await store.AppendAsync([Samples.Event("b", state: ConsentState.Withdrawn, at: Now)], Cancel);

        buckets.SetValue(table, null); // as if there were no memory to make another one
        await Assert.ThrowsAsync<NullReferenceException>(() => index.SyncAsync(Cancel));
        buckets.SetValue(table, whole);
        Assert.True(await Task.Run(() => Allows(index, 1)).WaitAsync(TimeSpan.FromSeconds(30), Cancel)); // whoever asks is not left waiting

        buckets.SetValue(table, null);
        _folder.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Throws<NullReferenceException>(() => index.Apply([])); // the grant to come
        buckets.SetValue(table, whole);

        Assert.Equal(1, await index.SyncAsync(Cancel));
        Assert.False(Allows(index, 1));
        Assert.True(Allows(index, 2));
    }

    private static FieldInfo FieldOf(object of, string name) => of.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>A key whose hash begins at the last place of a table of any size, as its low half is all ones.</summary>
    private static SubjectKey AtLastPlace(int number)
    {
        Span<byte> bytes = stackalloc byte[SubjectKey.Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], ((long)number << 32) | uint.MaxValue);
        return SubjectKey.FromBytes(bytes);
    }

    private static bool Allows(ConsentIndex index, int subject, DateTimeOffset? now = null) =>
        index.Allows(
            Samples.Subject(subject), index.Prepare(Samples.Purpose, Samples.Recipient, true, TimeSpan.MaxValue), now ?? Now.AddHours(1));

    private async Task<ConsentIndex> LoadedAsync(ConsentStore store, ConsentEvent[] events)
    {
        await store.AppendAsync(events, Cancel);
        var index = new ConsentIndex(store, _folder.Clock);
        await index.SyncAsync(Cancel);
        return index;
    }
}
