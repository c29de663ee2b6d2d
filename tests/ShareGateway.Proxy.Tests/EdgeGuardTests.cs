using Microsoft.AspNetCore.Http;
using ShareGateway.Proxy.Edge;

namespace ShareGateway.Proxy.Tests;

public sealed class EdgeGuardTests
{
    [Theory]
    [InlineData("/v1/datasets/customers")]
    [InlineData("/v1/datasets/customers?page=abc%2Fdef&limit=3")]
    public void A_plain_target_passes(string target) => Assert.Null(EdgeGuard.Check(target, Get(), _ => false));

    [Theory]
    [InlineData("/v1/%64atasets")]
    [InlineData("/v1/data\\sets")]
    [InlineData("/v1//datasets")]
    [InlineData("/v1/../datasets")]
    [InlineData("/v1/datasets;v=1")]
    [InlineData("/v1/datas\u00e9ts")]
    [InlineData("/v1/data sets")]
    [InlineData("http://other.example/v1/datasets")]
    [InlineData("*")]
    [InlineData("")]
    public void A_target_that_could_be_read_in_two_ways_is_refused(string target) =>
        Assert.Equal("target-ambiguous", EdgeGuard.Check(target, Get(), _ => false)?.Reason);

    [Fact]
    public void A_target_longer_than_4096_characters_is_refused()
    {
        Assert.Null(EdgeGuard.Check("/" + new string('a', 4095), Get(), _ => false));
        Assert.Equal("target-too-long", EdgeGuard.Check("/" + new string('a', 4096), Get(), _ => false)?.Reason);
    }

    [Theory]
    [InlineData("POST", false, "method-not-allowed")]
    [InlineData("POST", true, null)]
    [InlineData("PUT", true, "method-not-allowed")]
    [InlineData("HEAD", true, "method-not-allowed")]
    [InlineData("OPTIONS", false, "method-not-allowed")]
    public void Only_GET_and_where_a_body_is_expected_POST(string method, bool mayCarryBody, string? reason)
    {
        var request = Get();
        request.Method = method;

        Assert.Equal(reason, EdgeGuard.Check("/", request, _ => mayCarryBody)?.Reason);
    }

    [Theory]
    [InlineData("Transfer-Encoding", "gzip, chunked", "framing-unsupported")]
    [InlineData("X-Content-Length", "3", "framing-ambiguous")]
    [InlineData("Content-Length", "3", "body-not-allowed")]
    [InlineData("Transfer-Encoding", "chunked", "body-not-allowed")]
    [InlineData("Range", "bytes=0-1", "header-not-allowed")]
    [InlineData("Upgrade", "websocket", "header-not-allowed")]
    public void Framing_and_headers_that_change_the_answer_are_refused(string header, string value, string reason)
    {
        var request = Get();
        request.Headers[header] = value;

        Assert.Equal(reason, EdgeGuard.Check("/", request, _ => false)?.Reason);
    }

    private static HttpRequest Get()
    {
        var request = new DefaultHttpContext().Request;
        request.Method = "GET";
        return request;
    }
}
