using System.Text;
using Microsoft.Extensions.Time.Testing;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

public sealed class ChunkTests
{
    private static readonly RecordSource Lines = new(RecordFormat.Ndjson);

    [Theory]
    [InlineData(1, "1 1 1 1 1")]
    [InlineData(11, "1 1 1 1 1")] // a delivered line has 11 bytes
    [InlineData(12, "2 2 1")]
    [InlineData(22, "2 2 1")]
    [InlineData(30, "3 2")]
    [InlineData(1000, "5")]
    public async Task A_chunk_is_handed_out_when_it_is_full(int chunkBytes, string chunks)
    {
        string body = string.Concat(Enumerable.Range(0, 5).Select(i => $"{{\"id\":\"p\",\"a\":\"{i}x\"}}\n{{\"id\":\"no\",\"a\":\"0\"}}\n"));
        var rewriting = await Rewriting.RunAsync(body, Of("a"), Lines, RecordFormat.Ndjson, new RewriteOptions { ChunkBytes = chunkBytes });

        Assert.Equal(chunks, string.Join(' ', rewriting.Chunks));
        Assert.Equal(5, rewriting.Counts.Delivered);
    }

    [Fact]
    public async Task The_next_chunk_may_be_longer_than_the_last()
    {
        var body = new PieceStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 8).Select(i => $"{{\"id\":\"p\",\"a\":\"{i}x\"}}\n"))));
        using var rewriter = new RecordRewriter(
            body, Lines, Of("a"), RecordFormat.Ndjson, new ListGate(), new RewriteOptions { ChunkBytes = 11 }, TimeProvider.System);
        var chunks = new List<int>();
        while (await rewriter.ReadChunkAsync(CancellationToken.None))
        {
            chunks.Add(rewriter.ChunkRecords);
            rewriter.ChunkBytes = 2 * rewriter.ChunkBytes;
        }

        Assert.Equal([1, 2, 4, 1], chunks); // 11, 22 and 44 bytes, and what is left
        Assert.Throws<ArgumentOutOfRangeException>(() => rewriter.ChunkBytes = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => rewriter.ChunkBytes = (16 << 20) + 1);
    }

    [Fact]
    public async Task A_record_does_not_wait_longer_than_ChunkWait_for_a_slow_upstream()
    {
        var clock = new WatchedClock();
        var upstream = new SlowStream();
        using var rewriter = Start(upstream, clock);

        var first = rewriter.ReadChunkAsync(CancellationToken.None);
        upstream.Send("{\"id\":\"p\",\"a\":\"1\"}\n{\"id\":\"q\"");
        await clock.Waited; // before this, an advance would be lost on a timer that is yet to be made
        Assert.Equal(1, rewriter.ChunkRecords);
        clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(first.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await first);
        Assert.Equal("{\"a\":\"1\"}\n", Text(rewriter));

        // The read that was under way goes on into the next chunk; nothing is lost.
        var second = rewriter.ReadChunkAsync(CancellationToken.None);
        upstream.Send(",\"a\":\"2\"}\n");
        upstream.End();
        Assert.True(await second);
        Assert.Equal("{\"a\":\"2\"}\n", Text(rewriter));
        Assert.False(await rewriter.ReadChunkAsync(CancellationToken.None));
        Assert.False(await rewriter.ReadChunkAsync(CancellationToken.None));
        Assert.True(rewriter.Chunk.IsEmpty);
    }

    [Fact]
    public async Task Without_a_record_there_is_nothing_to_hand_out_however_long_it_takes()
    {
        var clock = new FakeTimeProvider();
        var upstream = new SlowStream();
        using var rewriter = Start(upstream, clock);

        var reading = rewriter.ReadChunkAsync(CancellationToken.None);
        upstream.Send("{\"id\":\"no\",\"a\":\"1\"}\n");
        await UntilAsync(() => rewriter.Counts.WithheldByGate == 1);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.False(reading.IsCompleted);
        upstream.End();

        Assert.False(await reading);
    }

    [Fact]
    public async Task A_broken_connection_is_never_a_clean_end()
    {
        var upstream = new SlowStream();
        using var rewriter = Start(upstream, new FakeTimeProvider());
        upstream.Send("{\"id\":\"p\",\"a\":\"1\"}\n");
        upstream.Break();

        var failure = await Assert.ThrowsAsync<RecordException>(async () => await rewriter.ReadChunkAsync(CancellationToken.None));

        Assert.Equal((RecordFault.Truncated, 19), (failure.Fault, failure.OffsetBytes));
        Assert.Null(failure.InnerException);
        Assert.True(rewriter.Chunk.IsEmpty);
        Assert.Equal(0, rewriter.ChunkRecords);
        Assert.Equal(0, rewriter.Counts.Delivered); // it stood in a chunk that nobody got
        await Assert.ThrowsAsync<RecordException>(async () => await rewriter.ReadChunkAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_failure_leaves_the_counts_of_chunks_handed_out_before()
    {
        var body = new PieceStream("{\"id\":\"p\",\"a\":\"1\"}\n{\"id\":\"q\",\"a\":\"2\"}\n{\"id\":\"q\",\"a\":5}\n{{\n"u8.ToArray());
        using var rewriter = new RecordRewriter(
            body, Lines, Of("a"), RecordFormat.Ndjson, new ListGate(), new RewriteOptions { ChunkBytes = 20 }, TimeProvider.System);

        Assert.True(await rewriter.ReadChunkAsync(CancellationToken.None));
        Assert.Equal(2, rewriter.ChunkRecords);
        await Assert.ThrowsAsync<RecordException>(async () => await rewriter.ReadChunkAsync(CancellationToken.None));

        Assert.Equal(new RecordCounts(2, 0, 0, 0, 0), rewriter.Counts);
    }

    [Fact]
    public async Task Giving_up_is_never_a_clean_end()
    {
        using var stop = new CancellationTokenSource();
        var upstream = new SlowStream();
        using var rewriter = Start(upstream, new FakeTimeProvider());
        var reading = rewriter.ReadChunkAsync(stop.Token);
        upstream.Send("{\"id\":\"p\",\"a\":\"1\"}\n");
        await UntilAsync(() => rewriter.ChunkRecords == 1);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reading);
        Assert.True(rewriter.Chunk.IsEmpty);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await rewriter.ReadChunkAsync(CancellationToken.None));
    }

    [Fact]
    public async Task After_Dispose_there_is_no_clean_end_either()
    {
        var rewriter = Start(new PieceStream("{\"id\":\"p\",\"a\":\"1\"}\n"u8.ToArray()), TimeProvider.System);
        Assert.True(await rewriter.ReadChunkAsync(CancellationToken.None));
        rewriter.Dispose();
        rewriter.Dispose();

        Assert.True(rewriter.Chunk.IsEmpty);
        Assert.Equal(1, rewriter.Counts.Delivered);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await rewriter.ReadChunkAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_gate_that_throws_stops_the_rewriter_for_good()
    {
        using var rewriter = new RecordRewriter(
            new PieceStream("{\"id\":\"p\",\"a\":\"1\"}\n{\"id\":\"q\",\"a\":\"2\"}\n"u8.ToArray()),
            Lines,
            Of("a"),
            RecordFormat.Ndjson,
            new BrokenGate(),
            new RewriteOptions { ChunkBytes = 1 },
            TimeProvider.System);

        Assert.True(await rewriter.ReadChunkAsync(CancellationToken.None));
        await Assert.ThrowsAsync<TimeoutException>(async () => await rewriter.ReadChunkAsync(CancellationToken.None));
        Assert.True(rewriter.Chunk.IsEmpty);
        Assert.Equal(1, rewriter.Counts.Delivered);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await rewriter.ReadChunkAsync(CancellationToken.None));
    }

    [Fact]
    public void Dispose_while_a_read_is_under_way_cancels_it()
    {
        var rewriter = Start(new SlowStream(), TimeProvider.System);
        var reading = rewriter.ReadChunkAsync(CancellationToken.None);

        rewriter.Dispose();

        Assert.False(reading.IsCompletedSuccessfully);
    }

    private static RecordRewriter Start(Stream upstream, TimeProvider clock) =>
        new(upstream, Lines, Of("a"), RecordFormat.Ndjson, new ListGate(), new RewriteOptions(), clock);

    private static string Text(RecordRewriter rewriter) => Encoding.UTF8.GetString(rewriter.Chunk.Span);

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class WatchedClock : FakeTimeProvider
    {
        private readonly TaskCompletionSource _waited = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Waited => _waited.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _waited.TrySetResult();
            return timer;
        }
    }

    private sealed class BrokenGate : PersonGate
    {
        private int _asked;

        public override void Judge(RecordBatch batch, Span<bool> admitted)
        {
            admitted.Fill(_asked++ == 0 ? true : throw new TimeoutException());
        }

        public override void Committed(RecordPeople people)
        {
        }
    }
}
