namespace ShareGateway.Consent.Tests;

public sealed class ConsentFaultTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Faults() => ["deleted", "emptied", "garbage", "replaced", "cut short", "a folder"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task I11_a_broken_file_is_a_fault_and_the_age_of_knowledge_grows(string fault)
    {
        using var store = await _folder.OpenAsync();
        using var index = new ConsentIndex(store, _folder.Clock);
        await store.AppendAsync([.. Enumerable.Range(0, 2_000).Select(i => Samples.Event($"e-{i}", subject: i))], Cancel);
        await index.SyncAsync(Cancel);
        await BreakAsync(fault);

        _folder.Clock.Advance(TimeSpan.FromSeconds(61));

        await Assert.ThrowsAsync<ConsentUnavailableException>(() => index.SyncAsync(Cancel));
        await Assert.ThrowsAsync<ConsentUnavailableException>(() => store.AppendAsync([Samples.Event("new")], Cancel));
        Assert.Throws<ConsentUnavailableException>(() => store.ReadFrom(0).Count());
        Assert.Equal(TimeSpan.FromSeconds(61), index.Age(_folder.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_lock_of_someone_else_is_a_fault_for_writers_and_passes()
    {
        using var store = await _folder.OpenAsync();
        using (var intruder = _folder.Intruder())
        {
            using var held = intruder.BeginTransaction();
            using var command = intruder.CreateCommand();
            command.CommandText = "insert into consent_context (purpose, recipient, notice_version, source) values ('', '', '', '')";
            command.ExecuteNonQuery();

            var thrown = await Assert.ThrowsAsync<ConsentUnavailableException>(() => store.AppendAsync([Samples.Event("a")], Cancel));
            Assert.Equal("consent store: SQLite error 5", thrown.Message);
        }

        Assert.Equal(1, (await store.AppendAsync([Samples.Event("a")], Cancel)).Appended);
    }

    [Fact]
    public async Task A_store_that_lost_events_is_a_fault()
    {
        using var store = await _folder.OpenAsync();
        using var index = new ConsentIndex(store, _folder.Clock);
        await store.AppendAsync([Samples.Event("a"), Samples.Event("b")], Cancel);
        await index.SyncAsync(Cancel);
        Execute("drop trigger consent_event_no_delete; delete from consent_event where event_id = 'b'");

        var thrown = await Assert.ThrowsAsync<ConsentUnavailableException>(() => index.SyncAsync(Cancel));

        Assert.Equal("consent store has lost events that were read before", thrown.Message);
    }

    [Theory]
    [InlineData("pragma user_version = 2", "consent store has schema version 2, expected 1")]
    [InlineData("pragma user_version = 0", "consent store has schema version 0, expected 1")]
    public async Task A_store_of_another_version_is_not_opened(string statement, string message)
    {
        (await _folder.OpenAsync()).Dispose();
        Execute(statement);

        var thrown = await Assert.ThrowsAsync<ConsentUnavailableException>(_folder.OpenAsync);

        Assert.Equal(message, thrown.Message);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_not_opened_and_not_touched()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File)!);
        byte[] garbage = new byte[5_000];
        Array.Fill(garbage, (byte)'x');
        await File.WriteAllBytesAsync(_folder.File, garbage, Cancel);

        await Assert.ThrowsAsync<ConsentUnavailableException>(_folder.OpenAsync);

        Assert.Equal(garbage, await File.ReadAllBytesAsync(_folder.File, Cancel));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_fault()
    {
        string file = Path.GetTempFileName();
        try
        {
            await Assert.ThrowsAsync<ConsentUnavailableException>(
                () => ConsentStore.OpenAsync(Path.Combine(file, "consent.db"), _folder.Clock, Cancel));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("state", "'given'")]
    [InlineData("state", "77")]
    [InlineData("context", "77")]
    [InlineData("subject", "x'00ff'")]
    [InlineData("at", "'yesterday'")]
    [InlineData("at", "-1")]
    [InlineData("valid_until", "'never'")]
    public async Task A_row_that_we_did_not_write_is_a_fault(string column, string value)
    {
        using var store = await _folder.OpenAsync();
        using var index = new ConsentIndex(store, _folder.Clock);
        await store.AppendAsync([Samples.Event("a")], Cancel);
        Execute($"""
            pragma foreign_keys = off; pragma ignore_check_constraints = on; drop trigger consent_event_no_update; pragma writable_schema = on;
            update sqlite_schema set sql = replace(sql, 'strict', '') where name = 'consent_event';
            """);
        Execute($"pragma foreign_keys = off; pragma ignore_check_constraints = on; update consent_event set {column} = {value}");

        await Assert.ThrowsAsync<ConsentUnavailableException>(() => index.SyncAsync(Cancel));

        Assert.Null(index.Age(Samples.Now));
    }

    [Fact]
    public async Task A_cancelled_call_stores_nothing()
    {
        using var store = await _folder.OpenAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.AppendAsync([Samples.Event("a")], cancelled.Token));

        Assert.Empty(store.ReadFrom(0));
    }

    private async Task BreakAsync(string fault)
    {
        Execute("pragma wal_checkpoint(truncate)"); // so that the file itself is what is read
        switch (fault)
        {
            case "deleted":
                File.Delete(_folder.File);
                break;
            case "emptied":
                await File.WriteAllBytesAsync(_folder.File, [], Cancel);
                break;
            case "garbage":
                byte[] bytes = await File.ReadAllBytesAsync(_folder.File, Cancel);
                Array.Fill(bytes, (byte)0xA5);
                await File.WriteAllBytesAsync(_folder.File, bytes, Cancel);
                break;
            case "replaced":
                using (var other = new StoreFolder())
                {
                    using (await other.OpenAsync())
                    {
                        // made and closed
                    }

                    File.Delete(_folder.File);
                    File.Delete(_folder.File + "-wal");
                    File.Delete(_folder.File + "-shm");
                    File.Copy(other.File, _folder.File);
                }

                break;
            case "cut short":
                using (var stream = File.OpenWrite(_folder.File))
                {
                    stream.SetLength(8_192);
                }

                break;
            default:
                File.Delete(_folder.File);
                Directory.CreateDirectory(_folder.File);
                break;
        }
    }

    private void Execute(string statement)
    {
        using var intruder = _folder.Intruder();
        using var command = intruder.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
