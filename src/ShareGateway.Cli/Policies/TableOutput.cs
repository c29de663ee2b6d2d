using Spectre.Console;

namespace ShareGateway.Cli.Policies;

/// <summary>Rows under headings: a drawn table for a person who watches, aligned columns for a pipe.</summary>
internal static class TableOutput
{
    private const string Gap = "  ";

    /// <param name="terminal">Where to.</param>
    /// <param name="headings">One a column.</param>
    /// <param name="rows">Each as long as the headings.</param>
    public static void Write(Terminal terminal, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (terminal.IsInteractive)
        {
            Draw(terminal, headings, rows);
            return;
        }

        int[] widths = [.. headings.Select((heading, column) => rows.Select(row => row[column].Length).Append(heading.Length).Max())];
        foreach (var row in rows.Prepend(headings))
        {
            terminal.Output.WriteLine(Gap + string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    /// <summary>A line in bold for a person who watches; plain for a pipe.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="text">The line.</param>
    /// <param name="colour">A colour of Spectre.Console, where one says more.</param>
    public static void Heading(Terminal terminal, string text, string colour = "default")
    {
        if (terminal.IsInteractive)
        {
            ConsoleOf(terminal).MarkupLine($"[bold {colour}]{Markup.Escape(text)}[/]");
            return;
        }

        terminal.Output.WriteLine(text);
    }

    private static void Draw(Terminal terminal, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns([.. headings.Select(heading => new TableColumn(new Text(heading)))]);
        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        ConsoleOf(terminal).Write(table);
    }

    private static IAnsiConsole ConsoleOf(Terminal terminal) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Output) });
}
