using Microsoft.AspNetCore.Http;
using ShareGateway.Proxy.Shares;
using ShareGateway.Records;

namespace ShareGateway.Proxy.Tests;

public sealed class ShareQuestionTests
{
    [Theory]
    [InlineData(null, RecordFormat.Json)]
    [InlineData("*/*", RecordFormat.Json)]
    [InlineData("application/json", RecordFormat.Json)]
    [InlineData("application/x-ndjson", RecordFormat.Ndjson)]
    [InlineData("text/csv", RecordFormat.Csv)]
    [InlineData("text/html, application/x-ndjson;q=0.5, application/json;q=0.4", RecordFormat.Ndjson)]
    [InlineData("application/json;q=0, text/csv", RecordFormat.Csv)]
    public void The_form_is_the_best_that_the_caller_accepts(string? accept, RecordFormat expected) =>
        Assert.Equal(expected, ShareQuestion.Read(Request("", accept)).Question?.Format);

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json;q=0")]
    [InlineData("///")]
    public void A_form_that_is_not_ours_is_refused(string accept) =>
        Assert.Equal("format-not-offered", ShareQuestion.Read(Request("", accept)).Refusal);

    [Theory]
    [InlineData("", 100)]
    [InlineData("?limit=1", 1)]
    [InlineData("?limit=10000", 10_000)]
    public void The_limit_is_100_unless_given(string query, int expected) =>
        Assert.Equal(expected, ShareQuestion.Read(Request(query)).Question?.Limit);

    [Theory]
    [InlineData("?limit=", "parameter-invalid")]
    [InlineData("?limit=-1", "parameter-invalid")]
    [InlineData("?limit=+1", "parameter-invalid")]
    [InlineData("?limit=10001", "parameter-invalid")]
    [InlineData("?limit=1,5", "parameter-invalid")]
    [InlineData("?Limit=1", "parameter-unknown")]
    [InlineData("?purpose=a&purpose=a", "parameter-unknown")]
    [InlineData("?x", "parameter-unknown")]
    public void A_parameter_out_of_its_bounds_is_refused(string query, string reason) =>
        Assert.Equal(reason, ShareQuestion.Read(Request(query)).Refusal);

    [Fact]
    public void A_limit_on_a_stream_is_refused() =>
        Assert.Equal("parameter-invalid", ShareQuestion.Read(Request("?limit=5", "text/csv")).Refusal);

    [Theory]
    [InlineData("dpv:Marketing", "", "dpv:Marketing", null)]
    [InlineData("", "?purpose=dpv:Marketing", "dpv:Marketing", null)]
    [InlineData("dpv:Marketing", "?purpose=dpv%3AMarketing", "dpv:Marketing", null)]
    [InlineData("dpv:Marketing", "?purpose=dpv:Advertising", null, "purpose-ambiguous")]
    [InlineData("", "", null, null)]
    public void One_purpose_in_the_header_or_in_the_parameter(string header, string query, string? expected, string? refusal)
    {
        var request = Request(query);
        request.Headers["Sharing-Purpose"] = header;

        var read = ShareQuestion.Read(request);

        Assert.Equal((expected, refusal), (read.Question?.Purpose, read.Refusal));
    }

    private static HttpRequest Request(string query, string? accept = null)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        if (accept is not null)
        {
            request.Headers.Accept = accept;
        }

        return request;
    }
}
