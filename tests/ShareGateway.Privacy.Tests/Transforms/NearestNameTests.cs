using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("keepFrist", "keepFirst")]
    [InlineData("KEEPFIRST", "keepFirst")]
    [InlineData("keepLst", "keepLast")]
    [InlineData("chr", "char")]
    [InlineData("chart", "char")]
    [InlineData("keep", null)]
    [InlineData("", null)]
    [InlineData("completely different", null)]
    public void An_author_is_shown_the_nearest_name_if_one_is_near(string written, string? nearest) =>
        Assert.Equal(nearest, NearestName.Of(written, ["keepFirst", "keepLast", "char"]));

    [Fact]
    public void Of_two_names_as_near_the_first_in_order_is_shown() => Assert.Equal("aaa", NearestName.Of("aac", ["aab", "aaa"]));

    [Fact]
    public void Nothing_is_near_to_no_names() => Assert.Null(NearestName.Of("keepFirst", []));
}
