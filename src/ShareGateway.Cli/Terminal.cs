using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace ShareGateway.Cli;

/// <summary>Where a command writes: answers to one side, complaints and progress to the other.</summary>
/// <param name="output">For the answer, findings included: what a pipe should get.</param>
/// <param name="error">For wrong use and for progress.</param>
/// <param name="isInteractive">True when a person watches; only then is progress drawn.</param>
/// <param name="input">Where answers to questions come from.</param>
/// <param name="clock">Tells the moment when a command is run.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, bool isInteractive, TextReader input, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read by programs, not put into pages
    };

    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    public TextReader Input { get; } = input;

    public TimeProvider Clock { get; } = clock;

    /// <summary>True when a person watches: colour and tables are for them, plain lines for a pipe.</summary>
    public bool IsInteractive => isInteractive;

    /// <summary>The answer as indented JSON: for <c>--output json</c>.</summary>
    public void WriteJson<T>(T answer) => Output.Write(JsonSerializer.Serialize(answer, Json) + "\n");

    /// <summary>Writes one line that says what was wrong with the call, and gives the exit code for it.</summary>
    public int Misused(string text)
    {
        Error.WriteLine(text);
        return ExitCodes.WrongUse;
    }

    /// <summary>Runs long work; draws a bar for it when a person watches.</summary>
    /// <param name="title">What is going on.</param>
    /// <param name="total">Where the reported number will end.</param>
    /// <param name="work">Gets where to report how far it is.</param>
    public T WithProgress<T>(string title, long total, Func<Action<long>?, T> work)
    {
        if (!isInteractive)
        {
            return work(null);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Error) });
        return console.Progress().AutoClear(true).Start(progress =>
        {
            var task = progress.AddTask(Markup.Escape(title), maxValue: Math.Max(total, 1));
            return work(done => task.Value = done);
        });
    }
}
