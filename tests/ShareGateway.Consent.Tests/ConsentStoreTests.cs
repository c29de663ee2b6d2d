using Microsoft.Data.Sqlite;

namespace ShareGateway.Consent.Tests;

public sealed class ConsentStoreTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Events_come_back_whole_and_in_order_after_a_restart()
    {
        ConsentEvent[] events =
        [
            Samples.Event("b", validUntil: Samples.Now.AddDays(9)),
            Samples.Event("a", subject: 2, recipient: null, state: ConsentState.RequestDeferred),
            Samples.Event("c", at: Samples.Now.AddTicks(1)) with { Purpose = "dpv:Marketing", NoticeVersion = "v 2", Source = "x'; drop" },
        ];
        using (var store = await _folder.OpenAsync())
        {
            var receipt = await store.AppendAsync(events, Cancel);
            Assert.Equal((3, 0, 3, true), (receipt.Appended, receipt.Repeated, receipt.LastSequence, receipt.Accepted));
        }

        using var again = await _folder.OpenAsync();
        var stored = again.ReadFrom(0).ToList();

        Assert.Equal(events, stored.Select(s => s.Event));
        Assert.Equal([1L, 2, 3], stored.Select(s => s.Sequence));
        Assert.All(stored, s => Assert.Equal(Samples.Now, s.ReceivedAt));
        Assert.Equal(events[2..], again.ReadFrom(2).Select(s => s.Event));
        Assert.Empty(again.ReadFrom(3));
    }

    [Fact]
    public async Task Reading_goes_on_past_one_stretch()
    {
        using var store = await _folder.OpenAsync();
        await store.AppendAsync(Many(2_500), Cancel);

        Assert.Equal(Many(2_500), store.ReadFrom(0).Select(s => s.Event));
    }

    [Fact]
    public async Task The_same_event_again_changes_nothing()
    {
        using var store = await _folder.OpenAsync();
        await store.AppendAsync([Samples.Event("a")], Cancel);

        var inParis = Samples.Event("a") with { At = Samples.Event().At.ToOffset(TimeSpan.FromHours(1)) };
        var receipt = await store.AppendAsync([inParis, Samples.Event("b"), Samples.Event("b")], Cancel);

        Assert.Equal((1, 2, 2, true), (receipt.Appended, receipt.Repeated, receipt.LastSequence, receipt.Accepted));
        Assert.Equal([Samples.Event("a"), Samples.Event("b")], store.ReadFrom(0).Select(s => s.Event));
    }

    public static TheoryData<string, ConsentEvent> Contradictions()
    {
        var first = Samples.Event("a", validUntil: Samples.Now.AddDays(9));
        return new()
        {
            { "subject", first with { Subject = Samples.Subject(2) } },
            { "purpose", first with { Purpose = "dpv:Marketing" } },
            { "recipient", first with { Recipient = "banque-horizon" } },
            { "no recipient", first with { Recipient = null } },
            { "state", first with { State = ConsentState.Renewed } },
            { "at", first with { At = first.At.AddTicks(1) } },
            { "notice", first with { NoticeVersion = "notice-2" } },
            { "source", first with { Source = "web" } },
            { "valid until", first with { ValidUntil = Samples.Now.AddDays(8) } },
            { "no end", first with { ValidUntil = null } },
        };
    }

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task The_same_id_with_other_content_refuses_the_whole_batch(string difference, ConsentEvent other)
    {
        Assert.NotEmpty(difference);
        var first = Samples.Event("a", validUntil: Samples.Now.AddDays(9));
        using var store = await _folder.OpenAsync();
        await store.AppendAsync([first], Cancel);

        var receipt = await store.AppendAsync([Samples.Event("b"), other, Samples.Event("c"), other], Cancel);

        Assert.False(receipt.Accepted);
        Assert.Equal(["a", "a"], receipt.Conflicts);
        Assert.Equal((0, 0, 0), (receipt.Appended, receipt.Repeated, receipt.LastSequence));
        Assert.Equal([first], store.ReadFrom(0).Select(s => s.Event));
        Assert.True((await store.AppendAsync([Samples.Event("b")], Cancel)).Accepted);
    }

    [Fact]
    public async Task A_batch_that_contradicts_itself_is_refused()
    {
        using var store = await _folder.OpenAsync();

        var receipt = await store.AppendAsync([Samples.Event("a"), Samples.Event("a", subject: 2)], Cancel);

        Assert.Equal(["a"], receipt.Conflicts);
        Assert.Empty(store.ReadFrom(0));
    }

    [Fact]
    public async Task Events_out_of_bounds_refuse_the_whole_batch_and_are_all_told()
    {
        using var store = await _folder.OpenAsync();

        var receipt = await store.AppendAsync(
            [Samples.Event("a"), Samples.Event("") with { Source = "" }, Samples.Event("c", state: ConsentState.Unknown)], Cancel);

        Assert.False(receipt.Accepted);
        Assert.Equal(
            [new(1, ConsentEventProblem.EventId), new(1, ConsentEventProblem.Source), new(2, ConsentEventProblem.State)],
            receipt.Rejections);
        Assert.Empty(store.ReadFrom(0));
    }

    [Fact]
    public async Task A_batch_holds_ten_thousand_events_and_no_more()
    {
        using var store = await _folder.OpenAsync();

        Assert.Equal(10_000, (await store.AppendAsync(Many(10_000), Cancel)).Appended);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.AppendAsync(Many(10_001), Cancel));
        Assert.Equal(10_000, (await store.AppendAsync(Many(10_000), Cancel)).Repeated);
    }

    [Fact]
    public async Task An_empty_batch_is_accepted()
    {
        using var store = await _folder.OpenAsync();

        Assert.True((await store.AppendAsync([], Cancel)).Accepted);
    }

    [Fact]
    public async Task Appending_at_once_from_many_sides_loses_nothing()
    {
        using var store = await _folder.OpenAsync();
        using var second = await _folder.OpenAsync();

        var batches = Enumerable.Range(0, 8).Select(n => Task.Run(
            () => (n % 2 == 0 ? store : second).AppendAsync([.. Enumerable.Range(0, 50).Select(i => Samples.Event($"{n}-{i}"))], Cancel), Cancel));
        var receipts = await Task.WhenAll(batches);

        Assert.All(receipts, r => Assert.Equal(50, r.Appended));
        Assert.Equal(400, store.ReadFrom(0).Select(s => s.Event.EventId).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Enumerable.Range(1, 400).Select(i => (long)i), store.ReadFrom(0).Select(s => s.Sequence));
    }

    [Theory]
    [InlineData("update consent_event set state = 1")]
    [InlineData("delete from consent_event")]
    [InlineData("insert or replace into consent_event select sequence, 'z', subject, context, 1, at, null, 0 from consent_event")]
    [InlineData("insert or replace into consent_event select 99, event_id, subject, context, 1, at, null, 0 from consent_event")]
    [InlineData("update consent_context set recipient = ''")]
    [InlineData("delete from consent_context")]
    [InlineData("insert or replace into consent_context select context, purpose, '', notice_version, source from consent_context")]
    [InlineData("insert or replace into consent_context select 99, purpose, recipient, notice_version, source from consent_context")]
    [InlineData("update consent_store set identity = lower(hex(randomblob(16)))")]
    [InlineData("delete from consent_store")]
    public async Task The_database_itself_refuses_what_is_not_an_append(string statement)
    {
        using var store = await _folder.OpenAsync();
        await store.AppendAsync([Samples.Event("a", state: ConsentState.Withdrawn)], Cancel);
        using var intruder = _folder.Intruder();
        using var command = intruder.CreateCommand();
        command.CommandText = statement;

        var refused = Assert.Throws<SqliteException>(() => command.ExecuteNonQuery());

        Assert.Contains("append only", refused.Message, StringComparison.Ordinal);
        Assert.Equal([Samples.Event("a", state: ConsentState.Withdrawn)], store.ReadFrom(0).Select(s => s.Event));
    }

    [Fact]
    public async Task A_writer_waits_for_the_disk()
    {
        using var store = await _folder.OpenAsync();
        using var connection = new ConsentFile(_folder.File, 1).Connect();

        using var synchronous = connection.CreateCommand();
        synchronous.CommandText = "pragma synchronous";
        using var journal = connection.CreateCommand();
        journal.CommandText = "pragma journal_mode";

        Assert.Equal(2L, synchronous.ExecuteScalar()); // full: fsync at each commit
        Assert.Equal("wal", journal.ExecuteScalar());
    }

    private static ConsentEvent[] Many(int count) => [.. Enumerable.Range(0, count).Select(i => Samples.Event($"e-{i}", subject: i))];
}
