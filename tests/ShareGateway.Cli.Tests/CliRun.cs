using System.Globalization;

namespace ShareGateway.Cli.Tests;

/// <summary>One run of the command line inside this process: what it printed, and its exit code.</summary>
internal sealed record CliRun(int Code, string Output, string Error)
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static CliRun Of(params string[] args) => Answering("", args);

    /// <summary>With answers to questions, one a line.</summary>
    public static CliRun Answering(string answers, params string[] args)
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        var error = new StringWriter(CultureInfo.InvariantCulture);
        int code = SharegatewayCommand.Run(args, new Terminal(output, error, isInteractive: false, new StringReader(answers), new StoppedClock()));
        return new CliRun(code, output.ToString(), error.ToString());
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
