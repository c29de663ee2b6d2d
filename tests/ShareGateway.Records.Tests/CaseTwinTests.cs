using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

/// <summary>A name that differs from one of the program's by letter case alone: unknown, or the end of the response where the contract says so.</summary>
public sealed class CaseTwinTests
{
    [Theory]
    [InlineData("""{"id":"p","a":"1","A":"2"}""", true)]
    [InlineData("""{"id":"p","A":"2"}""", true)] // also without its twin: which of them the upstream means, nobody knows
    [InlineData("""{"id":"p","Id":"q"}""", true)]
    [InlineData("""{"id":"no","ID":"p"}""", true)] // no matter whose record it is
    [InlineData("""{"id":"p","b":{"\u0043":"x"}}""", true)]
    [InlineData("""{"id":"p","l":[{"s":"1"},{"S":"2"}]}""", true)]
    [InlineData("""{"id":"p","É":"x"}""", true)]
    [InlineData("""{"id":"p","a":"1","ab":"2","b":{"a":"x","A":"x"},"z":{"C":1}}""", false)] // other names, or in another place
    public async Task A_case_twin_ends_the_response_where_the_contract_says_so(string record, bool isTwin)
    {
        var program = Of("a", "b.c", "l[].s", "é");
        foreach (var (format, body) in new[] { (RecordFormat.Json, $"[{record}]"), (RecordFormat.Ndjson, record) })
        {
            var refuses = new RecordSource(format) { RefusesCaseTwins = true };
            if (isTwin)
            {
                Assert.Equal(RecordFault.DuplicateName, (await Rewriting.FailAsync(body, program, refuses)).Fault);
            }
            else
            {
                await Rewriting.RunAsync(body, program, refuses);
            }

            var passes = await Rewriting.RunAsync(body, program, new RecordSource(format));
            Assert.DoesNotContain("\"A\"", passes.Text, StringComparison.Ordinal);
            for (var again = 0; isTwin && again < 2; again++) // also of a name that was met and passed before
            {
                Assert.Equal(RecordFault.DuplicateName, (await Rewriting.FailAsync(body, program, refuses)).Fault);
            }
        }
    }

    [Fact]
    public async Task Columns_too()
    {
        var refuses = new RecordSource(RecordFormat.Csv) { RefusesCaseTwins = true };

        Assert.Equal(RecordFault.DuplicateName, (await Rewriting.FailAsync("id,a,A\np,1,2\n", Of("a"), refuses)).Fault);
        Assert.Equal("{\"a\":\"1\"}", (await Rewriting.RunAsync("id,a,b\np,1,2\n", Of("a"), refuses)).Text);
    }
}
