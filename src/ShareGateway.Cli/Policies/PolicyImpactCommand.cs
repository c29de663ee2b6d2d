using System.CommandLine;
using System.Globalization;
using ShareGateway.Audit.Verification;
using ShareGateway.Cli.Audit;
using ShareGateway.Policy;
using ShareGateway.Policy.Loading;
using ShareGateway.Reports.Impact;

namespace ShareGateway.Cli.Policies;

/// <summary><c>sharegateway policy impact --audit DIR NEW</c>: what the requests of the audit trail would get under other policies.</summary>
internal static class PolicyImpactCommand
{
    public static Command Create(Terminal terminal, TimeProvider? clock = null)
    {
        var next = new Argument<string>("NEW") { Description = "The policies that would follow." };
        var audit = new Option<string>("--audit") { Description = "Folder of the log, or a data folder with one log below it.", Required = true };
        var since = new Option<string>("--since") { Description = "How far back: a length such as P30D, or a day such as 2026-10-01 (UTC).", DefaultValueFactory = _ => "P30D" };
        var old = new Option<string?>("--old") { Description = "The policies in force: tells changes within one transform, such as year to month, which the log alone does not." };
        var at = new Option<string>("--at") { Description = "When requests are decided: at their own time (entry), or all at the present (now).", DefaultValueFactory = _ => "entry" };
        at.AcceptOnlyFromAmong("entry", "now");
        var output = SharegatewayCommand.OutputOption();
        var command = new Command("impact", "Replay the audit trail against other policies. Exit code 0 told, 1 NEW has findings, 2 wrong use.") { next, audit, since, old, at, output };
        command.SetAction(parsed => Run(
            terminal,
            new Asked(parsed.GetRequiredValue(next), parsed.GetValue(old), parsed.GetRequiredValue(audit), parsed.GetRequiredValue(since)),
            (clock ?? TimeProvider.System).GetUtcNow(),
            parsed.GetRequiredValue(at) == "now",
            parsed.GetRequiredValue(output)));
        return command;
    }

    private static int Run(Terminal terminal, Asked asked, DateTimeOffset now, bool atNow, string form)
    {
        if (!LogLocation.TryFind(asked.Audit, out string log, out string problem))
        {
            return terminal.Misused(problem);
        }

        if (!TryReadSince(asked.Since, now, out var since))
        {
            return terminal.Misused($"expected `--since` to be a length such as `P30D` or a day such as `2026-10-01`, got `{asked.Since}`");
        }

        foreach (string folder in new[] { asked.Next, asked.Old }.OfType<string>().Where(folder => !Directory.Exists(folder)))
        {
            return terminal.Misused($"there is no folder `{folder}`; expected a policy folder");
        }

        PolicySet? old = null;
        if (asked.Old is not null && (old = PolicyLoader.Load(asked.Old).Set) is null)
        {
            return terminal.Misused($"`{asked.Old}` has findings: `sharegateway policy check` tells them");
        }

        var next = PolicyLoader.Load(asked.Next);
        return next.Set is null
            ? FindingOutput.Write(terminal, next.Findings, form, asked.Next)
            : Replay(terminal, log, since, next.Set, old, atNow ? now : null, form);
    }

    private static int Replay(Terminal terminal, string log, DateTimeOffset since, PolicySet next, PolicySet? old, DateTimeOffset? at, string form)
    {
        try
        {
            long total = new DirectoryInfo(log).EnumerateFiles("entries-*.log").Sum(file => file.Length);
            var impact = terminal.WithProgress("Replaying", total, progress =>
                ImpactReplay.Run(AuditLogReader.Since(log, since, progress), next, old, at));
            if (form == "json")
            {
                terminal.WriteJson(impact);
            }
            else
            {
                ImpactText.Write(terminal.Output, impact, since);
            }

            return ExitCodes.Good;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return terminal.Misused($"the log in `{log}` cannot be read: {e.Message}");
        }
    }

    private static bool TryReadSince(string text, DateTimeOffset now, out DateTimeOffset since)
    {
        if (Period.TryParse(text, out var period))
        {
            since = now - DateTimeOffset.UnixEpoch > period.Length ? now - period.Length : DateTimeOffset.UnixEpoch;
            return true;
        }

        bool read = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        since = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        return read;
    }

    private sealed record Asked(string Next, string? Old, string Audit, string Since);
}
