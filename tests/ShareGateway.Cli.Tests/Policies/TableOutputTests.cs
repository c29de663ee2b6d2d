using System.Globalization;
using ShareGateway.Cli.Policies;

namespace ShareGateway.Cli.Tests.Policies;

public sealed class TableOutputTests
{
    [Fact]
    public void A_pipe_gets_aligned_columns_without_trailing_spaces() =>
        Assert.Equal("bold\n  field     how\n  tags[]    in clear\n  birthday\n", Written(isInteractive: false));

    [Theory]
    [InlineData("bold")]
    [InlineData("field")]
    [InlineData("tags[]")]
    [InlineData("in clear")]
    public void A_person_gets_a_drawn_table_that_takes_no_cell_for_markup(string text)
    {
        string written = Written(isInteractive: true);

        Assert.Contains(text, written, StringComparison.Ordinal);
        Assert.Contains('│', written);
    }

    private static string Written(bool isInteractive)
    {
        var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var terminal = new Terminal(output, TextWriter.Null, isInteractive, TextReader.Null, TimeProvider.System);
        TableOutput.Heading(terminal, "bold");
        TableOutput.Write(terminal, ["field", "how"], [["tags[]", "in clear"], ["birthday", ""]]);
        return output.ToString();
    }
}
