using System.Globalization;

namespace ShareGateway.Cli.Tests;

public sealed class TerminalTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Progress_is_reported_only_when_a_person_watches_and_never_into_the_answer(bool isInteractive)
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        var error = new StringWriter(CultureInfo.InvariantCulture);
        var terminal = new Terminal(output, error, isInteractive, TextReader.Null, TimeProvider.System);

        bool reports = terminal.WithProgress("Checking", 10, progress =>
        {
            progress?.Invoke(5);
            return progress is not null;
        });

        Assert.Equal(isInteractive, reports);
        Assert.Equal("", output.ToString());
        Assert.Equal(isInteractive, error.ToString().Contains("Checking", StringComparison.Ordinal));
    }
}
