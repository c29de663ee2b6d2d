using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

public sealed class PagingTests
{
    private const string Body = """[{"id":"no"},{"id":"p","a":"1"},5,{"id":"q","a":"3"},{"id":"no"},{"id":"r","a":"5"},{"id":"no"}]""";

    [Theory]
    [InlineData(0, null, "135", null)]
    [InlineData(0, 0L, "", 1L)]
    [InlineData(0, 1L, "1", 3L)]
    [InlineData(3, 1L, "3", 5L)]
    [InlineData(2, 1L, "3", 5L)]
    [InlineData(5, 1L, "5", null)]
    [InlineData(0, 3L, "135", null)]
    [InlineData(0, 9L, "135", null)]
    [InlineData(6, 1L, "", null)]
    [InlineData(99, 1L, "", null)]
    public async Task A_page_says_where_the_next_one_starts(long skip, long? most, string delivered, long? next)
    {
        var rewriting = await Rewriting.RunAsync(Body, Of("a"), options: new RewriteOptions { SkipRecords = skip, MaxDelivered = most });

        Assert.Equal(delivered, string.Concat(rewriting.Text.Where(char.IsAsciiDigit)));
        Assert.Equal(next, rewriting.NextRecord);
        Assert.Equal(delivered.Length, rewriting.Gate.Told.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Pages_together_are_the_whole_and_judge_each_record_once(long size)
    {
        var whole = await Rewriting.RunAsync(Body, Of("a"));
        string text = "";
        var counts = default(RecordCounts);
        long? next = 0;
        while (next is { } skip)
        {
            var page = await Rewriting.RunAsync(
                Body, Of("a"), options: new RewriteOptions { SkipRecords = skip, MaxDelivered = size, FirstInBody = text.Length == 0 });
            text += page.Text;
            next = page.NextRecord;
            counts = new RecordCounts(
                counts.Delivered + page.Counts.Delivered,
                counts.WithheldByGate + page.Counts.WithheldByGate,
                0,
                counts.WithheldUnreadable + page.Counts.WithheldUnreadable,
                0);
        }

        Assert.Equal(whole.Text, text);
        Assert.Equal(whole.Counts, counts);
    }

    [Fact]
    public async Task A_full_page_does_not_read_on_once_it_knows_what_comes_next()
    {
        var rewriting = await Rewriting.RunAsync("""[{"id":"p"},{"id":"q"},{"id":"r"},{{""", Of(), options: new RewriteOptions { MaxDelivered = 1 });

        Assert.Equal("{}", rewriting.Text);
        Assert.Equal(1, rewriting.NextRecord);
        Assert.Equal(1, rewriting.Counts.Read);
    }

    [Fact]
    public async Task A_page_that_is_full_at_the_end_still_wants_the_end()
    {
        var options = new RewriteOptions { MaxDelivered = 1 };

        Assert.Equal(RecordFault.Truncated, (await Rewriting.FailAsync("""[{"id":"p"},{"id":"no"},""", Of(), options: options)).Fault);
    }

    [Fact]
    public async Task The_next_record_is_judged_by_its_own_page()
    {
        var program = Of("a:Text:tag:FailRequest");
        string body = """[{"id":"p","a":"x"},{"id":"q","a":"bad"}]""";

        Assert.Equal(RecordFault.FieldUnfit, (await Rewriting.FailAsync(body, program, options: new RewriteOptions { SkipRecords = 1 })).Fault);
        Assert.Equal(1, (await Rewriting.RunAsync(body, program, options: new RewriteOptions { MaxDelivered = 1 })).NextRecord);
    }
}
