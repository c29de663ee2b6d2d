using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using ShareGateway.Keys.Custody;
using ShareGateway.Policy.Loading;

namespace ShareGateway.Cli.Keys;

/// <summary><c>sharegateway keys</c>: makes, rotates, checks, copies and destroys keys; each deed stands in the audit log.</summary>
internal static class KeysCommand
{
    public static Command Create(Terminal terminal) => new("keys", "Make, rotate, check, copy and destroy the keys of a gateway.")
    {
        Plain(terminal, "list", "Every key that ever was, with its state.", KeyOrders.List),
        Plain(terminal, "verify", "Unwrap every key and compare it with the audit log. Exit code 1 when one is missing or another one.", KeyOrders.Verify),
        Init(terminal),
        Rotate(terminal),
        ExportEscrow(terminal),
        RestoreEscrow(terminal),
        new Command("destroy", "Destroy a key for good: what was made with it means nothing to anybody then.")
        {
            Destroy(terminal, "recipient", "ID", "Destroy a recipient's secret: its pseudonyms become meaningless.", KeyOrders.DestroyRecipient),
            Destroy(terminal, "epoch", "CONTROLLER@EPOCH", "Destroy a controller's root of an earlier epoch.", KeyOrders.DestroyEpoch),
        },
    };

    private static Command Plain(Terminal terminal, string name, string description, string order) =>
        Ordering(terminal, new Command(name, description), _ => new KeyOrder(order));

    private static Command Init(Terminal terminal)
    {
        var policies = new Option<string?>("--policies") { Description = "Policy folder that names controllers and recipients; a running gateway has its own." };
        var controllers = new Option<string[]>("--controller") { Description = "A scope that owns contracts, such as fr/maison-nord." };
        var recipients = new Option<string[]>("--recipient") { Description = "A recipient's id; one whose secret was destroyed gets another one." };
        var command = new Command("init", "Make the keys that are missing.") { policies, controllers, recipients };
        return Ordering(terminal, command, parsed =>
        {
            string[] named = parsed.GetValue(controllers) ?? [];
            string[] partners = parsed.GetValue(recipients) ?? [];
            if (parsed.GetValue(policies) is not { } folder)
            {
                return new KeyOrder(KeyOrders.Init, named, partners);
            }

            var set = PolicyLoader.Load(folder).Set ?? throw new DoorShutException($"the policies in `{folder}` have findings; see `sharegateway policy check`");
            return new KeyOrder(
                KeyOrders.Init,
                [.. named, .. set.Contracts.Select(contract => contract.Controller).Distinct(StringComparer.Ordinal)],
                [.. partners, .. set.Recipients.Select(recipient => recipient.Id)]);
        });
    }

    private static Command Rotate(Terminal terminal)
    {
        var controllers = new Option<string[]>("--controller") { Description = "Whose pseudonyms; everybody's unless given." };
        var overlap = new Option<int>("--overlap-days")
        {
            Description = "How long recipients may have old pseudonyms translated to new ones.",
            DefaultValueFactory = _ => KeyOrders.UsualOverlapDays,
        };
        var compromised = new Option<bool>("--compromised") { Description = "Somebody else may have the present roots: there is no overlap." };
        var command = new Command("rotate", "Open the next epoch, and wrap every secret again.") { controllers, overlap, compromised };
        return Ordering(terminal, command, parsed => new KeyOrder(
            KeyOrders.Rotate, parsed.GetValue(controllers) ?? [], OverlapDays: parsed.GetValue(overlap), Compromised: parsed.GetValue(compromised)));
    }

    private static Command ExportEscrow(Terminal terminal)
    {
        var certificate = new Option<string>("--for") { Description = "PEM file of the certificate whose private key will open the file.", Required = true };
        var file = new Option<string>("--file") { Description = "Where the escrow file goes; never one that exists.", Required = true };
        var command = new Command("export-escrow", "Copy every secret into a file that one certificate opens.") { certificate, file };
        return Ordering(
            terminal,
            command,
            parsed => new KeyOrder(KeyOrders.ExportEscrow, Certificate: File.ReadAllText(parsed.GetRequiredValue(certificate))),
            (parsed, answer) => WriteEscrow(parsed.GetRequiredValue(file), answer));
    }

    private static Command RestoreEscrow(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "From export-escrow." };
        var key = new Option<string>("--key") { Description = "PEM file of the certificate's private key.", Required = true };
        var doors = new KeyDoorOptions();
        var output = SharegatewayCommand.OutputOption();
        var command = new Command("restore-escrow", "Put keys that are missing back from an escrow file, then verify. Not while the gateway runs.") { file, key, output };
        doors.AddTo(command);
        command.SetAction((parsed, stop) => KeyOutput.GuardAsync(terminal, async () =>
        {
            if (doors.Open(parsed, terminal.Clock, out var problem) is not KeyFolderDoor door)
            {
                return terminal.Misused(problem.Length > 0 ? problem : "expected `--data DIR`: keys are put back while the gateway does not run");
            }

            using var rsa = RSA.Create();
            rsa.ImportFromPem(await File.ReadAllTextAsync(parsed.GetRequiredValue(key), stop));
            var escrow = JsonSerializer.Deserialize(await File.ReadAllTextAsync(parsed.GetRequiredValue(file), stop), KeyJson.Default.EscrowFile)
                ?? throw new JsonException("nothing");
            return KeyOutput.Write(terminal, await door.RestoreAsync(escrow, rsa, stop), parsed.GetValue(output) == "json");
        }));
        return command;
    }

    private static Command Destroy(Terminal terminal, string name, string form, string description, string order)
    {
        var target = new Argument<string>(form) { Description = "What is to be destroyed." };
        var yes = new Option<string?>("--yes-destroy") { Description = "The same once more, for scripts; a person is asked to type it." };
        var command = new Command(name, description) { target, yes };
        return Ordering(terminal, command, parsed =>
        {
            string named = parsed.GetRequiredValue(target);
            string? typed = parsed.GetValue(yes);
            if (typed is null)
            {
                terminal.Error.Write($"this cannot be undone; escrow files and backups are yours to destroy. Type `{named}` to destroy it: ");
                typed = terminal.Input.ReadLine();
            }

            return new KeyOrder(order, Target: named, Confirm: typed);
        });
    }

    private static Command Ordering(Terminal terminal, Command command, Func<ParseResult, KeyOrder> order, Action<ParseResult, KeyAnswer>? then = null)
    {
        var doors = new KeyDoorOptions();
        var output = SharegatewayCommand.OutputOption();
        command.Options.Add(output);
        doors.AddTo(command);
        command.SetAction((parsed, stop) => KeyOutput.GuardAsync(terminal, async () =>
        {
            if (doors.Open(parsed, terminal.Clock, out var problem) is not { } door)
            {
                return terminal.Misused(problem);
            }

            var answer = await door.RunAsync(order(parsed), stop);
            then?.Invoke(parsed, answer);
            return KeyOutput.Write(terminal, answer, parsed.GetValue(output) == "json");
        }));
        return command;
    }

    private static void WriteEscrow(string file, KeyAnswer answer)
    {
        if (answer.Escrow is not { } escrow)
        {
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, options);
        JsonSerializer.Serialize(stream, escrow, KeyJson.Default.EscrowFile);
    }
}
