using ShareGateway.Sharing.Trials;

namespace ShareGateway.Sharing.Tests.Trials;

public sealed class CsvRowsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a,b\r\n", "a|b/")]
    [InlineData("a,b\r\n1,2\r\n", "a|b/1|2/")]
    [InlineData("a,b\n,\"\"\n", "a|b/|''/")]
    [InlineData("\"a,b\",\"say \"\"x\"\"\"\r\n", "'a,b'|'say \"x\"'/")]
    [InlineData("\"two\r\nlines\",c", "'two\r\nlines'|c/")]
    public void Cells_are_read_as_RFC_4180_says(string text, string expected) =>
        Assert.Equal(expected, string.Concat(CsvRows.Read(text).Select(row => string.Join('|', row.Select(cell => cell.IsQuoted ? $"'{cell.Text}'" : cell.Text)) + "/")));
}
