using ShareGateway.Policy.Drafting;
using Spectre.Console;

namespace ShareGateway.Cli.Policies;

/// <summary>Puts questions to a person at the terminal, or to a pipe that holds one answer a line, until each answer is good.</summary>
internal sealed class Interview(Terminal terminal)
{
    private const int MostTries = 100; // a pipe that answers wrongly for ever ends

    /// <summary>Asks until there is no complaint. Questions and complaints go to the error side; the answer's side stays for the result.</summary>
    /// <exception cref="EndOfStreamException">The answers ended, or none was good.</exception>
    public string Ask(Question question)
    {
        for (int tries = 0; tries < MostTries; tries++)
        {
            Put(question);
            string given = terminal.Input.ReadLine()?.Trim() ?? throw new EndOfStreamException();
            string? answer = given.Length == 0 ? question.Default : given;
            string? complaint = answer is null ? "an answer is needed" : answer == question.Default ? null : question.ComplaintOn(answer);
            if (complaint is null)
            {
                return answer!;
            }

            Write($"  {complaint}", "red");
            terminal.Error.WriteLine();
        }

        throw new EndOfStreamException();
    }

    private void Put(Question question)
    {
        Write(question.Text, "bold");
        if (question.Choices is { IsEmpty: false } choices)
        {
            Write($" ({string.Join(" | ", choices)})", "blue");
        }

        terminal.Error.Write(question.Default is { Length: > 0 } unlessGiven ? $" [{unlessGiven}]: " : ": ");
    }

    private void Write(string text, string style)
    {
        if (terminal.IsInteractive)
        {
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) }).Markup($"[{style}]{Markup.Escape(text)}[/]");
        }
        else
        {
            terminal.Error.Write(text);
        }
    }
}
