using System.Net.Http.Headers;
using ShareGateway.Policy;
using ShareGateway.Proxy.Shares;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Tests;

public sealed class MediaTypesTests
{
    [Theory]
    [InlineData("application/json", RecordFormat.Json, true)]
    [InlineData("Application/JSON; charset=\"UTF-8\"", RecordFormat.Json, true)]
    [InlineData("application/x-ndjson", RecordFormat.Ndjson, true)]
    [InlineData("text/csv", RecordFormat.Csv, true)]
    [InlineData("text/csv; charset=utf-8; header=present", RecordFormat.Csv, true)]
    [InlineData("application/jso", RecordFormat.Json, false)]
    [InlineData("application/json5", RecordFormat.Json, false)]
    [InlineData("text/csv; charset=iso-8859-1", RecordFormat.Csv, false)]
    [InlineData("text/csv", RecordFormat.Ndjson, false)]
    [InlineData("text/csv; header=absent", RecordFormat.Csv, false)]
    [InlineData(null, RecordFormat.Json, false)]
    public void A_body_counts_only_under_exactly_its_media_type(string? type, RecordFormat expected, bool usable)
    {
        using var answer = new HttpResponseMessage { Content = new ByteArrayContent([]) { Headers = { ContentLength = 0 } } };
        answer.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        Assert.Equal(usable, MediaTypes.IsUsable(answer, Server(expected)));
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("gzip", "gzip", true)]
    [InlineData("gzip", "GZIP", true)]
    [InlineData("gzip", "", true)] // it may, it need not
    [InlineData("", "gzip", false)]
    [InlineData("", "identity", false)]
    [InlineData("gzip", "br", false)]
    [InlineData("gzip", "gzip, gzip", false)]
    [InlineData("gzip", "gzip, identity", false)]
    public void A_body_may_be_in_the_coding_that_its_contract_names_and_in_no_other(string named, string coding, bool usable)
    {
        using var answer = new HttpResponseMessage { Content = new ByteArrayContent([]) { Headers = { ContentLength = 0 } } };
        answer.Content.Headers.ContentType = new("application/json");
        foreach (var one in coding.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            answer.Content.Headers.ContentEncoding.Add(one);
        }

        Assert.Equal(usable, MediaTypes.IsUsable(answer, Server(RecordFormat.Json) with { Encoding = named }));
    }

    private static ContractServer Server(RecordFormat format) => new() { Cluster = "crm", Location = "/records", Format = format };
}
