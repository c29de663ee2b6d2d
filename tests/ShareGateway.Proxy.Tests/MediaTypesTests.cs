using System.Net.Http.Headers;
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
    [InlineData(null, RecordFormat.Json, false)]
    public void A_body_counts_only_under_exactly_its_media_type(string? type, RecordFormat expected, bool usable)
    {
        using var answer = new HttpResponseMessage { Content = new ByteArrayContent([]) };
        answer.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        Assert.Equal(usable, MediaTypes.IsUsable(answer, expected));
    }
}
