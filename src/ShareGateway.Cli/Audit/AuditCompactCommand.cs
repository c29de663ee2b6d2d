using System.CommandLine;
using ShareGateway.Audit.Verification;
using ShareGateway.Reports.Register;

namespace ShareGateway.Cli.Audit;

/// <summary><c>sharegateway audit compact DIR</c>: side files into the disclosure register, once or again and again.</summary>
internal static class AuditCompactCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the log, or a data folder with one log below it." };
        var register = RegisterLocation.Option();
        var current = new Option<bool>("--current") { Description = "Take the segment that still grows as well, up to the last checkpoint. Its side file stays until it is closed." };
        var keep = new Option<bool>("--keep-side-files") { Description = "Do not erase side files that the register holds." };
        var every = new Option<string?>("--every") { Description = "Go on, once in this time, such as PT1H; until stopped." };
        var output = SharegatewayCommand.OutputOption();
        var command = new Command("compact", "Move side files into the disclosure register. Exit code 0 done, 1 log and register contradict each other, 2 wrong use.")
        {
            folder, register, current, keep, every, output,
        };
        command.SetAction((parsed, stop) => RunAsync(
            terminal, new Asked(parsed.GetRequiredValue(folder), parsed.GetValue(register), parsed.GetValue(current), parsed.GetValue(keep)),
            parsed.GetValue(every), parsed.GetValue(output) == "json", stop));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, Asked asked, string? every, bool asJson, CancellationToken stop)
    {
        if (!LogLocation.TryFind(asked.Folder, out string log, out string problem))
        {
            return terminal.Misused(problem);
        }

        var wait = TimeSpan.Zero;
        if (every is not null && !TimeLength.TryParse(every, out wait))
        {
            return terminal.Misused($"expected `--every` to be a length from `PT1S` to `P1D`, such as `PT1H`, got `{every}`");
        }

        var options = new CompactionOptions { Log = log, Register = RegisterLocation.Of(asked.Register, log), IncludeGrowing = asked.Current, KeepSideFiles = asked.Keep };
        int code = RunOnce(terminal, options, asJson, stop);
        using var timer = wait == TimeSpan.Zero ? null : new PeriodicTimer(wait, terminal.Clock);
        try
        {
            while (timer is not null && code == ExitCodes.Good && await timer.WaitForNextTickAsync(stop))
            {
                code = RunOnce(terminal, options, asJson, stop);
            }
        }
        catch (OperationCanceledException)
        {
            return code; // stopped, as asked
        }

        return code;
    }

    private static int RunOnce(Terminal terminal, CompactionOptions options, bool asJson, CancellationToken stop)
    {
        try
        {
            long total = (long)LogSegments.List(options.Log).Select(segment => segment.End ?? 0).DefaultIfEmpty().Max();
            var result = terminal.WithProgress("Compacting", total, progress => Compaction.Run(options, progress, stop));
            if (asJson)
            {
                terminal.WriteJson(result);
            }
            else
            {
                terminal.Output.WriteLine(FormattableString.Invariant($"{options.Register}: {result.End} of {result.SignedSize} signed entries"));
                terminal.Output.WriteLine(FormattableString.Invariant($"  new         {result.Rows} rows about people in {result.Batches} batch(es)"));
                terminal.Output.WriteLine(FormattableString.Invariant($"  side files  {result.ErasedSideFiles} erased, {result.RemainingSideFiles} left"));
            }

            return ExitCodes.Good;
        }
        catch (InvalidDataException e)
        {
            terminal.Error.WriteLine(e.Message);
            return ExitCodes.Findings;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return terminal.Misused($"the register in `{options.Register}` cannot be written: {e.Message}");
        }
    }

    private sealed record Asked(string Folder, string? Register, bool Current, bool Keep);
}
