using static ShareGateway.Records.Tests.Programs;

namespace ShareGateway.Records.Tests;

public sealed class RowRuleTests
{
    [Theory]
    [InlineData("""{"id":"p","c":{"land":"FR"},"n":"7"}""", true)]
    [InlineData("""{"n":7,"c":{"land":"\u0042E"},"id":"p"}""", true)]
    [InlineData("""{"id":"p","c":{"land":"fr"},"n":7}""", false)]
    [InlineData("""{"id":"p","c":{"land":"FR "},"n":7}""", false)]
    [InlineData("""{"id":"p","c":{"land":"FR"},"n":7.0}""", false)]
    [InlineData("""{"id":"p","c":{"land":"FR"},"n":null}""", false)]
    [InlineData("""{"id":"p","c":{"land":"FR"},"n":true}""", false)]
    [InlineData("""{"id":"p","c":{"land":"FR"},"n":["7"]}""", false)]
    [InlineData("""{"id":"p","c":{"land":"FR"}}""", false)]
    [InlineData("""{"id":"p","c":{},"n":7}""", false)]
    [InlineData("""{"id":"p","c":"FR","n":7}""", false)]
    [InlineData("""{"id":"p","n":7}""", false)]
    public async Task All_rules_must_hold(string record, bool kept)
    {
        var program = With([ById], [Row("c.land", "FR", "BE"), Row("n", "7", "true")]);
        var rewriting = await Rewriting.RunAsync($"[{record}]", program);

        Assert.Equal(kept ? new RecordCounts(1, 0, 0, 0, 0) : new RecordCounts(0, 0, 1, 0, 0), rewriting.Counts);
        Assert.Equal(kept ? 1 : 0, rewriting.Gate.Asked.Count);
    }

    [Fact]
    public async Task Nothing_of_one_record_holds_for_the_next()
    {
        var rewriting = await Rewriting.RunAsync("""[{"id":"p","n":7},{"id":"q"},{"n":7},{"id":"r","n":7}]""", With([ById], [Row("n", "7")]));

        Assert.Equal(new RecordCounts(2, 0, 1, 1, 0), rewriting.Counts);
        Assert.Equal(["customer:p", "customer:r"], rewriting.Gate.Told);
    }

    [Fact]
    public async Task A_rule_that_accepts_nothing_keeps_nothing() =>
        Assert.Equal("", (await Rewriting.RunAsync("""[{"id":"p","n":""}]""", With([ById], [Row("n")]))).Text);
}
