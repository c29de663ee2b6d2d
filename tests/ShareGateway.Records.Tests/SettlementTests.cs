using System.Text;
using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>Records are judged some at a time; nothing of it shows in what leaves or is counted.</summary>
public sealed class SettlementTests
{
    private static readonly RecordProgram Program = Of("id", "a:Text:late", "f:Integer:reveal:FailRequest");

    [Fact]
    public async Task Many_records_are_asked_about_at_once_and_sixty_four_at_most()
    {
        var gate = new ListGate();

        await ReadAsync(Lines(Enumerable.Range(0, 150).Select(i => $"p{i}")), gate, new());

        Assert.Equal([64, 64, 22], gate.Batches);
        Assert.Equal(Enumerable.Range(0, 150).Select(i => $"customer:p{i}"), gate.Told);
    }

    [Theory]
    [InlineData(RecordFormat.Ndjson)]
    [InlineData(RecordFormat.Json)]
    [InlineData(RecordFormat.Csv)]
    public async Task Whoever_is_withheld_leaves_no_trace_wherever_in_the_batch(RecordFormat to)
    {
        for (int first = 0; first < 5; first++)
        {
            string[] ids = [.. Enumerable.Range(0, 70).Select(i => (i + first) % 5 < 3 ? $"no{i}" : $"p{i}")];
            string[] permitted = [.. ids.Where(id => id[0] == 'p')];

            string some = await ReadAsync(Lines(ids), new ListGate(), new(), to);

            Assert.Equal(await ReadAsync(Lines(permitted), new ListGate(), new(), to), some);
            Assert.Equal(permitted.Length, permitted.Count(id => some.Contains(id, StringComparison.Ordinal)));
            Assert.All(permitted, id => Assert.Contains(TestTransform.Late($"of {id}"), some, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(RecordFormat.Ndjson)]
    [InlineData(RecordFormat.Json)]
    [InlineData(RecordFormat.Csv)]
    public async Task Nor_does_a_whole_batch_that_is_withheld(RecordFormat to)
    {
        string[] withheld = [.. Enumerable.Range(0, 128).Select(i => $"no{i}")];

        Assert.Equal(
            await ReadAsync(Lines(["p1", "p2"]), new ListGate(), new(), to),
            await ReadAsync(Lines([.. withheld, "p1", .. withheld, "p2", .. withheld]), new ListGate(), new(), to));
    }

    [Fact]
    public async Task Small_pieces_that_are_there_are_rewritten_together()
    {
        var gate = new ListGate();
        byte[] body = Encoding.UTF8.GetBytes(Lines(Enumerable.Range(0, 150).Select(i => $"p{i}")));
        using var rewriter = new RecordRewriter(
            PieceStream.InPiecesOf(50, body), new(RecordFormat.Ndjson), Program, RecordFormat.Ndjson, gate, new(), TimeProvider.System);

        while (await rewriter.ReadChunkAsync(TestContext.Current.CancellationToken))
        {
            Assert.False(rewriter.Chunk.IsEmpty);
        }

        Assert.Equal([64, 64, 22], gate.Batches);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(63)]
    [InlineData(100)]
    public async Task A_page_asks_about_nobody_behind_the_record_that_the_next_one_starts_with(int most)
    {
        var gate = new ListGate();
        string[] ids = [.. Enumerable.Range(0, 300).Select(i => i % 3 == 1 ? $"no{i}" : $"p{i}")];
        int next = ids.Select((id, i) => (id, i)).Where(record => record.id[0] == 'p').ElementAt(most).i;

        await ReadAsync(Lines(ids), gate, new() { MaxDelivered = most });

        Assert.Equal(next + 1, gate.Asked.Count);
        Assert.Equal(most, gate.Told.Count);
    }

    [Fact]
    public async Task What_stands_before_a_fault_is_counted_and_judged_first()
    {
        string[] lines = [.. Lines(["p1", "no2", "no3"]).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        var gate = new ListGate();
        using var rewriter = Start($"{string.Join('\n', lines)}\n{{\n", gate, new(), RecordFormat.Ndjson);

        var fault = await Assert.ThrowsAsync<RecordException>(async () => await rewriter.ReadChunkAsync(TestContext.Current.CancellationToken));

        Assert.Equal(RecordFault.Malformed, fault.Fault);
        Assert.Equal(3, gate.Asked.Count);
        Assert.Equal((0, 2), (rewriter.Counts.Delivered, rewriter.Counts.WithheldByGate));
        Assert.True(rewriter.Chunk.IsEmpty);
    }

    [Theory]
    [InlineData("p2", RecordFault.FieldUnfit)]
    [InlineData("no2", RecordFault.Malformed)]
    public async Task Of_two_faults_the_first_that_shows_is_told(string unfit, RecordFault expected)
    {
        string body = $$"""
            {"id":"p1","a":"x"}
            {"id":"{{unfit}}","a":"x","f":"no number"}
            {
            """;
        using var rewriter = Start(body, new ListGate(), new(), RecordFormat.Ndjson);

        var fault = await Assert.ThrowsAsync<RecordException>(async () => await rewriter.ReadChunkAsync(TestContext.Current.CancellationToken));

        Assert.Equal(expected, fault.Fault);
    }

    [Fact]
    public async Task What_stands_behind_a_record_that_fails_the_body_is_not_counted()
    {
        string body = """
            {"id":"p1","a":"x","f":"no number"}
            {"a":"nobody's"}

            """;
        using var rewriter = Start(body, new ListGate(), new(), RecordFormat.Ndjson);

        var fault = await Assert.ThrowsAsync<RecordException>(async () => await rewriter.ReadChunkAsync(TestContext.Current.CancellationToken));

        Assert.Equal(RecordFault.FieldUnfit, fault.Fault);
        Assert.Equal(default, rewriter.Counts);
    }

    private static string Lines(IEnumerable<string> ids) => string.Concat(ids.Select(id => $$"""{"id":"{{id}}","a":"of {{id}}","f":7}""" + "\n"));

    private static RecordRewriter Start(string body, ListGate gate, RewriteOptions options, RecordFormat to) => new(
        new MemoryStream(Encoding.UTF8.GetBytes(body)), new(RecordFormat.Ndjson), Program, to, gate, options, TimeProvider.System);

    private static async Task<string> ReadAsync(string body, ListGate gate, RewriteOptions options, RecordFormat to = RecordFormat.Ndjson)
    {
        using var rewriter = Start(body, gate, options, to);
        var text = new StringBuilder();
        while (await rewriter.ReadChunkAsync(TestContext.Current.CancellationToken))
        {
            text.Append(Encoding.UTF8.GetString(rewriter.Chunk.Span));
        }

        return text.ToString();
    }
}
