using System.CommandLine;
using Microsoft.Extensions.Hosting;
using ShareGateway.Audit.Checkpoints;
using ShareGateway.Audit.Witnessing;

namespace ShareGateway.Cli.Audit;

/// <summary><c>sharegateway witness DIR</c>: watches that logs only grow, for somebody who does not own them.</summary>
internal static class WitnessCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder for the witness's key and for what it saw; made when it does not exist. Keep it: without it the witness knows nothing." };
        var name = new Option<string>("--name") { Description = "Name of the witness, such as `witness.example`; the same each time.", Required = true };
        var logs = new Option<string[]>("--log") { Description = "Key of a log to watch, as text or as a file. May be given more than once.", Required = true };
        var listen = new Option<string>("--listen") { Description = "Address to listen at.", DefaultValueFactory = _ => "http://127.0.0.1:7380" };
        var command = new Command("witness", "Cosign the checkpoints of logs that only grow: c2sp.org/tlog-witness. Run it where the logs' owner has no say. Ends with Ctrl-C.")
        {
            folder, name, logs, listen,
        };
        command.SetAction((parsed, stop) => RunAsync(
            terminal, parsed.GetRequiredValue(folder), parsed.GetRequiredValue(name), parsed.GetRequiredValue(logs), parsed.GetRequiredValue(listen), stop));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string folder, string name, string[] logTexts, string listen, CancellationToken stop)
    {
        var logs = new List<VerifierKey>();
        foreach (string text in logTexts)
        {
            if (!LogKeys.TryReadKey(text, out var log, out _))
            {
                return terminal.Misused("expected `--log` to be a key of the form `name+id+key`, or a file with one");
            }

            logs.Add(log!);
        }

        try
        {
            using var witness = Witness.Open(folder, name, logs, terminal.Clock);
            await using var app = WitnessServer.Build(witness, listen);
            await app.StartAsync(stop);
            terminal.Output.WriteLine($"{witness.Key.Text}");
            terminal.Output.WriteLine($"watching {string.Join(", ", logs.Select(log => log.Name))} at {string.Join(' ', app.Urls)}");
            terminal.Output.Flush();
            await app.WaitForShutdownAsync(stop);
            return ExitCodes.Good;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            return terminal.Misused($"the witness cannot run: {e.Message}");
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Good;
        }
    }
}
