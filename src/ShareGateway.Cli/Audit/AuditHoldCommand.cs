using System.CommandLine;
using ShareGateway.Reports.Register;

namespace ShareGateway.Cli.Audit;

/// <summary><c>sharegateway audit hold DIR</c>: lists, places and releases legal holds.</summary>
internal static class AuditHoldCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the log, or a data folder with one log below it." };
        var register = RegisterLocation.Option();
        var place = new Option<string?>("--place") { Description = "Name of a hold to place." };
        var reason = new Option<string>("--reason") { Description = "Why; nothing about a person.", DefaultValueFactory = _ => "" };
        var release = new Option<string?>("--release") { Description = "Name of a hold to end." };
        var command = new Command("hold", "Legal holds: while one stands, nothing is pruned and nobody erased.") { folder, register, place, reason, release };
        command.SetAction(parsed =>
        {
            if (!LogLocation.TryFind(parsed.GetRequiredValue(folder), out string log, out string problem))
            {
                return terminal.Misused(problem);
            }

            string home = RegisterLocation.Of(parsed.GetValue(register), log);
            return Run(terminal, home, parsed.GetValue(place), parsed.GetRequiredValue(reason), parsed.GetValue(release));
        });
        return command;
    }

    private static int Run(Terminal terminal, string register, string? place, string reason, string? release)
    {
        if (place is not null && (!LegalHolds.IsName(place) || reason.Length == 0))
        {
            return terminal.Misused("expected `--place` with a name such as `case-2026-017`, and `--reason`");
        }

        if (place is not null)
        {
            LegalHolds.Place(register, new LegalHold(place, reason, terminal.Clock.GetUtcNow()));
        }

        if (release is not null && !LegalHolds.Release(register, release))
        {
            return terminal.Misused($"there is no hold `{release}`");
        }

        foreach (var hold in LegalHolds.Read(register))
        {
            terminal.Output.WriteLine(FormattableString.Invariant($"{hold.Name}  since {hold.Placed.UtcDateTime:yyyy-MM-dd}  {hold.Reason}"));
        }

        return ExitCodes.Good;
    }
}
