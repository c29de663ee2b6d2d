using System.CommandLine;
using ShareGateway.Cli.People;
using ShareGateway.Reports.Register;

namespace ShareGateway.Cli.Audit;

/// <summary><c>sharegateway audit erase DIR</c>: a person out of the disclosure register.</summary>
internal static class AuditEraseCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the log, or a data folder with one log below it." };
        var register = RegisterLocation.Option();
        var unrecorded = new Option<bool>("--unrecorded") { Description = "Erase although no gateway is named that could record it in the log." };
        var person = new PersonOptions();
        var command = new Command("erase", "Erase a person from the disclosure register (GDPR, article 17). Tell the recipients first: `report recipients-to-notify`.") { folder, register, unrecorded };
        person.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            if (!LogLocation.TryFind(parsed.GetRequiredValue(folder), out string log, out string problem))
            {
                return terminal.Misused(problem);
            }

            var gateway = person.Gateway(parsed);
            if (gateway is null && !parsed.GetValue(unrecorded))
            {
                return terminal.Misused("expected `--gateway` and `--token-file`, so that the erasure is recorded, or `--unrecorded`");
            }

            var (keys, wrong) = await person.FindAsync(parsed, stop);
            return keys is null ? terminal.Misused(wrong) : await RunAsync(terminal, log, RegisterLocation.Of(parsed.GetValue(register), log), [.. keys.SelectMany(found => found.Audit)], gateway, stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, string log, string register, byte[][] keys, (Uri Address, string TokenFile)? gateway, CancellationToken stop)
    {
        try
        {
            var (rows, before) = Erasure.Run(log, register, keys);
            terminal.Output.WriteLine(FormattableString.Invariant($"{register}: {rows} rows erased; entries from {before} on count again"));
            if (gateway is { } named && await GatewayManagement.NoteErasureAsync(named.Address, named.TokenFile, rows, before, stop) is { Length: > 0 } problem)
            {
                terminal.Error.WriteLine($"erased, but not recorded in the log: {problem}");
                return ExitCodes.Findings;
            }

            return ExitCodes.Good;
        }
        catch (Exception e) when (e is HeldException or InvalidDataException)
        {
            terminal.Error.WriteLine(e.Message);
            return ExitCodes.Findings;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return terminal.Misused($"the register in `{register}` cannot be changed: {e.Message}");
        }
    }
}
