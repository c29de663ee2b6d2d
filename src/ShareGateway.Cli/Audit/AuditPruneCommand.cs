using System.CommandLine;
using ShareGateway.Cli.People;
using ShareGateway.Policy;
using ShareGateway.Reports.Register;

namespace ShareGateway.Cli.Audit;

/// <summary><c>sharegateway audit prune DIR</c>: ends what has had its time, in the register and in the log.</summary>
internal static class AuditPruneCommand
{
    private static readonly TimeSpan ShortestKept = TimeSpan.FromDays(2);

    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the log, or a data folder with one log below it." };
        var register = RegisterLocation.Option();
        var keepLog = new Option<string>("--keep-log") { Description = "How long the entries of the log stay.", DefaultValueFactory = _ => "P12M" };
        var keepRegister = new Option<string>("--keep-register") { Description = "How long the register stays.", DefaultValueFactory = _ => "P60M" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell what would go." };
        var gateway = new Option<string?>("--gateway") { Description = "Management address of the gateway: it announces in the log that old entries go. Without it the log stays." };
        var token = new Option<string?>("--token-file") { Description = "File with your access token; you need the role dpo." };
        var command = new Command("prune", "Remove what is past its time; hash tiles stay, so that proofs hold. A legal hold forbids it. Exit code 0 done, 1 held or damaged, 2 wrong use.")
        {
            folder, register, keepLog, keepRegister, dryRun, gateway, token,
        };
        command.SetAction((parsed, stop) =>
        {
            if (!LogLocation.TryFind(parsed.GetRequiredValue(folder), out string log, out string problem))
            {
                return Task.FromResult(terminal.Misused(problem));
            }

            if (!Period.TryParse(parsed.GetRequiredValue(keepLog), out var forLog) || !Period.TryParse(parsed.GetRequiredValue(keepRegister), out var forRegister))
            {
                return Task.FromResult(terminal.Misused("expected `--keep-log` and `--keep-register` to be lengths such as `P12M`"));
            }

            Uri? address = null;
            if (parsed.GetValue(gateway) is { } named && !ServerAddress.TryParse(named, out address))
            {
                return Task.FromResult(terminal.Misused($"expected `--gateway` to be an address such as `http://127.0.0.1:8081`, got `{named}`"));
            }

            if (forLog.Length < ShortestKept)
            {
                return Task.FromResult(terminal.Misused("expected `--keep-log` to be two days (`P2D`) or more: the rows that left today are counted from the log"));
            }

            var now = terminal.Clock.GetUtcNow();
            var asked = new Asked(
                log, RegisterLocation.Of(parsed.GetValue(register), log), Before(now, forLog), DateOnly.FromDateTime(Before(now, forRegister).UtcDateTime),
                parsed.GetValue(dryRun), address, parsed.GetValue(token));
            return RunAsync(terminal, asked, stop);
        });
        return command;
    }

    /// <summary>By the calendar: twelve months are not 360 days. What would begin before the calendar does keeps everything.</summary>
    private static DateTimeOffset Before(DateTimeOffset now, Period length)
    {
        var months = now.AddMonths(-Math.Min(length.Months, 12 * (now.Year - 1)));
        return months.AddDays(-Math.Min(length.Days, (months - DateTimeOffset.MinValue).Days));
    }

    private static async Task<int> RunAsync(Terminal terminal, Asked asked, CancellationToken stop)
    {
        try
        {
            var plan = Retention.Plan(asked.Log, asked.Register, asked.LogBefore, asked.RegisterBefore);
            terminal.Output.WriteLine(FormattableString.Invariant($"register  {plan.Batches} batch(es), {plan.Parts} file(s) before {asked.RegisterBefore:yyyy-MM-dd}"));
            terminal.Output.WriteLine(FormattableString.Invariant($"log       entries below {plan.LogBelow}, all before {asked.LogBefore.UtcDateTime:yyyy-MM-dd}"));
            if (asked.DryRun)
            {
                return ExitCodes.Good;
            }

            Retention.PruneRegister(asked.Register, plan);
            return plan.LogBelow == 0 ? ExitCodes.Good : await PruneLogAsync(terminal, asked, plan.LogBelow, stop);
        }
        catch (Exception e) when (e is HeldException or InvalidDataException)
        {
            terminal.Error.WriteLine(e.Message);
            return ExitCodes.Findings;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return terminal.Misused($"nothing more can be removed: {e.Message}");
        }
    }

    private static async Task<int> PruneLogAsync(Terminal terminal, Asked asked, ulong below, CancellationToken stop)
    {
        if (asked.Gateway is null || asked.TokenFile is null)
        {
            terminal.Output.WriteLine("left      the log: name `--gateway` and `--token-file`, so that it is announced");
            return ExitCodes.Good;
        }

        if (await GatewayManagement.AnnouncePruningAsync(asked.Gateway, asked.TokenFile, below, stop) is { Length: > 0 } problem)
        {
            return terminal.Misused(problem);
        }

        int segments = Retention.PruneLog(asked.Log, asked.Register, below);
        terminal.Output.WriteLine(FormattableString.Invariant($"removed   {segments} segment(s) of the log"));
        return ExitCodes.Good;
    }

    private sealed record Asked(string Log, string Register, DateTimeOffset LogBefore, DateOnly RegisterBefore, bool DryRun, Uri? Gateway, string? TokenFile);
}
