namespace ShareGateway.Records.Tests;

public sealed class FieldPathTests
{
    [Theory]
    [InlineData("id", "id/0", false)]
    [InlineData("address.postcode", "address/0 postcode/0", false)]
    [InlineData("basket[].sku", "basket/1 sku/0", true)]
    [InlineData("tags[]", "tags/1", true)]
    [InlineData("m[][].x", "m/2 x/0", true)]
    [InlineData("prénom", "prénom/0", false)]
    [InlineData("a b", "a b/0", false)]
    [InlineData("*", "*/0", false)]
    public void Reads_paths(string text, string segments, bool isRepeated)
    {
        Assert.True(FieldPath.TryParse(text, out var path));

        Assert.Equal(segments, string.Join(' ', path.Segments.Select(s => $"{s.Name}/{s.Arrays}")));
        Assert.Equal(isRepeated, path.IsRepeated);
        Assert.Equal(text, path.ToString());
        Assert.Equal(path, FieldPath.Parse(text));
        Assert.Equal(path.GetHashCode(), FieldPath.Parse(text).GetHashCode());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData("[]")]
    [InlineData("[].a")]
    [InlineData("a[0]")]
    [InlineData("a[")]
    [InlineData("a]")]
    [InlineData("a[]b")]
    [InlineData("a[b][]")]
    [InlineData("a\nb")]
    [InlineData("a\u0000")]
    public void Refuses_what_is_no_path(string? text)
    {
        Assert.False(FieldPath.TryParse(text, out var path));
        Assert.Null(path);
    }

    [Fact] // no attribute can hold it
    public void Refuses_half_a_surrogate_pair() => Assert.False(FieldPath.TryParse("a\ud800", out _));

    [Theory]
    [InlineData("a", 128, true)]
    [InlineData("a", 129, false)]
    [InlineData("é", 64, true)]
    [InlineData("é", 65, false)]
    public void Bounds_names_in_bytes(string letter, int count, bool expected) =>
        Assert.Equal(expected, FieldPath.TryParse(string.Concat(Enumerable.Repeat(letter, count)), out _));

    [Theory]
    [InlineData(32, 0, true)]
    [InlineData(33, 0, false)]
    [InlineData(1, 31, true)]
    [InlineData(1, 32, false)]
    [InlineData(30, 3, false)]
    public void Bounds_levels(int names, int arrays, bool expected)
    {
        string text = string.Join('.', Enumerable.Repeat("a", names)) + string.Concat(Enumerable.Repeat("[]", arrays));

        Assert.Equal(expected, FieldPath.TryParse(text, out _));
    }

    [Fact]
    public void Differs_by_case_and_by_arrays()
    {
        Assert.NotEqual(FieldPath.Parse("a.b"), FieldPath.Parse("a.B"));
        Assert.NotEqual(FieldPath.Parse("a.b"), FieldPath.Parse("a[].b"));
        Assert.False(FieldPath.Parse("a").Equals(null));
        Assert.Throws<FormatException>(() => FieldPath.Parse("a."));
    }
}
